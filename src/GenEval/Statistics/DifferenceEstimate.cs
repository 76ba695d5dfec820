namespace GenEval.Statistics;

/// <summary>A difference with its uncertainty. What is undefined is null, and <see cref="Reason"/> says why.</summary>
public sealed record DifferenceEstimate
{
    /// <summary>First minus second.</summary>
    public double? Estimate { get; init; }

    /// <summary>The standard error of the test.</summary>
    public double? StandardError { get; init; }

    /// <summary>Of the test; null where two quantiles are mixed.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Two-sided, at the confidence asked for.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The one-sided lower and upper bound, each at the confidence asked for.</summary>
    public Interval? Bound { get; init; }

    /// <summary>Two-sided, of no difference; null where nothing varies.</summary>
    public double? PValue { get; init; }

    /// <summary>Second / first; null where the first is 0 or there is no second.</summary>
    public double? Ratio { get; init; }

    /// <summary>The estimator, in words.</summary>
    public required string Method { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>A t interval and test. Nothing varies: no standard error of 0, but null with the reason.</summary>
    internal static DifferenceEstimate FromT(double estimate, double error, double df, string method, Confidence confidence)
    {
        if (error <= 0)
        {
            return Undefined(estimate, Reasons.ZeroVariance, method);
        }

        return new DifferenceEstimate
        {
            Estimate = estimate,
            StandardError = error,
            DegreesOfFreedom = double.IsFinite(df) ? df : null,
            Interval = Around(confidence.TwoSided),
            Bound = Around(confidence.OneSided),
            PValue = Distributions.StudentTTwoSided(estimate / error, df),
            Method = method,
        };

        Interval Around(double probability)
        {
            double half = Distributions.StudentTQuantile(probability, df) * error;
            return new Interval(estimate - half, estimate + half);
        }
    }

    internal static DifferenceEstimate Undefined(double? estimate, string reason, string method) => new() { Estimate = estimate, Method = method, Reason = reason };
}
