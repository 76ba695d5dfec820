namespace GenEval.Statistics;

/// <summary>A mean whose items cluster in two crossed ways, such as tasks and wordings.</summary>
public static class TwoWayClustering
{
    /// <summary>
    /// Cameron, Gelbach and Miller (2011): the CR1 variance by the first way, plus that by the second, minus that by their cells; t with one less than
    /// the smaller number of clusters. Where the difference is not positive, or below the larger of the two one-way variances, that one is taken.
    /// Null where either way has a single cluster.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static DifferenceEstimate Mean(ReadOnlySpan<double> values, ReadOnlySpan<int> first, ReadOnlySpan<int> second, double confidence = 0.95)
    {
        const string Method = "two-way cluster-robust CR1, t with the smaller number of clusters less one";
        Confidence at = new(confidence);
        if (values.Length != first.Length || values.Length != second.Length)
        {
            throw new ArgumentException("Each value has a cluster of either way.", nameof(values));
        }

        if (Moments.Mean(values) is not { } mean)
        {
            return DifferenceEstimate.Undefined(estimate: null, Reasons.NoScores, Method);
        }

        (int, int)[] cells = new (int, int)[values.Length];
        for (int item = 0; item < cells.Length; item++)
        {
            cells[item] = (first[item], second[item]);
        }

        (double byFirst, int firstCount) = Variance(values, Array.ConvertAll(cells, cell => cell.Item1), mean);
        (double bySecond, int secondCount) = Variance(values, Array.ConvertAll(cells, cell => cell.Item2), mean);
        if (Math.Min(firstCount, secondCount) < 2)
        {
            return DifferenceEstimate.Undefined(mean, Reasons.OneTask, Method);
        }

        double variance = Math.Max(byFirst + bySecond - Variance(values, cells, mean).Variance, Math.Max(byFirst, bySecond));
        return DifferenceEstimate.FromT(mean, Math.Sqrt(variance), Math.Min(firstCount, secondCount) - 1, Method, at);
    }

    /// <summary>CR1^2 and the number of clusters; 0 with a single one.</summary>
    private static (double Variance, int Clusters) Variance<TKey>(ReadOnlySpan<double> values, TKey[] clusters, double mean)
        where TKey : notnull
    {
        // Sums in the order of the clusters' first items would depend on the order of the records in the last digit; of sorted keys they do not.
        Dictionary<TKey, CompensatedSum> deviations = [];
        for (int item = 0; item < clusters.Length; item++)
        {
            CompensatedSum sum = deviations.GetValueOrDefault(clusters[item]);
            sum.Add(values[item] - mean);
            deviations[clusters[item]] = sum;
        }

        double count = deviations.Count;
        double squares = Moments.Sum([.. deviations.OrderBy(pair => pair.Key).Select(pair => pair.Value.Value * pair.Value.Value)]);
        return (count < 2 ? 0 : squares * count / (count - 1) / ((double)values.Length * values.Length), deviations.Count);
    }
}
