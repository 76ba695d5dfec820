namespace GenEval.Statistics;

/// <summary>Comparison of two models on the same (task, wording, input): everything is done on the differences.</summary>
public static class PairedDifference
{
    /// <summary>The mean difference over all pairs with its CR2 standard error by task, Bell and McCaffrey's df and the t test of no difference.</summary>
    public static DifferenceEstimate Mean(IReadOnlyList<double[]> differencesByTask, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(differencesByTask);
        return Mean(ClusterRobust.Mean(differencesByTask), confidence);
    }

    /// <summary>The same from each task's sum of differences and number of pairs.</summary>
    public static DifferenceEstimate Mean(ReadOnlySpan<double> sums, ReadOnlySpan<double> pairs, double confidence = 0.95) =>
        Mean(ClusterRobust.Mean(sums, pairs), confidence);

    private static DifferenceEstimate Mean(ClusterRobustMean? mean, double confidence)
    {
        const string Method = "mean of paired differences, cluster-robust CR2 by task, t with Bell-McCaffrey df";
        Confidence at = new(confidence);
        return mean is null ? DifferenceEstimate.Undefined(estimate: null, Reasons.NoScores, Method)
            : mean.Cr2 is { } error && mean.DegreesOfFreedom is { } df ? DifferenceEstimate.FromT(mean.Mean, error, df, Method, at)
            : DifferenceEstimate.Undefined(mean.Mean, Reasons.OneTask, Method);
    }
}
