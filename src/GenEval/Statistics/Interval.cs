namespace GenEval.Statistics;

/// <summary>A lower and an upper end, lower &lt;= upper, both finite.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct Interval(double Lower, double Upper);
