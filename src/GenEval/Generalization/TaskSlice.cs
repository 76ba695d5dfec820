using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>A task's scored inputs at a level, in ordinal order of their ids, and its counts.</summary>
internal sealed class TaskSlice
{
    public required int Task { get; init; }

    public required int Records { get; init; }

    public required int Unscored { get; init; }

    /// <summary>The instructions that have a score, in ordinal order of their ids: the columns of <see cref="Scores"/>.</summary>
    public required int[] Wordings { get; init; }

    /// <summary>The inputs that have a score: the rows of <see cref="Scores"/>.</summary>
    public required int[] Instances { get; init; }

    /// <summary>The rows: for each input its score under each wording, repeats averaged, null where there is none.</summary>
    public required double?[][] Cells { get; init; }

    /// <summary>The same as the estimators take it.</summary>
    public TaskScores Scores => field ??= Wordings.Length == 1
        ? new TaskScores(Array.ConvertAll(Cells, row => row[0]!.Value))
        : new TaskScores(Cells);

    public bool HasScores => Instances.Length > 0;
}
