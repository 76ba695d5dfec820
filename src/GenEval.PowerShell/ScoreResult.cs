namespace GenEval.PowerShell;

/// <summary>What Measure-GenScore says of one answer by one metric.</summary>
public sealed record ScoreResult
{
    public required string Metric { get; init; }

    /// <summary>In [0, 1], or null with <see cref="Reason"/>.</summary>
    public required double? Score { get; init; }

    public required string? Reason { get; init; }

    public required string? Prediction { get; init; }

    public required IReadOnlyList<string> Reference { get; init; }
}
