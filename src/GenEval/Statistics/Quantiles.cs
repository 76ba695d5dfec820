namespace GenEval.Statistics;

/// <summary>Quantiles of a sample.</summary>
public static class Quantiles
{
    /// <summary>Hyndman and Fan's type 7, the default of R and numpy: linear between order statistics. Null of nothing.</summary>
    public static double? Linear(ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? null : OfSorted(sorted, probability);
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        double position = Math.Clamp(probability, 0, 1) * (sorted.Length - 1);
        int below = (int)position;
        double rest = position - below;
        // Not a weighted mean: infinite neighbours and equal neighbours stay what they are.
        return rest == 0 || sorted[below] == sorted[below + 1] ? sorted[below] : sorted[below] + rest * (sorted[below + 1] - sorted[below]);
    }
}
