namespace GenEval.Statistics;

/// <summary>Means and variances by compensated sums; variances in two passes.</summary>
public static class Moments
{
    /// <summary>The sum.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value;
    }

    /// <summary>The mean, or null of nothing.</summary>
    public static double? Mean(ReadOnlySpan<double> values) => values.IsEmpty ? null : MeanOf(values);

    /// <summary>The sample variance (divisor n - 1), or null of fewer than two values.</summary>
    public static double? Variance(ReadOnlySpan<double> values) => values.Length < 2 ? null : SumOfSquares(values) / (values.Length - 1);

    /// <summary>The mean of one value or more.</summary>
    internal static double MeanOf(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>Sum of squared deviations from the mean; exactly 0 where all values are equal.</summary>
    internal static double SumOfSquares(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty || values.IndexOfAnyExcept(values[0]) < 0)
        {
            return 0;
        }

        double mean = MeanOf(values);
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add((value - mean) * (value - mean));
        }

        return sum.Value;
    }
}
