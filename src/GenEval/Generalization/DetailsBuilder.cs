using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>What figures need beyond means: tasks by wording, and how scores are spread.</summary>
internal static class DetailsBuilder
{
    private const int Bins = 20;

    /// <summary>A cell for each wording of a task that has several at a level; its estimate is the mean over inputs.</summary>
    public static IReadOnlyList<WordingCell> Cells(CellTable table, IReadOnlyList<EstimatedLevel> levels)
    {
        List<WordingCell> cells = [];
        foreach (EstimatedLevel level in levels)
        {
            Dictionary<(int Task, int Instruction), int> records = table.Cells.Where(c => c.Level == level.Kind)
                .GroupBy(c => (c.Task, c.Instruction)).ToDictionary(g => g.Key, g => g.Count());
            cells.AddRange(
                from task in level.Slice.Scored
                where task.Wordings.Length > 1
                from column in Enumerable.Range(0, task.Wordings.Length)
                let scores = task.Cells.Select(row => row[column]).OfType<double>().ToArray()
                select new WordingCell(
                    level.Kind, table.Tasks[task.Task], table.Instructions[task.Wordings[column]], Moments.Mean(scores), records[(task.Task, task.Wordings[column])]));
        }

        return cells;
    }

    /// <summary>The scored answers of each level in equally wide bins of [0, 1]; a score of 1 is in the last.</summary>
    public static IReadOnlyList<ScoreDistribution> Distributions(CellTable table) =>
    [
        .. from cell in table.Cells
           where cell.Score is not null
           group Math.Min(Bins - 1, (int)(cell.Score!.Value * Bins)) by cell.Level into level
           orderby level.Key
           select new ScoreDistribution(level.Key, Count(level)),
    ];

    private static int[] Count(IEnumerable<int> bins)
    {
        int[] counts = new int[Bins];
        foreach (int bin in bins)
        {
            counts[bin]++;
        }

        return counts;
    }
}
