using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>A task at a level.</summary>
public sealed record TaskRow
{
    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>Its category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>seen, unseen or unknown.</summary>
    public required Novelty Novelty { get; init; }

    /// <summary>The rung this row speaks of.</summary>
    public required LevelKind Level { get; init; }

    /// <summary>The mean over inputs, in [0, 1].</summary>
    public double? Estimate { get; init; }

    /// <summary>Two-sided.</summary>
    public Interval? Interval { get; init; }

    /// <summary>How many answers, scored or not.</summary>
    public required int Records { get; init; }

    /// <summary>How many of them unscored.</summary>
    public required int Unscored { get; init; }

    /// <summary>The task's own verdict, unadjusted.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>p of "at or below the threshold", adjusted by Holm over the level's tasks.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>Why something is null.</summary>
    public string? Reason { get; init; }
}
