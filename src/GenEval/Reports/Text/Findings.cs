using GenEval.Generalization;
using GenEval.Scoring.Learned;

namespace GenEval.Reports;

/// <summary>What stands beside the ladder, in lines of plain text: shares, micro means, transfer, variance, wordings, contamination.</summary>
internal static class Findings
{
    /// <summary>The three gaps with the rungs they stand between.</summary>
    public static (string Name, string Between, Gap? Gap)[] Gaps(Report report) =>
    [
        ("memorization", "recall - intraTask", report.Gaps.Memorization),
        ("wording", "intraTask - instruction", report.Gaps.Wording),
        ("generalization", "intraTask - interTask", report.Gaps.Generalization),
    ];

    /// <summary>One finding a line; sections that the report does not have give none.</summary>
    public static IEnumerable<string> Lines(Report report) =>
        [.. Rated(report), .. Transfer(report), .. Wordings(report), .. Variance(report), .. Trust(report), .. Drivers(report)];

    /// <summary>What the level's means hide: how many tasks are above the threshold, and the means over answers where they differ.</summary>
    public static IEnumerable<string> Shares(Report report)
    {
        string[] shares =
        [
            .. from kind in Words.Shown(report)
               let share = report.Levels[kind]?.ShareAboveThreshold
               where share?.Estimate is not null
               select $"{Words.Name(kind)} {Numbers.Share(share)}",
        ];
        if (shares.Length > 0)
        {
            yield return "Share of tasks above the threshold: " + string.Join("; ", shares);
        }

        string[] micro =
        [
            .. from kind in Words.Shown(report)
               let level = report.Levels[kind]
               where level?.Micro.Estimate is not null && level.Micro.Estimate != level.Estimate
               select $"{Words.Name(kind)} {Numbers.Score(level.Micro.Estimate)}",
        ];
        if (micro.Length > 0)
        {
            yield return "Mean over all answers (micro): " + string.Join("; ", micro);
        }
    }

    private static IEnumerable<string> Rated(Report report)
    {
        string[] levels =
        [
            .. from kind in Words.Shown(report)
               let rated = report.Levels[kind]?.PredictionPowered
               where rated is not null
               let saved = rated.RatingsSaved is >= 1 ? $", {Numbers.Count((int)Math.Round(rated.RatingsSaved.Value))} saved" : ""
               select $"{Words.Name(kind)} {Numbers.Score(rated.Estimate)} ({Numbers.Range(rated.Interval)}), {Words.Of(rated.Verdict)} ({Numbers.Count(rated.Ratings)} ratings{saved})",
        ];
        if (levels.Length > 0)
        {
            yield return $"By human ratings, with the metric for the rest: {string.Join("; ", levels)}";
        }
    }

    private static IEnumerable<string> Drivers(Report report)
    {
        Driver[] clear = [.. (report.Drivers ?? []).Where(d => d.IsClear)];
        if (clear.Length > 0)
        {
            yield return $"What goes with the score (association, not cause{Fitted(report)}; loss of prediction without it, in variances of the score): {string.Join("; ", clear.Select(d => $"{SafeText.Line(d.Feature, 60)} {Numbers.Score(d.Importance)} ({Numbers.Range(d.Interval)})"))}";
            foreach (Driver driver in clear.Skip(DriverSection.Named))
            {
                yield return SafeText.Line(driver.Sentence, 400);
            }
        }
    }

    private static string Fitted(Report report) => report.DriverTrainer == LearnedBackend.Linear ? "" : $"; fitted by {SafeText.Line(report.DriverTrainer, 40)}";

    private static IEnumerable<string> Transfer(Report report)
    {
        if (report.TransferRatio is { } ratio)
        {
            string value = ratio.Estimate is null
                ? $"not defined ({SafeText.Line(ratio.Reason, 100)})"
                : $"{Numbers.Short(ratio.Estimate)} ({Numbers.Range(ratio.Interval)})";
            yield return $"Transfer ratio: {value}: gain {Numbers.Signed(ratio.UnseenGain)} on unseen tasks, {Numbers.Signed(ratio.SeenGain)} on seen ones";
        }
    }

