using System.Text.Json.Serialization;

namespace GenEval.Generalization;

/// <summary>A run's levels on all, clean and flagged inputs.</summary>
public sealed record RunContamination
{
    /// <summary>The suite, or null for plain records.</summary>
    public string? Suite { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The metric's name, or <c>perTask</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Of the verdicts.</summary>
    public required double Threshold { get; init; }

    /// <summary>Of the intervals, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>New inputs that the run answered.</summary>
    public required int Items { get; init; }

    /// <summary>Those that are flagged.</summary>
    public required int Flagged { get; init; }

    /// <summary>By level; null where no record stands on it.</summary>
    public required IReadOnlyDictionary<string, LevelContrast?> Levels { get; init; }

    /// <summary>The same as an evaluation's report carries it.</summary>
    [JsonIgnore]
    public ContaminationReport Contamination => new(Flagged, Items, new LevelSet
    {
        Recall = Of(LevelKind.Recall)?.Clean,
        IntraTask = Of(LevelKind.IntraTask)?.Clean,
        Instruction = Of(LevelKind.Instruction)?.Clean,
        InterTask = Of(LevelKind.InterTask)?.Clean,
        Unlabelled = Of(LevelKind.Unlabelled)?.Clean,
    })
    {
        Difference = new LevelDifferences
        {
            Recall = Of(LevelKind.Recall)?.Difference,
            IntraTask = Of(LevelKind.IntraTask)?.Difference,
            Instruction = Of(LevelKind.Instruction)?.Difference,
            InterTask = Of(LevelKind.InterTask)?.Difference,
            Unlabelled = Of(LevelKind.Unlabelled)?.Difference,
        },
    };

    private LevelContrast? Of(LevelKind kind) => Levels.GetValueOrDefault(Words.Name(kind));
}

/// <summary>A level with and without its flagged inputs.</summary>
/// <param name="All">On all inputs: what an evaluation reports.</param>
/// <param name="Clean">Without the flagged ones; null where none is left.</param>
/// <param name="Flagged">On the flagged ones alone; null where there is none.</param>
/// <param name="Difference">All - clean, paired by task over the tasks that have clean inputs: what the flagged inputs add to the level.</param>
public sealed record LevelContrast(Level All, Level? Clean, Level? Flagged, Difference Difference);
