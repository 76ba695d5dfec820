namespace GenEval.Scoring.Learned;

/// <summary>A trained scorer: its card, its model, its calibration, and what it remembers of its training.</summary>
public sealed record ScorerModel
{
    /// <summary>What it is and how good it is.</summary>
    public required ScorerCard Card { get; init; }

    /// <summary>The model, ready to predict.</summary>
    public required ILearnedModel Model { get; init; }

    /// <summary>The model as a backend saved it (ML.NET's zip), or null for a linear one.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>From the model's raw values to scores.</summary>
    public required Calibrator Calibrator { get; init; }

    /// <summary>What it remembers of its training items.</summary>
    public required TrainingItems Items { get; init; }
}
