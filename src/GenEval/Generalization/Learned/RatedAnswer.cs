using GenEval.Scoring;

namespace GenEval.Generalization.Learned;

/// <summary>A rated answer, ready to train on or to test with.</summary>
internal sealed record RatedAnswer
{
    public required string Task { get; init; }

    public required string Input { get; init; }

    public required string Model { get; init; }

    public required ScoringItem Item { get; init; }

    /// <summary>The rating on [0, 1].</summary>
    public required double Rating { get; init; }

    /// <summary>The hash of input and references.</summary>
    public required ulong ItemHash { get; init; }

    /// <summary>The hash of all that is trained on, in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required double[] Features { get; init; }
}
