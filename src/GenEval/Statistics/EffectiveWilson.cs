namespace GenEval.Statistics;

/// <summary>
/// Wilson's interval on the effective sample size n = M(1-M)/V, with whatever quantile belongs to V: W(M, V, q, n0) of docs/statistics.md.
/// It stays in [0, 1], has a width at 0 and 1, and is skewed the right way near them, which t intervals are not.
/// </summary>
internal static class EffectiveWilson
{
    /// <summary>The effective sample size; <paramref name="atEnds"/> (n0) where the mean is 0 or 1 or nothing varies.</summary>
    public static double Size(double mean, double variance, double atEnds) =>
        variance > 0 && mean is > 0 and < 1 ? mean * (1 - mean) / variance : atEnds;

    /// <summary>Wilson's interval for a mean of <paramref name="size"/> answers.</summary>
    public static Interval Of(double mean, double size, double quantile)
    {
        double square = quantile * quantile;
        double scale = 1 + square / size;
        double centre = (mean + square / (2 * size)) / scale;
        double half = quantile * Math.Sqrt(Math.Max(mean * (1 - mean), 0) / size + square / (4 * size * size)) / scale;
        // At a mean of exactly 0 or 1 the end is that; rounding would leave it beside.
        double lower = mean <= 0 ? 0 : Math.Clamp(centre - half, 0, 1);
        double upper = mean >= 1 ? 1 : Math.Clamp(centre + half, 0, 1);
        return new Interval(lower, upper);
    }

    /// <summary>The estimate with its interval and bounds; <paramref name="quantile"/> gives the quantile at a probability.</summary>
    public static LevelEstimate Estimate(
        double mean, double variance, double atEnds, Func<double, double> quantile, double? df, string method, IReadOnlyList<VariancePart> parts, Confidence confidence)
    {
        double size = Size(mean, variance, atEnds);
        return new LevelEstimate
        {
            Estimate = mean,
            StandardError = Math.Sqrt(variance),
            DegreesOfFreedom = df,
            Interval = Of(mean, size, quantile(confidence.TwoSided)),
            Bound = Of(mean, size, quantile(confidence.OneSided)),
            EffectiveSize = size,
            Method = method,
            Parts = parts,
        };
    }
}
