using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Statistics;

namespace GenEval.Generalization.Learned;

/// <summary>Figures of agreement with their intervals, as the card has them.</summary>
internal static class Agreements
{
    /// <summary>The metrics whose agreement stands beside the scorer's.</summary>
    private static readonly string[] s_baselines = ["rougeL", "rouge1", "rouge2", "exact_match", "f1", "bleu", "chrf", "contains", "levenshtein"];

    /// <summary>Of the rows that are wanted; the bootstrap is over groups.</summary>
    public static ScorerAgreement Of(double[] scores, RatedAnswers data, ScorerOptions options, Func<int, bool>? wanted = null)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(wanted ?? (_ => true))];
        double[] s = Array.ConvertAll(rows, row => scores[row]);
        double[] r = Array.ConvertAll(rows, row => data.Ratings[row]);
        int[] groups = [.. rows.Select(row => data.Groups[row]).Distinct().Order()];
        Dictionary<int, int> number = groups.Index().ToDictionary(g => g.Item, g => g.Index);
        ClusteredAgreement agreement = new(s, r, Array.ConvertAll(rows, row => number[data.Groups[row]]), groups.Length);
        (double? rank, Interval? interval) = data.IsBinary
            ? agreement.Interval(agreement.Auc, options.Confidence, options.Seed)
            : agreement.Interval(agreement.Spearman, options.Confidence, options.Seed, low: -1);
        (double? error, Interval? errorInterval) = agreement.Interval(agreement.CalibrationError, options.Confidence, options.Seed);
        return new ScorerAgreement
        {
            Auc = data.IsBinary ? rank : null,
            Spearman = data.IsBinary ? null : rank,
            CalibrationError = error,
            Interval = Ends(interval),
            CalibrationInterval = Ends(errorInterval),
            Ratings = rows.Length,
            MeanRating = Moments.Mean(r),
            MeanScore = Moments.Mean(s),
            Reason = rank is null ? (data.IsBinary ? "all ratings are alike; and no rank correlation of binary ratings" : "all scores or all ratings are alike; and no AUC of scaled ratings")
                : interval is null ? "too few groups for an interval"
                : data.IsBinary ? "no rank correlation: the ratings are binary" : "no AUC: the ratings are scaled",
        };
    }

    /// <summary>The lexical metrics on the same ratings; an answer without a score counts as 0.</summary>
    public static SortedDictionary<string, ScorerAgreement> Baselines(RatedAnswers data, ScorerOptions options)
    {
        SortedDictionary<string, ScorerAgreement> baselines = new(StringComparer.Ordinal);
        foreach (string name in s_baselines)
        {
            IScorer scorer = Scorers.Create(name);
            baselines[name] = Of([.. data.Answers.AsParallel().AsOrdered().Select(a => scorer.Score(a.Item).Value ?? 0)], data, options);
        }

        return baselines;
    }

    /// <summary>Mean score and mean rating by bins of the score; bins without an answer are left out.</summary>
    public static IReadOnlyList<ScorerBin> Curve(double[] scores, double[] ratings) =>
    [
        .. from row in Enumerable.Range(0, scores.Length)
           group row by AgreementFigures.BinOf(scores[row]) into bin
           orderby bin.Key
           select new ScorerBin(
               (double)bin.Key / AgreementFigures.Bins, Moments.MeanOf([.. bin.Select(row => scores[row])]), Moments.MeanOf([.. bin.Select(row => ratings[row])]), bin.Count()),
    ];

    private static ScorerInterval? Ends(Interval? interval) => interval is { } i ? new(i.Lower, i.Upper) : null;
}
