namespace GenEval.Statistics;

/// <summary>What the scores' variance is made of, and the mean's standard error with tasks and wordings random.</summary>
public sealed record VarianceAnalysis
{
    /// <summary>The facets: <c>i x (z:t)</c> crossed, <c>(z x i):t</c> nested, <c>z:t</c> one wording, with <c>r:</c> before repeats.</summary>
    public required string Design { get; init; }

    /// <summary>anova or reml.</summary>
    public required string Method { get; init; }

    /// <summary>As estimated; negative ones tell of a component near 0, or of a model that does not fit.</summary>
    public ComponentEstimates? Raw { get; init; }

    /// <summary>Negative ones set to 0.</summary>
    public ComponentEstimates? Components => Raw?.Truncated();

    /// <summary>By source: t, z:t, i, ti (or i:t), e, r; empty for REML.</summary>
    public IReadOnlyDictionary<string, double> MeanSquares { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The mean whose standard error stands below: of all cells (ANOVA), or generalized least squares (REML).</summary>
    public double? Mean { get; init; }

    /// <summary>Of the mean, tasks, wordings and inputs random.</summary>
    public double? StandardError { get; init; }

    /// <summary>Satterthwaite's of that, at least 1.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>t interval of the mean; not cut to [0, 1].</summary>
    public Interval? Interval { get; init; }

    /// <summary>Of the mean with the wordings taken as named.</summary>
    public double? WordingsFixedStandardError { get; init; }

    /// <summary>One of <see cref="Reasons"/>, or null.</summary>
    public string? Reason { get; init; }

    internal VarianceAnalysis WithInterval(double confidence)
    {
        if (Mean is not { } mean || StandardError is not { } error || DegreesOfFreedom is not { } df)
        {
            return this;
        }

        double half = Distributions.StudentTQuantile(new Confidence(confidence).TwoSided, df) * error;
        return this with { Interval = new Interval(mean - half, mean + half) };
    }
}
