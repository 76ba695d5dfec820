namespace GenEval.Statistics;

/// <summary>The outcome of two one-sided tests.</summary>
/// <param name="PValue">The larger of the two; null where nothing varies.</param>
/// <param name="Interval">The two-sided interval at 1 - 2 (1 - confidence), which lies within the margin exactly if the tests reject.</param>
/// <param name="Equivalent">Whether both tests reject; null where undefined.</param>
public readonly record struct EquivalenceResult(double? PValue, Interval? Interval, bool? Equivalent);

/// <summary>Whether a difference is too small to matter.</summary>
public static class Equivalence
{
    /// <summary>Schuirmann's (1987) two one-sided tests of a difference against -margin and margin.</summary>
    /// <param name="difference">With its standard error and df.</param>
    /// <param name="margin">The smallest difference that matters, above 0, in the units of the difference.</param>
    /// <param name="confidence">Of each one-sided test.</param>
    public static EquivalenceResult Tost(DifferenceEstimate difference, double margin, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(difference);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        Confidence at = new(confidence);
        if (difference is not { Estimate: { } estimate, StandardError: > 0 and { } error })
        {
            return default;
        }

        double df = difference.DegreesOfFreedom ?? double.PositiveInfinity;
        double pValue = Distributions.StudentTCdf((Math.Abs(estimate) - margin) / error, df);
        double half = Distributions.StudentTQuantile(at.OneSided, df) * error;
        return new EquivalenceResult(pValue, new Interval(estimate - half, estimate + half), pValue < 1 - at.Level);
    }
}