    private static IEnumerable<string> Wordings(Report report)
    {
        if (report.Wordings is { } w)
        {
            yield return $"Wordings: average {Numbers.Score(w.Average)}, best {Numbers.Score(w.Max)}, spread {Numbers.Score(w.Spread)}, equal answers {Numbers.Score(w.Consistency)}";
        }
    }

    private static IEnumerable<string> Variance(Report report)
    {
        if (report.Variance is { } v)
        {
            (string Name, double? Value)[] parts =
            [
                ("task", v.Components.Task), ("input", v.Components.Input), ("wording", v.Components.Wording),
                ("task x wording", v.Components.TaskWording), ("repeat", v.Components.Repeat), ("residual", v.Components.Residual),
            ];
            yield return "Variance: " + string.Join(", ", parts.Where(p => p.Value is not null).Select(p => $"{p.Name} {Numbers.Short(p.Value)}"));
            foreach (string advice in v.Advice)
            {
                yield return SafeText.Line(advice, 400);
            }
        }
    }

    private static string Contamination(ContaminationReport c)
    {
        string shorts = c.TooShort > 0 ? $" ({Numbers.Count(c.TooShort)} are too short to look for pieces of them)" : "";
        if (c.Flagged == 0)
        {
            return $"Contamination: none of {Numbers.Count(c.Items)} new inputs was found in training text{shorts}";
        }

        string[] levels =
        [
            .. from kind in Enum.GetValues<LevelKind>()
               let difference = c.Difference?[kind]
               where difference?.Estimate is not null and not 0
               select $"{Words.Name(kind)} {Numbers.Score(c.LevelsClean[kind]?.Estimate)} (they add {Numbers.Signed(difference.Estimate)}{(difference.Interval is { } i ? $", {Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : "")})",
        ];
        return $"Contamination: {Numbers.Count(c.Flagged)} of {Numbers.Count(c.Items)} new inputs stand in training text{shorts}"
            + (levels.Length > 0 ? "; without them: " + string.Join("; ", levels) : "");
    }

    private static IEnumerable<string> Trust(Report report)
    {
        if (report.Contamination is { } c)
        {
            yield return Contamination(c);
        }

        if (report.Counts.Notes.GetValueOrDefault(Scoring.ScoreNote.OrderDisagreement) is > 0 and var turned)
        {
            yield return $"Judge: {Numbers.Count(turned)} of {Numbers.Count(report.Counts.Scored)} verdicts depend on which text it read first; they count as the mean of both orders";
        }

        if (report.Agreement is { } a)
        {
            (string Name, Statistics.AgreementEstimate? Figure)[] figures = [("kappa", a.Kappa), ("accuracy", a.Accuracy), ("Spearman", a.Spearman)];
            string[] known = [.. figures.Where(f => f.Figure?.Estimate is not null).Select(f => $"{f.Name} {Numbers.Score(f.Figure!.Estimate)}{(f.Figure.Interval is { } i ? $" ({Numbers.Range(i)})" : "")}")];
            string rest = a.Unscored > 0 ? $"; {Numbers.Count(a.Unscored)} more have no score" : "";
            yield return $"Agreement with {Numbers.Count(a.Ratings)} human ratings: {(known.Length > 0 ? string.Join(", ", known) : "undefined, nothing varies")}{rest}";
        }

        if (report.Learned is { } l)
        {
            string agreement = string.Join(", ", l.CrossValidation.OrderBy(p => p.Key, StringComparer.Ordinal)
                .Select(p => $"{SafeText.Line(p.Key, 40)} {Numbers.Score(p.Value)}{(p.Key is "auc" or "spearman" && l.Interval is { } of ? $" ({Numbers.Range(of)})" : "")}"));
            string where = l.Tasks == 1 ? "inputs of its one task that it" : "tasks it";
            yield return $"Learned metric: {agreement} on {where} was not trained on; {Numbers.Count(l.OutsideRange)} answers are unlike its training";
        }
    }
}
