using GenEval.Scoring.Learned;

namespace GenEval.Reports;

/// <summary>What there is to say of a learned scorer, after a training or a test.</summary>
internal static class ScorerOutline
{
    private const int MostFeatures = 15;

    public static Outline Of(ScorerCard c) => new()
    {
        Name = "scorer",
        Headline = c.Test is { } test
            ? $"On {Numbers.Count(test.Ratings)} ratings the scorer ({c.Trainer}) agrees with people: {Rank(test)}"
            : $"The scorer ({c.Trainer}) agrees with people on {Held(c)} it was not trained on: {Rank(c.CrossValidation)}",
        Lines = [.. Lines(c)],
        Tables =
        [
            new("Agreement with people", ["On", ">" + RankName(c), ">Interval", ">Calibration error", ">Mean rating", ">Mean score", ">Ratings"], [.. Agreements(c)]),
            new("Trainers in cross-validation", ["Trainer", ">" + RankName(c), ">Calibration error"], [.. c.Candidates.Where(_ => c.Candidates.Count > 1).Select(t => new[] { t.Trainer, Numbers.Score(t.Agreement), Numbers.Score(t.CalibrationError) })]),
            new("What a score means", ["Score from", ">Mean score", ">Mean rating", ">Answers"], [.. c.CalibrationCurve.Select(b => new[] { Numbers.Short(b.Lower), Numbers.Score(b.MeanScore), Numbers.Score(b.MeanRating), Numbers.Count(b.Count) })]),
            new("What it looks at", ["Feature", ">Lost without it"], [.. c.Importance.Take(MostFeatures).Select(f => new[] { f.Feature, Numbers.Signed(f.Drop) })]),
        ],
        Checks = [new("the scorer agrees with people", !(Used(c).Interval is { } i && i.Lower <= (IsBinary(c) ? 0.5 : 0)), Rank(Used(c)))],
        Warnings = [.. c.Warnings.Select(w => (w.Code, w.Message))],
    };

    private static IEnumerable<string> Lines(ScorerCard c)
    {
        if (c.Test is not null)
        {
            yield return $"Its training: {Numbers.Count(c.CrossValidation.Ratings)} ratings, {Rank(c.CrossValidation)} on {Held(c)} held out. {Numbers.Count(c.TestOutsideRange)} of {Numbers.Count(c.Ratings)} answers here are unlike its training.";
        }
        else
        {
            yield return $"{Numbers.Count(c.Ratings)} {c.RatingKind} ratings of {Numbers.Count(c.Data.Inputs)} inputs in {Numbers.Count(c.Tasks)} {(c.Tasks == 1 ? "task" : "tasks")}, mean {Numbers.Score(c.Data.MeanRating)}; {c.Folds} folds by {c.GroupedBy}; seed {c.Seed}.";
        }

        if (c.Embedding is { } e)
        {
            yield return $"It looks at embeddings of {e.Model} too ({Numbers.Count(e.Dimensions)} numbers each; {Numbers.Count(e.Texts)} texts in training): using it needs the same model, --embedding FILE.json.";
        }

        ScorerAgreement used = Used(c);
        KeyValuePair<string, ScorerAgreement> best = c.Baselines.OrderByDescending(b => b.Value.Auc ?? b.Value.Spearman ?? double.NegativeInfinity).FirstOrDefault();
        if (best.Value is { } baseline)
        {
            yield return $"The best lexical metric on the same ratings is {best.Key} with {Numbers.Score(baseline.Auc ?? baseline.Spearman)}; its values are off by {Numbers.Score(baseline.CalibrationError)} on average, the scorer's by {Numbers.Score(used.CalibrationError)}.";
        }
    }

    private static IEnumerable<string[]> Agreements(ScorerCard c)
    {
        if (c.Test is { } test)
        {
            yield return Row("these ratings", test);
            if (c.TestClean is { } clean)
            {
                yield return Row("those not trained on", clean);
            }
        }

        yield return Row($"{Held(c)} held out (training)", c.CrossValidation);
        if (c.NewModels is { } newModels)
        {
            yield return Row("and models held out too", newModels);
            foreach ((string model, ScorerAgreement agreement) in c.NewModelsByModel)
            {
                yield return Row($"- {model}", agreement);
            }
        }

        foreach ((string metric, ScorerAgreement agreement) in c.Baselines)
        {
            yield return Row(metric, agreement);
        }
    }

    private static string[] Row(string of, ScorerAgreement a) =>
    [
        of, Numbers.Score(a.Auc ?? a.Spearman), a.Interval is { } i ? $"{Numbers.Score(i.Lower)} to {Numbers.Score(i.Upper)}" : Numbers.None,
        Numbers.Score(a.CalibrationError), Numbers.Score(a.MeanRating), Numbers.Score(a.MeanScore), Numbers.Count(a.Ratings),
    ];

    private static ScorerAgreement Used(ScorerCard c) => c.TestClean ?? c.Test ?? c.CrossValidation;

    private static bool IsBinary(ScorerCard c) => Used(c).Auc is not null;

    private static string RankName(ScorerCard c) => IsBinary(c) ? "AUC" : "Rank correlation";

    private static string Held(ScorerCard c) => c.GroupedBy == "task" ? "tasks" : "inputs";

    private static string Rank(ScorerAgreement a)
    {
        string name = a.Spearman is null ? "AUC" : "rank correlation";
        string interval = a.Interval is { } i ? $" ({Numbers.Score(i.Lower)} to {Numbers.Score(i.Upper)})" : "";
        return $"{name} {Numbers.Score(a.Auc ?? a.Spearman)}{interval}, calibration error {Numbers.Score(a.CalibrationError)}";
    }
}
