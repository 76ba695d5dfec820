namespace GenEval.Statistics;

/// <summary>How a level stands to a threshold, by its one-sided bounds.</summary>
public enum Decision
{
    /// <summary>Neither bound decides.</summary>
    Undecided,

    /// <summary>The lower bound is above the threshold.</summary>
    Above,

    /// <summary>The upper bound is at or below the threshold.</summary>
    NotAbove,
}

/// <summary>A level with its uncertainty. What is undefined is null, and <see cref="Reason"/> says why.</summary>
public sealed record LevelEstimate
{
    /// <summary>The level, in the units of the scores.</summary>
    public double? Estimate { get; init; }

    /// <summary>The square root of the variance that the interval uses.</summary>
    public double? StandardError { get; init; }

    /// <summary>Of the quantile; null where it is the normal's, or where two quantiles are mixed (<see cref="Method"/> names both).</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Two-sided, at the confidence asked for.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The one-sided lower and upper bound, each at the confidence asked for.</summary>
    public Interval? Bound { get; init; }

    /// <summary>The number of independent 0/1 answers that would be as informative; null where the method has none.</summary>
    public double? EffectiveSize { get; init; }

    /// <summary>The estimator, in words.</summary>
    public required string Method { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or null where nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>The summands of the variance, for the degrees of freedom of a difference.</summary>
    internal IReadOnlyList<VariancePart> Parts { get; init; } = [];

    /// <summary>The verdict of the bounds; null without bounds.</summary>
    public Decision? Decide(double threshold) => Bound switch
    {
        null => null,
        { } bound when bound.Lower > threshold => Decision.Above,
        { } bound when bound.Upper <= threshold => Decision.NotAbove,
        _ => Decision.Undecided,
    };

    /// <summary>
    /// The p-value of "at or below the threshold": the smallest error at which the lower bound would still be above it (the score test that
    /// Wilson's interval inverts). Null where the bounds are not of that kind.
    /// </summary>
    public double? PValueAbove(double threshold)
    {
        if (Estimate is not { } level || EffectiveSize is not { } size || Parts.Count != 1)
        {
            return null;
        }

        if (threshold is <= 0 or >= 1)
        {
            return level > threshold ? 0 : 1;
        }

        double score = (level - threshold) * Math.Sqrt(size / (threshold * (1 - threshold)));
        return Distributions.StudentTCdf(-score, DegreesOfFreedom ?? double.PositiveInfinity);
    }

    internal static LevelEstimate Undefined(double? estimate, string reason, string method) => new() { Estimate = estimate, Method = method, Reason = reason };
}
