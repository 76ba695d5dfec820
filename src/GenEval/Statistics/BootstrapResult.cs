namespace GenEval.Statistics;

/// <summary>The replicates of a bootstrap and what follows from them.</summary>
public sealed class BootstrapResult
{
    private readonly double[] _replicates;
    private readonly double[] _sorted;
    private readonly double[] _influence;
    private readonly double[] _sortedPivots;

    internal BootstrapResult(double? estimate, double[] replicates, double[] influence, BootstrapOptions options, double? error = null, double[]? pivots = null)
    {
        Estimate = estimate;
        Seed = options.Seed;
        Undefined = estimate is null ? 0 : options.Replicates - replicates.Length;
        _replicates = replicates;
        _influence = influence;
        _sorted = Sorted(replicates);
        _sortedPivots = Sorted(pivots ?? []);
        ErrorOfEstimate = error;
        double variance = Moments.Variance(replicates) ?? 0;
        StandardError = variance > 0 ? Math.Sqrt(variance) : null;
        Reason = estimate is null ? Reasons.NoScores : StandardError is null ? Reasons.ZeroVariance : null;
    }

    /// <summary>The statistic of the data themselves.</summary>
    public double? Estimate { get; }

    /// <summary>The standard deviation of the replicates: not divided by the root of their number. Null where they are all equal.</summary>
    public double? StandardError { get; }

    /// <summary>The replicates in the order of their index.</summary>
    public ReadOnlySpan<double> Replicates => _replicates;

    /// <summary>How many replicates had no defined statistic and were left out.</summary>
    public int Undefined { get; }

    /// <summary>The seed that gives these replicates again.</summary>
    public long Seed { get; }

    /// <summary>One of <see cref="Reasons"/>, or null.</summary>
    public string? Reason { get; }

    private double? ErrorOfEstimate { get; }

    /// <summary>The quantiles of the replicates. Too short with fewer than 30 tasks.</summary>
    public Interval? Percentile(double confidence = 0.95)
    {
        double upper = new Confidence(confidence).TwoSided;
        return StandardError is null ? null : Between(_sorted, 1 - upper, upper);
    }

    /// <summary>
    /// Efron's (1987) bias-corrected accelerated interval. Too short with fewer than 30 tasks. Null where the replicates all lie on one side of the
    /// estimate.
    /// </summary>
    public Interval? Bca(double confidence = 0.95) => BcaLevels(confidence) is { } levels ? Between(_sorted, levels.Lower, levels.Upper) : null;

    /// <summary>
    /// The studentized interval: the one to use for a statistic without a formula. Null where it was not asked for, and where too many replicates
    /// have no standard error of their own, as with two or three tasks.
    /// </summary>
    public Interval? Studentized(double confidence = 0.95)
    {
        double upper = new Confidence(confidence).TwoSided;
        if (Estimate is not { } estimate || ErrorOfEstimate is not { } error || _sortedPivots.Length == 0)
        {
            return null;
        }

        Interval pivots = Between(_sortedPivots, 1 - upper, upper);
        return double.IsFinite(pivots.Lower) && double.IsFinite(pivots.Upper) ? new Interval(estimate - pivots.Upper * error, estimate - pivots.Lower * error) : null;
    }

    /// <summary>The probabilities at which BCa reads the replicates.</summary>
    internal Interval? BcaLevels(double confidence)
    {
        double upper = new Confidence(confidence).TwoSided;
        if (Estimate is not { } estimate || StandardError is null)
        {
            return null;
        }

        (double bias, double acceleration) = BiasAndAcceleration(estimate);
        double lower = Level(-Distributions.NormalQuantile(upper));
        double higher = Level(Distributions.NormalQuantile(upper));
        return double.IsFinite(bias) && lower < higher ? new Interval(lower, higher) : null;

        double Level(double quantile)
        {
            double shifted = bias + quantile;
            return Distributions.NormalCdf(bias + shifted / (1 - acceleration * shifted));
        }
    }

    /// <summary>z0 = Phi^-1(P(below) + P(equal)/2) and a = sum d^3 / (6 (sum d^2)^1.5).</summary>
    internal (double Bias, double Acceleration) BiasAndAcceleration(double estimate)
    {
        double tolerance = 1e-12 * Math.Max(Math.Abs(estimate), _sorted[^1] - _sorted[0]);
        double below = _replicates.Count(value => value < estimate - tolerance);
        double equal = _replicates.Count(value => Math.Abs(value - estimate) <= tolerance);
        double share = (below + equal / 2) / _replicates.Length;
        double squares = Moments.Sum(Array.ConvertAll(_influence, d => d * d));
        double cubes = Moments.Sum(Array.ConvertAll(_influence, d => d * d * d));
        double bias = share is > 0 and < 1 ? Distributions.NormalQuantile(share) : double.PositiveInfinity;
        return (bias, squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0);
    }

    private static double[] Sorted(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static Interval Between(double[] sorted, double lower, double upper) => new(Quantiles.OfSorted(sorted, lower), Quantiles.OfSorted(sorted, upper));
}
