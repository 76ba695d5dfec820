namespace GenEval.Statistics;

/// <summary>
/// One-way analysis of variance of items in clusters (tasks), and what clustering costs. Members are null where the data do not define them.
/// </summary>
public sealed record OneWay
{
    /// <summary>Between clusters, C - 1 df.</summary>
    public double? MeanSquareBetween { get; init; }

    /// <summary>Within clusters, n - C df.</summary>
    public double? MeanSquareWithin { get; init; }

    /// <summary>n0: the cluster size that stands for unequal ones.</summary>
    public double? ClusterSize { get; init; }

    /// <summary>(MSB - MSW) / n0; may be negative.</summary>
    public double? VarianceBetween { get; init; }

    /// <summary>The intraclass correlation from the two variances.</summary>
    public double? Icc { get; init; }

    /// <summary>Kish's: how many times the variance of the mean exceeds that of independent items, sum n_g^2/n - 1 times the ICC, plus 1.</summary>
    public double? DesignEffect { get; init; }

    /// <summary>n / design effect.</summary>
    public double? EffectiveItems { get; init; }

    /// <summary>s / sqrt(n) as if items were independent: for comparison, covers about 60 in 100 on tasks of unlike difficulty.</summary>
    public double? PooledStandardError { get; init; }

    /// <summary>The analysis of the items of every cluster.</summary>
    public static OneWay Analyze(IReadOnlyList<double[]> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        double[][] used = [.. clusters.Where(cluster => cluster.Length > 0)];
        double[] all = [.. used.SelectMany(cluster => cluster)];
        if (Moments.Mean(all) is not { } mean)
        {
            return new OneWay();
        }

        double items = all.Length;
        double sizes = Moments.Sum(Array.ConvertAll(used, cluster => (double)cluster.Length * cluster.Length)) / items;
        double? within = items > used.Length ? Moments.Sum(Array.ConvertAll(used, cluster => Moments.SumOfSquares(cluster))) / (items - used.Length) : null;
        double? between = used.Length > 1
            ? Moments.Sum(Array.ConvertAll(used, cluster => cluster.Length * Math.Pow(Moments.MeanOf(cluster) - mean, 2))) / (used.Length - 1)
            : null;
        double? size = used.Length > 1 ? (items - sizes) / (used.Length - 1) : null;
        double? variance = (between - within) / size;
        double? icc = variance + within is > 0 and { } sum ? variance / sum : null;
        double? effect = 1 + (sizes - 1) * icc;
        return new OneWay
        {
            MeanSquareBetween = between,
            MeanSquareWithin = within,
            ClusterSize = size,
            VarianceBetween = variance,
            Icc = icc,
            DesignEffect = effect,
            EffectiveItems = effect > 0 ? items / effect : null,
            PooledStandardError = Moments.Variance(all) is { } pooled ? Math.Sqrt(pooled / items) : null,
        };
    }
}
