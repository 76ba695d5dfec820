namespace GenEval.Statistics;

/// <summary>performance = a + b log2(x), fitted by least squares.</summary>
/// <param name="Intercept">a: at one training task.</param>
/// <param name="Slope">b: the gain of each doubling, with its t interval and test.</param>
/// <param name="DegreesOfFreedom">Points less two; null where there are not enough.</param>
public sealed record LogLinearFit(double? Intercept, DifferenceEstimate Slope, double? DegreesOfFreedom);

/// <summary>Log-linear scaling.</summary>
public static class LogLinear
{
    /// <summary>
    /// The fit of <paramref name="performance"/> on the logarithm, to base 2, of <paramref name="sizes"/>. The slope needs two different sizes, its
    /// interval three points.
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length, or a size is not above 0.</exception>
    public static LogLinearFit Fit(ReadOnlySpan<double> sizes, ReadOnlySpan<double> performance, double confidence = 0.95)
    {
        const string Method = "least squares on log2, t interval";
        Confidence at = new(confidence);
        if (sizes.Length != performance.Length || sizes.ContainsAnyInRange(double.NegativeInfinity, 0))
        {
            throw new ArgumentException("Each point has a size above 0 and a performance.", nameof(sizes));
        }

        double[] x = Array.ConvertAll(sizes.ToArray(), Math.Log2);
        double[] y = performance.ToArray();
        double squares = Moments.SumOfSquares(x);
        if (squares <= 0)
        {
            return new LogLinearFit(null, DifferenceEstimate.Undefined(estimate: null, x.Length == 0 ? Reasons.NoScores : Reasons.OneSize, Method), null);
        }

        double meanX = Moments.MeanOf(x);
        double meanY = Moments.MeanOf(y);
        double slope = Moments.Sum([.. x.Zip(y, (a, b) => (a - meanX) * (b - meanY))]) / squares;
        double intercept = meanY - slope * meanX;
        if (x.Length < 3)
        {
            return new LogLinearFit(intercept, DifferenceEstimate.Undefined(slope, Reasons.TwoPoints, Method), null);
        }

        double df = x.Length - 2;
        double residual = Moments.Sum([.. x.Zip(y, (a, b) => Math.Pow(b - meanY - slope * (a - meanX), 2))]);
        return new LogLinearFit(intercept, DifferenceEstimate.FromT(slope, Math.Sqrt(residual / df / squares), df, Method, at), df);
    }
}
