using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The report's variance section: what the scores' variance is made of at one rung, and what another design would buy.</summary>
internal static class VarianceBuilder
{
    /// <summary>The rung that the sections on variance and wordings speak of: the first of these that can tell.</summary>
    public static readonly LevelKind[] Preferred = [LevelKind.InterTask, LevelKind.Unlabelled, LevelKind.Instruction, LevelKind.IntraTask];

    /// <summary>The section, or null with the reason.</summary>
    public static (VarianceReport? Report, string? Reason) Build(CellTable table, WordingChoice wordings, double confidence, UnscoredPolicy policy)
    {
        string? reason = null;
        foreach (LevelKind kind in Preferred)
        {
            double[][][][] cells = Cells(table, kind, wordings, policy, out List<Observation> observations);
            if (cells.Length == 0)
            {
                continue;
            }

            VarianceAnalysis analysis = IsBalanced(cells)
                ? BalancedAnova.Analyze(cells, wordings.Design, confidence)
                : Reml.Fit([.. observations], wordings.Design, tasksFixed: false, confidence).Analysis;
            if (analysis.Components is { } components)
            {
                return (Section(kind, analysis, components, DesignOf(cells)), null);
            }

            reason ??= $"{Words.Name(kind)}: {analysis.Reason}";
        }

        return (null, reason ?? "no score at any rung");
    }

    private static VarianceReport Section(LevelKind kind, VarianceAnalysis analysis, ComponentEstimates components, StudyDesign design)
    {
        Statistics.Generalizability tasks = DesignStudy.OfTasks(components, design);
        return new VarianceReport
        {
            Level = kind,
            Design = analysis.Design,
            Method = analysis.Method,
            Components = Plain(components),
            Raw = Plain(analysis.Raw!),
            StandardError = analysis.StandardError,
            DegreesOfFreedom = analysis.DegreesOfFreedom,
            Interval = analysis.Interval is { } i ? new Interval(Math.Max(i.Lower, 0), Math.Min(i.Upper, 1)) : null,
            Generalizability = tasks.Relative,
            Dependability = tasks.Absolute,
            Advice = Advice.Of(components, design, kind),
            Reason = analysis.Reason,
        };
    }

    private static VarianceComponents Plain(ComponentEstimates c) => new()
    {
        Task = c.Task, Input = c.Input, Wording = c.Wording, TaskWording = c.TaskWording, Repeat = c.Repeat, Residual = c.Residual,
    };

    /// <summary>Mean numbers of inputs, wordings and repeats where tasks differ in them.</summary>
    private static StudyDesign DesignOf(double[][][][] cells)
    {
        double inputs = cells.Average(task => (double)task.Length);
        double wordings = cells.Average(task => task.Average(row => (double)row.Count(cell => cell.Length > 0)));
        double repeats = cells.Average(task => task.Average(row => row.Where(cell => cell.Length > 0).Average(cell => (double)cell.Length)));
        return new(cells.Length, inputs, Math.Max(1, wordings), Math.Max(1, repeats));
    }

    private static bool IsBalanced(double[][][][] cells) => Array.TrueForAll(cells, task => task.Length == cells[0].Length && Array.TrueForAll(
        task, row => row.Length == cells[0][0].Length && Array.TrueForAll(row, cell => cell.Length > 0 && cell.Length == cells[0][0][0].Length)));

    /// <summary>[task][input][wording][repeat]; a wording that was not asked is an empty cell.</summary>
    private static double[][][][] Cells(CellTable table, LevelKind kind, WordingChoice wordings, UnscoredPolicy policy, out List<Observation> observations)
    {
        Cell[] sorted = [.. LevelSlice.Sort(table, kind).Where(c => Scenario.AsAsked.Score(c, policy) is not null)];
        int[] shared = [.. sorted.Select(c => c.Instruction).Distinct().OrderBy(w => wordings.Ranks[w])];
        observations = new(sorted.Length);
        List<double[][][]> tasks = [];
        int input = 0;
        foreach (Cell[] task in Runs(sorted, c => c.Task))
        {
            int[] columns = wordings.Design == WordingDesign.Crossed ? shared : [.. task.Select(c => c.Instruction).Distinct().OrderBy(w => wordings.Ranks[w])];
            List<double[][]> rows = [];
            foreach (Cell[] row in Runs(task, c => c.Instance))
            {
                double[][] cells = [.. columns.Select(w => row.Where(c => c.Instruction == w).Select(c => Scenario.AsAsked.Score(c, policy)!.Value).ToArray())];
                rows.Add(cells);
                for (int column = 0; column < columns.Length; column++)
                {
                    foreach (double score in cells[column])
                    {
                        observations.Add(new(tasks.Count, input, column, score));
                    }
                }

                input++;
            }

            tasks.Add([.. rows]);
        }

        return [.. tasks];
    }

    /// <summary>Neighbours with the same key.</summary>
    private static IEnumerable<Cell[]> Runs(Cell[] cells, Func<Cell, int> key)
    {
        for (int start = 0, end; start < cells.Length; start = end)
        {
            end = start + 1;
            while (end < cells.Length && key(cells[end]) == key(cells[start]))
            {
                end++;
            }

            yield return cells[start..end];
        }
    }
}
