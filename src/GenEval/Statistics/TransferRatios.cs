namespace GenEval.Statistics;

/// <summary>Gain on unseen tasks over gain on seen tasks, with the difference of the two beside it.</summary>
/// <param name="Estimate">The ratio; null where its interval would not be bounded.</param>
/// <param name="Interval">Fieller's.</param>
/// <param name="DegreesOfFreedom">Of Fieller's quantile.</param>
/// <param name="SeenGain">The mean gain on seen tasks.</param>
/// <param name="UnseenGain">The mean gain on unseen tasks.</param>
/// <param name="Difference">Unseen minus seen gain, by Welch.</param>
/// <param name="Reason">One of <see cref="Reasons"/>, or null.</param>
public sealed record TransferEstimate(
    double? Estimate, Interval? Interval, double? DegreesOfFreedom, double? SeenGain, double? UnseenGain, DifferenceEstimate Difference, string? Reason);

/// <summary>A ratio of two independent means with its interval; null where it is not bounded.</summary>
/// <param name="Estimate">The ratio of the means; null where the denominator is 0.</param>
/// <param name="Interval">The bounded interval, or null.</param>
/// <param name="DegreesOfFreedom">Of the quantile.</param>
public readonly record struct RatioEstimate(double? Estimate, Interval? Interval, double? DegreesOfFreedom);

/// <summary>Ratios of gains.</summary>
public static class TransferRatios
{
    /// <summary>
    /// The transfer ratio from one gain a task (model minus baseline, paired). Null with <see cref="Reasons.SeenGainNotClear"/> where the seen gain
    /// could be 0, with <see cref="Reasons.SeenGainNegative"/> where it is clearly a loss.
    /// </summary>
    public static TransferEstimate Estimate(ReadOnlySpan<double> seenGains, ReadOnlySpan<double> unseenGains, double confidence = 0.95)
    {
        DifferenceEstimate difference = Gaps.Welch(unseenGains, seenGains, confidence) with { Ratio = null };
        double? seen = Moments.Mean(seenGains);
        double? unseen = Moments.Mean(unseenGains);
        if (seen is not { } b || unseen is not { } a || Moments.Variance(seenGains) is not { } seenVariance || Moments.Variance(unseenGains) is not { } unseenVariance)
        {
            return Undefined(seen is null || unseen is null ? Reasons.NoScores : Reasons.OneTask);
        }

        VariancePart numerator = new(unseenVariance / unseenGains.Length, unseenGains.Length - 1);
        VariancePart denominator = new(seenVariance / seenGains.Length, seenGains.Length - 1);
        RatioEstimate ratio = Fieller(a, numerator, b, denominator, confidence);
        return ratio.Interval is null ? Undefined(Reasons.SeenGainNotClear)
            : b < 0 ? Undefined(Reasons.SeenGainNegative)
            : new TransferEstimate(ratio.Estimate, ratio.Interval, ratio.DegreesOfFreedom, seen, unseen, difference, Reason: null);

        TransferEstimate Undefined(string reason) => new(Estimate: null, Interval: null, DegreesOfFreedom: null, seen, unseen, difference, reason);
    }

    /// <summary>
    /// Fieller's (1954) interval of a/b for independent a and b with variances and their degrees of freedom; the quantile's df is Welch's for
    /// a - R b. Bounded only where b is clearly not 0.
    /// </summary>
    public static RatioEstimate Fieller(
        double a, double aVariance, double aDegreesOfFreedom, double b, double bVariance, double bDegreesOfFreedom, double confidence = 0.95) =>
        Fieller(a, new VariancePart(aVariance, aDegreesOfFreedom), b, new VariancePart(bVariance, bDegreesOfFreedom), confidence);

    private static RatioEstimate Fieller(double a, VariancePart numerator, double b, VariancePart denominator, double confidence)
    {
        double probability = new Confidence(confidence).TwoSided;
        if (b == 0)
        {
            return default;
        }

        double ratio = a / b;
        VariancePart scaled = denominator with { Variance = ratio * ratio * denominator.Variance };
        // Without variance the interval is the ratio itself, whatever the quantile.
        double df = VariancePart.Satterthwaite([numerator, scaled]) ?? denominator.DegreesOfFreedom;
        double quantile = Distributions.StudentTQuantile(probability, df);
        double square = quantile * quantile;
        double leading = b * b - square * denominator.Variance;
        double discriminant = a * b * a * b - leading * (a * a - square * numerator.Variance);
        if (leading <= 0)
        {
            return new RatioEstimate(ratio, Interval: null, df);
        }

        double root = Math.Sqrt(Math.Max(discriminant, 0));
        return new RatioEstimate(ratio, new Interval((a * b - root) / leading, (a * b + root) / leading), df);
    }
}
