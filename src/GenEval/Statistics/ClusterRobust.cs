namespace GenEval.Statistics;

/// <summary>The mean over all items with standard errors that allow for clusters (tasks): cluster_robust_mean of docs/statistics.md.</summary>
public sealed record ClusterRobustMean
{
    /// <summary>The mean over items.</summary>
    public required double Mean { get; init; }

    /// <summary>Items.</summary>
    public required int Items { get; init; }

    /// <summary>Clusters with an item.</summary>
    public required int Clusters { get; init; }

    /// <summary>Liang and Zeger's, biased down; null with one cluster, as are the others.</summary>
    public double? Cr0 { get; init; }

    /// <summary>CR0 sqrt(C/(C-1)), with C - 1 degrees of freedom.</summary>
    public double? Cr1 { get; init; }

    /// <summary>Bell and McCaffrey's bias-reduced one.</summary>
    public double? Cr2 { get; init; }

    /// <summary>The jackknife's, biased up.</summary>
    public double? Cr3 { get; init; }

    /// <summary>Bell and McCaffrey's degrees of freedom of CR2; need not be whole.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The t interval from CR2; null where that is. Not cut to [0, 1].</summary>
    public Interval? Interval(double confidence = 0.95) => Symmetric(new Confidence(confidence).TwoSided);

    /// <summary>The one-sided bounds from CR2.</summary>
    public Interval? Bound(double confidence = 0.95) => Symmetric(new Confidence(confidence).OneSided);

    /// <summary>The two-sided p of a mean of 0; null without a standard error or where it is 0.</summary>
    public double? PValue => Cr2 is > 0 and { } error && DegreesOfFreedom is { } df ? Distributions.StudentTTwoSided(Mean / error, df) : null;

    private Interval? Symmetric(double probability)
    {
        if (Cr2 is not { } error || DegreesOfFreedom is not { } df)
        {
            return null;
        }

        double half = Distributions.StudentTQuantile(probability, df) * error;
        return new Interval(Mean - half, Mean + half);
    }
}

/// <summary>Cluster-robust means.</summary>
public static class ClusterRobust
{
    /// <summary>The mean of all items of all clusters; null of no item.</summary>
    public static ClusterRobustMean? Mean(IReadOnlyList<double[]> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        return Mean([.. clusters.Select(cluster => Moments.Sum(cluster))], [.. clusters.Select(cluster => (double)cluster.Length)]);
    }

    /// <summary>The same from each cluster's sum and number of items, which is all that it depends on.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static ClusterRobustMean? Mean(ReadOnlySpan<double> sums, ReadOnlySpan<double> counts)
    {
        if (sums.Length != counts.Length)
        {
            throw new ArgumentException("Each cluster has a sum and a count.", nameof(counts));
        }

        double items = Moments.Sum(counts);
        if (items <= 0)
        {
            return null;
        }

        double mean = Moments.Sum(sums) / items;
        CompensatedSum cr0 = default;
        CompensatedSum cr2 = default;
        CompensatedSum cr3 = default;
        CompensatedSum squares = default;
        CompensatedSum products = default;
        CompensatedSum productSquares = default;
        int clusters = 0;
        for (int cluster = 0; cluster < sums.Length; cluster++)
        {
            if (counts[cluster] <= 0)
            {
                continue;
            }

            clusters++;
            double weight = counts[cluster] / items;
            double rest = 1 - weight;
            double deviation = sums[cluster] - counts[cluster] * mean;
            double product = weight * weight / rest;
            cr0.Add(deviation * deviation);
            cr2.Add(deviation * deviation / rest);
            cr3.Add(deviation * deviation / (rest * rest));
            squares.Add(weight * weight);
            products.Add(product);
            productSquares.Add(product * product);
        }

        if (clusters < 2)
        {
            return new ClusterRobustMean { Mean = mean, Items = (int)items, Clusters = clusters, Reason = Reasons.OneTask };
        }

        double error = Math.Sqrt(cr0.Value) / items;
        return new ClusterRobustMean
        {
            Mean = mean,
            Items = (int)items,
            Clusters = clusters,
            Cr0 = error,
            Cr1 = error * Math.Sqrt(clusters / (clusters - 1.0)),
            Cr2 = Math.Sqrt(cr2.Value) / items,
            Cr3 = Math.Sqrt(cr3.Value) / items,
            DegreesOfFreedom = 1 / (squares.Value + products.Value * products.Value - productSquares.Value),
        };
    }
}
