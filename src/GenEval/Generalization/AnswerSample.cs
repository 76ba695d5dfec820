namespace GenEval.Generalization;

/// <summary>An answer to read. Every text in it is hostile: escape it for where it is shown.</summary>
public sealed record AnswerSample
{
    /// <summary>The rung where it stands.</summary>
    public required LevelKind Level { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The instruction's id.</summary>
    public string? Instruction { get; init; }

    /// <summary>The instance's id.</summary>
    public string? Instance { get; init; }

    /// <summary>The input, cut to a readable length.</summary>
    public string? Input { get; init; }

    /// <summary>The references, cut to a readable length.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The answer, cut to a readable length; null for no answer.</summary>
    public string? Output { get; init; }

    /// <summary>The score in [0, 1], or null with <see cref="Unscored"/>.</summary>
    public double? Score { get; init; }

    /// <summary>Why there is no score.</summary>
    public string? Unscored { get; init; }
}
