namespace GenEval.Statistics;

/// <summary>A confidence in [0.5, 1) and the probabilities that it asks quantiles at.</summary>
internal readonly record struct Confidence
{
    public Confidence(double level)
    {
        // Below one half the one-sided bounds would cross.
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        Level = level;
    }

    public double Level { get; }

    /// <summary>Of the two-sided interval: .975 at 95%.</summary>
    public double TwoSided => 1 - (1 - Level) / 2;

    /// <summary>Of a one-sided bound: .95 at 95%.</summary>
    public double OneSided => Level;
}
