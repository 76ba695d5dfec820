using MathNet.Numerics.Statistics;

namespace GenEval.Statistics;

/// <summary>An answer that a metric scored and a person rated.</summary>
/// <param name="Cluster">What it belongs to (its task), from 0.</param>
/// <param name="Score">The metric's value.</param>
/// <param name="Rating">The person's, in the same direction.</param>
public readonly record struct RatedScore(int Cluster, double Score, double Rating);

/// <summary>A measure of agreement with its uncertainty; what is undefined is null, and <see cref="Reason"/> says why.</summary>
/// <param name="Estimate">The measure on all answers.</param>
/// <param name="StandardError">The jackknife's.</param>
/// <param name="DegreesOfFreedom">Of the interval's t quantile: groups - 1.</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="Reason">One of <see cref="Reasons"/>, or null.</param>
public sealed record AgreementEstimate(double? Estimate, double? StandardError = null, double? DegreesOfFreedom = null, Interval? Interval = null, string? Reason = null);

/// <summary>
/// How far a metric agrees with people. Standard errors are the jackknife's that leaves out one cluster at a time (Efron and Stein 1981), or, above
/// <see cref="MostGroups"/> clusters, one group of them (Kott 2001), with groups - 1 degrees of freedom.
/// </summary>
public static class Agreement
{
    /// <summary>The most groups that are left out in turn.</summary>
    public const int MostGroups = 200;

    /// <summary>The share of answers on which 0/1 scores and ratings are equal; Wilson's interval on the effective size.</summary>
    public static AgreementEstimate Accuracy(IReadOnlyList<RatedScore> answers, double confidence = 0.95)
    {
        (double? estimate, double? error, int groups, string? reason) = Jackknife(answers, all => AccuracyOf(all));
        if (estimate is not { } share || error is not { } se)
        {
            return new(estimate, Reason: reason);
        }

        double quantile = Distributions.StudentTQuantile(new Confidence(confidence).TwoSided, groups - 1);
        return new(share, se, groups - 1, EffectiveWilson.Of(share, EffectiveWilson.Size(share, se * se, groups), quantile));
    }

    /// <summary>Cohen's (1960) kappa of 0/1 scores and ratings, in [-1, 1]; null where chance alone would agree on everything.</summary>
    public static AgreementEstimate Kappa(IReadOnlyList<RatedScore> answers, double confidence = 0.95)
    {
        (double? estimate, double? error, int groups, string? reason) = Jackknife(answers, all => KappaOf(all));
        return Symmetric(estimate, error, groups, reason, confidence, x => x, x => Math.Clamp(x, -1, 1), _ => 1);
    }

    /// <summary>Spearman's rank correlation, ties at their mean rank; the interval is on Fisher's z. Null where one side does not vary.</summary>
    public static AgreementEstimate Spearman(IReadOnlyList<RatedScore> answers, double confidence = 0.95)
    {
        (double? estimate, double? error, int groups, string? reason) = Jackknife(answers, all => SpearmanOf(all));
        return Symmetric(estimate, error, groups, reason, confidence, Math.Atanh, Math.Tanh, r => 1 / (1 - (r * r)));
    }

    private static AgreementEstimate Symmetric(
        double? estimate, double? error, int groups, string? reason, double confidence, Func<double, double> to, Func<double, double> back, Func<double, double> slope)
    {
        if (estimate is not { } value || error is not { } se)
        {
            return new(estimate, Reason: reason);
        }

        if (se == 0 || Math.Abs(value) >= 1)
        {
            return new(value, se, groups - 1, Reason: Reasons.ZeroVariance);
        }

        double half = Distributions.StudentTQuantile(new Confidence(confidence).TwoSided, groups - 1) * se * slope(value);
        return new(value, se, groups - 1, new Interval(back(to(value) - half), back(to(value) + half)));
    }

    private static (double? Estimate, double? Error, int Groups, string? Reason) Jackknife(IReadOnlyList<RatedScore> answers, Func<IReadOnlyList<RatedScore>, double?> statistic)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (statistic(answers) is not { } estimate)
        {
            return (null, null, 0, answers.Count == 0 ? Reasons.NoScores : Reasons.ZeroVariance);
        }

        int[] clusters = [.. answers.Select(a => a.Cluster).Distinct().Order()];
        Dictionary<int, int> groupOf = clusters.Index().ToDictionary(c => c.Item, c => c.Index % MostGroups);
        int groups = Math.Min(clusters.Length, MostGroups);
        if (groups < 2)
        {
            return (estimate, null, groups, Reasons.OneTask);
        }

        double?[] without = new double?[groups];
        Parallel.For(0, groups, group => without[group] = statistic([.. answers.Where(a => groupOf[a.Cluster] != group)]));
        if (without.Any(value => value is null))
        {
            return (estimate, null, groups, Reasons.ZeroVariance);
        }

        double[] values = [.. without.Select(value => value!.Value)];
        double variance = (groups - 1.0) * (groups - 1.0) / groups * Moments.Variance(values)!.Value;
        return (estimate, Math.Sqrt(variance), groups, null);
    }

    private static double? AccuracyOf(IReadOnlyList<RatedScore> answers) =>
        answers.Count == 0 ? null : answers.Count(a => a.Score.Equals(a.Rating)) / (double)answers.Count;

    private static double? KappaOf(IReadOnlyList<RatedScore> answers)
    {
        if (AccuracyOf(answers) is not { } observed)
        {
            return null;
        }

        double score = answers.Count(a => a.Score > 0) / (double)answers.Count;
        double rating = answers.Count(a => a.Rating > 0) / (double)answers.Count;
        double chance = (score * rating) + ((1 - score) * (1 - rating));
        return chance < 1 ? (observed - chance) / (1 - chance) : null;
    }

    private static double? SpearmanOf(IReadOnlyList<RatedScore> answers)
    {
        double[] scores = [.. answers.Select(a => a.Score)];
        double[] ratings = [.. answers.Select(a => a.Rating)];
        return scores.Distinct().Take(2).Count() == 2 && ratings.Distinct().Take(2).Count() == 2
            ? Math.Clamp(Correlation.Spearman(scores, ratings), -1, 1)
            : null;
    }
}
