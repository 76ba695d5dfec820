namespace GenEval.Generalization;

/// <summary>One answer without its text: where it stands and what it scored. Indices point into the table's names.</summary>
internal readonly record struct Cell
{
    public required int Task { get; init; }

    public required int Instruction { get; init; }

    public required int Instance { get; init; }

    public required int Repeat { get; init; }

    public required LevelKind Level { get; init; }

    /// <summary>The score in [0, 1], or null.</summary>
    public required double? Score { get; init; }

    /// <summary>Whether another run's answer to the same prompt can be found: false for a running number in place of an id.</summary>
    public required bool CanPair { get; init; }

    /// <summary>A fingerprint of the answer's text, to tell equal answers; null for no answer.</summary>
    public required ulong? Answer { get; init; }

    /// <summary>Answered with no text.</summary>
    public required bool Empty { get; init; }
}

/// <summary>An answer that a person rated.</summary>
internal readonly record struct RatedCell(Cell Cell, Suites.Rating Rating);
