namespace GenEval.Statistics;

/// <summary>The share of tasks whose own level is above a threshold.</summary>
public sealed record ShareAboveEstimate
{
    /// <summary>Of the population of tasks, in [0, 1].</summary>
    public double? Estimate { get; init; }

    /// <summary>Two-sided.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Task means above the threshold / tasks: the plain count, which is biased.</summary>
    public double? CountShare { get; init; }

    /// <summary>lambda: the part of the variance between task means that is the tasks' own. Below .5 the interval is the bracket alone.</summary>
    public double? Reliability { get; init; }

    /// <summary>The one-sided lower bound of lambda, from the F ratio of the two variances. Below .5 lambda may be above it by chance, and the interval too short.</summary>
    public double? ReliabilityBound { get; init; }

    /// <summary>Whether the interval comes from the surely and possibly counted tasks alone.</summary>
    public bool BracketOnly { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>Estimates the share of tasks above a threshold.</summary>
public static class ShareAbove
{
    /// <summary>
    /// A beta distribution of task levels, its variance being that of the task means without the inputs' part; the interval is Clopper and Pearson's
    /// on the effective number of tasks, cut with the bracket [lower limit of the tasks surely above, upper limit of those possibly above]. With one
    /// task there is no estimate, only the bracket.
    /// </summary>
    public static ShareAboveEstimate Estimate(IReadOnlyList<TaskScores> tasks, double threshold, double confidence = 0.95)
    {
        Confidence at = new(confidence);
        TaskScores[] used = Ladder.Usable(tasks);
        double inputs = used.Sum(task => task.Inputs);
        if (inputs < 2)
        {
            return new ShareAboveEstimate { Reason = used.Length == 0 ? Reasons.NoScores : Reasons.FewerThanTwoInputs };
        }

        double count = used.Length;
        ShareAboveEstimate bracket = new()
        {
            Interval = Bracket(used, threshold, at),
            CountShare = used.Count(task => task.M > threshold) / count,
            BracketOnly = true,
        };
        if (used.Length < 2)
        {
            return bracket with { Reason = Reasons.OneTask };
        }

        double mean = Ladder.MacroMean(used);
        double most = mean * (1 - mean);
        FixedTasksVariance within = new(used);
        double error = within.Value * count;
        double between = Ladder.VarianceBetween(used);
        double spread = Math.Clamp(between - error, most / 1e4, 0.98 * most);
        double share = AboveInBeta(mean, most, spread, threshold);
        double reliability = spread / (spread + error);
        ShareAboveEstimate estimate = bracket with
        {
            Estimate = share,
            Reliability = reliability,
            ReliabilityBound = between > 0 ? Math.Clamp(1 - (error * Distributions.FQuantile(at.OneSided, count - 1, within.DegreesOfFreedom) / between), 0, reliability) : 0,
        };
        if (reliability < 0.5)
        {
            return estimate;
        }

        double effective = Math.Max(count * reliability, 0.5);
        Interval random = Binomials.ClopperPearson(effective * share, effective, confidence)!.Value;
        double lower = Math.Max(random.Lower, bracket.Interval!.Value.Lower);
        double upper = Math.Min(random.Upper, bracket.Interval.Value.Upper);
        return lower <= upper ? estimate with { Interval = new Interval(lower, upper), BracketOnly = false } : estimate;
    }

    private static double AboveInBeta(double mean, double most, double spread, double threshold)
    {
        if (most <= 0)
        {
            return mean > threshold ? 1 : 0;
        }

        double precision = most / spread - 1;
        return 1 - Distributions.BetaCdf(threshold, mean * precision, (1 - mean) * precision);
    }

    private static Interval Bracket(TaskScores[] tasks, double threshold, Confidence confidence)
    {
        int surely = 0;
        int possibly = 0;
        foreach (TaskScores task in tasks)
        {
            Interval bound = Ladder.AnyTask(task, confidence).Bound!.Value;
            surely += bound.Lower > threshold ? 1 : 0;
            possibly += bound.Upper > threshold ? 1 : 0;
        }

        return new Interval(
            Binomials.Lower(surely, tasks.Length, 1 - confidence.TwoSided),
            Binomials.Upper(possibly, tasks.Length, confidence.TwoSided));
    }
}
