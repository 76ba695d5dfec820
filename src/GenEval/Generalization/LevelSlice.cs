using System.Runtime.InteropServices;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The cells of one level under one scenario, as the estimators want them: tasks, inputs, wordings in ordinal order of their names.</summary>
internal sealed class LevelSlice
{
    private int[]? _wordings;
    private bool? _shares;

    private LevelSlice(IReadOnlyList<TaskSlice> tasks, int records, int unscored)
    {
        Tasks = tasks;
        Records = records;
        Unscored = unscored;
    }

    /// <summary>All tasks that have a record here, also those without a score.</summary>
    public IReadOnlyList<TaskSlice> Tasks { get; }

    public int Records { get; }

    public int Unscored { get; }

    /// <summary>The tasks that have a score.</summary>
    public IReadOnlyList<TaskSlice> Scored => field ??= [.. Tasks.Where(t => t.HasScores)];

    /// <summary>The level's cells, sorted by task, input, wording and score: the order in which every sum is taken.</summary>
    public static Cell[] Sort(CellTable table, LevelKind level)
    {
        int[] tasks = table.Tasks.Ranks();
        int[] instructions = table.Instructions.Ranks();
        int[] instances = table.Instances.Ranks();
        Cell[] cells = [.. table.Cells.Where(c => c.Level == level)];
        Array.Sort(cells, (a, b) =>
        {
            int order = tasks[a.Task].CompareTo(tasks[b.Task]);
            order = order != 0 ? order : instances[a.Instance].CompareTo(instances[b.Instance]);
            order = order != 0 ? order : instructions[a.Instruction].CompareTo(instructions[b.Instruction]);
            // Repeats may have been numbered by order of arrival, so the values decide, not the numbers.
            return order != 0 ? order : Nullable.Compare(a.Score, b.Score);
        });
        return cells;
    }

    /// <summary>Whether every scored task has the same set of wordings: what makes wordings crossed where nobody says.</summary>
    public bool SharesWordings => _shares ??= Scored.All(t => t.Wordings.AsSpan().SequenceEqual(Scored[0].Wordings));

    /// <summary>The tasks as the estimators take them.</summary>
    public IReadOnlyList<TaskScores> Scores(WordingDesign design, int[] instructionRanks) => design == WordingDesign.Nested || SharesWordings
        ? [.. Scored.Select(t => t.Scores)]
        : [.. Scored.Select(t => new TaskScores(Rows(t, design, instructionRanks)))];

    /// <summary>A task's rows. Crossed: column i is the same wording in every task, with what was not asked marked as missing.</summary>
    public double?[][] Rows(TaskSlice task, WordingDesign design, int[] instructionRanks)
    {
        if (design == WordingDesign.Nested || SharesWordings)
        {
            return task.Cells;
        }

        int[] all = _wordings ??= [.. Scored.SelectMany(t => t.Wordings).Distinct().OrderBy(w => instructionRanks[w])];
        return Array.ConvertAll(task.Cells, row => Aligned(row, task.Wordings, all));
    }

    public static LevelSlice Of(ReadOnlySpan<Cell> sorted, int[] instructionRanks, Scenario scenario, UnscoredPolicy policy)
    {
        List<TaskSlice> tasks = [];
        int unscored = 0;
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start;
            while (end < sorted.Length && sorted[end].Task == sorted[start].Task)
            {
                end++;
            }

            TaskSlice task = OfTask(sorted[start..end], instructionRanks, scenario, policy);
            unscored += task.Unscored;
            tasks.Add(task);
            start = end;
        }

        return new(tasks, sorted.Length, unscored);
    }

    private static double?[] Aligned(double?[] row, int[] own, int[] all)
    {
        double?[] aligned = new double?[all.Length];
        for (int column = 0; column < own.Length; column++)
        {
            aligned[Array.IndexOf(all, own[column])] = row[column];
        }

        return aligned;
    }

    private static TaskSlice OfTask(ReadOnlySpan<Cell> cells, int[] instructionRanks, Scenario scenario, UnscoredPolicy policy)
    {
        int unscored = 0;
        HashSet<int> scored = [];
        foreach (ref readonly Cell cell in cells)
        {
            unscored += cell.Score is null ? 1 : 0;
            if (scenario.Score(cell, policy) is not null)
            {
                scored.Add(cell.Instruction);
            }
        }

        int[] wordings = [.. scored.OrderBy(w => instructionRanks[w])];
        List<int> instances = [];
        List<double?[]> rows = [];
        for (int start = 0, end; start < cells.Length; start = end)
        {
            int instance = cells[start].Instance;
            end = start;
            while (end < cells.Length && cells[end].Instance == instance)
            {
                end++;
            }

            if (Row(cells[start..end], wordings, scenario, policy) is { } row)
            {
                instances.Add(instance);
                rows.Add(row);
            }
        }

        return new TaskSlice
        {
            Task = cells[0].Task, Records = cells.Length, Unscored = unscored, Wordings = wordings, Instances = [.. instances], Cells = [.. rows],
        };
    }

    /// <summary>An input's score under each wording, repeats averaged; null where it has none at all. Its cells come sorted by wording.</summary>
    private static double?[]? Row(ReadOnlySpan<Cell> cells, int[] wordings, Scenario scenario, UnscoredPolicy policy)
    {
        double?[]? row = null;
        List<double> repeats = [];
        for (int i = 0; i < cells.Length; i++)
        {
            if (scenario.Score(cells[i], policy) is { } score)
            {
                repeats.Add(score);
            }

            if (repeats.Count > 0 && (i + 1 == cells.Length || cells[i + 1].Instruction != cells[i].Instruction))
            {
                row ??= new double?[wordings.Length];
                row[Array.IndexOf(wordings, cells[i].Instruction)] = Moments.MeanOf(CollectionsMarshal.AsSpan(repeats));
                repeats.Clear();
            }
        }

        return row;
    }
}
