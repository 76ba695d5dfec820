using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Estimates every level of a run again without the flagged inputs.</summary>
internal static class ContaminationLevels
{
    private const string NothingFlagged = "nothingFlagged";
    private const string NothingClean = "nothingClean";

    public static RunContamination Of(CellTable table, IReadOnlySet<(string? Suite, string Task, string Instance)> flagged, double threshold, EvaluationOptions options)
    {
        HashSet<(int Task, int Instance)> items = NewInputs(table);
        HashSet<(int Task, int Instance)> marked = [.. items.Where(i => flagged.Contains((table.Suite, table.Tasks[i.Task], table.Instances[i.Instance])))];
        WordingDesign? stated = options.WordingDesign ?? (table.Suite is { } suite ? options.Suites.GetValueOrDefault(suite)?.Wordings : null);
        WordingChoice wordings = WordingChoice.Of(table, stated);
        bool IsFlagged(Cell cell) => cell.Level != LevelKind.Recall && marked.Contains((cell.Task, cell.Instance));
        LevelEstimator EstimatorOf(CellTable part) => new(part, wordings.Ranks, wordings.Design, threshold, options.Confidence, options.Unscored);
        LevelEstimator all = EstimatorOf(table);
        LevelEstimator clean = EstimatorOf(table.Where(c => !IsFlagged(c)));
        LevelEstimator dirty = EstimatorOf(table.Where(IsFlagged));
        Dictionary<string, LevelContrast?> levels = new(StringComparer.Ordinal);
        foreach (LevelKind kind in Enum.GetValues<LevelKind>())
        {
            levels[Words.Name(kind)] = all.Estimate(kind) is { } whole
                ? new(whole.Level, clean.Estimate(kind)?.Level, dirty.Estimate(kind)?.Level, DifferenceOf(whole, marked, options.Confidence))
                : null;
        }

        return new()
        {
            Suite = table.Suite,
            Model = table.Model,
            Metric = table.MetricNames.Count == 1 ? table.MetricNames.Min! : "perTask",
            Threshold = threshold,
            Confidence = options.Confidence,
            Items = items.Count,
            Flagged = marked.Count,
            Levels = levels,
        };
    }

    /// <summary>The new inputs that the run answered.</summary>
    public static HashSet<(int Task, int Instance)> NewInputs(CellTable table) =>
        [.. table.Cells.Where(c => c.Level != LevelKind.Recall && c.CanPair).Select(c => (c.Task, c.Instance))];

    private static Difference DifferenceOf(EstimatedLevel level, HashSet<(int Task, int Instance)> marked, double confidence)
    {
        List<SplitTask> tasks = [.. level.Slice.Scored.Select(t => SplitTask.Of(t, i => level.Kind != LevelKind.Recall && marked.Contains((t.Task, i))))];
        if (tasks.TrueForAll(t => t.Flagged.Length == 0))
        {
            return Difference.Of(DifferenceEstimate.Undefined(tasks.Count == 0 ? null : 0, tasks.Count == 0 ? Reasons.NoScores : NothingFlagged, "no input is flagged"));
        }

        tasks.RemoveAll(t => t.Clean.Length == 0);
        return Difference.Of(tasks.Count == 0 ? DifferenceEstimate.Undefined(estimate: null, NothingClean, "no input is clean")
            : level.Kind is LevelKind.InterTask or LevelKind.Unlabelled ? RandomTasks(tasks, new Confidence(confidence))
            : FixedTasks(tasks, new Confidence(confidence)));
    }

    /// <summary>Tasks are random: the t interval of the mean of their differences.</summary>
    private static DifferenceEstimate RandomTasks(List<SplitTask> tasks, Confidence confidence)
    {
        const string Method = "all - clean by task, t over tasks with clean inputs";
        double[] differences = [.. tasks.Select(t => t.Difference)];
        double mean = Moments.MeanOf(differences);
        return Moments.Variance(differences) is { } variance
            ? DifferenceEstimate.FromT(mean, Math.Sqrt(variance / tasks.Count), tasks.Count - 1, Method, confidence)
            : DifferenceEstimate.Undefined(mean, Reasons.OneTask, Method);
    }

    /// <summary>Tasks are fixed: all - clean is (flagged - clean) times the flagged share, whose variance comes from the inputs', pooled over tasks and both groups.</summary>
    private static DifferenceEstimate FixedTasks(List<SplitTask> tasks, Confidence confidence)
    {
        const string Method = "all - clean by task, tasks with clean inputs fixed, t on the pooled variance of inputs";
        double mean = Moments.MeanOf([.. tasks.Select(t => t.Difference)]);
        double df = tasks.Sum(t => Math.Max(t.Clean.Length - 1, 0) + Math.Max(t.Flagged.Length - 1, 0));
        if (df < 1)
        {
            return DifferenceEstimate.Undefined(mean, Reasons.FewerThanTwoInputs, Method);
        }

        double pooled = Moments.Sum([.. tasks.Select(t => t.Squares)]) / df;
        double spread = Moments.Sum([.. tasks.Select(t => t.Spread)]);
        return DifferenceEstimate.FromT(mean, Math.Sqrt(pooled * spread) / tasks.Count, df, Method, confidence);
    }

    /// <summary>A task's inputs, wordings averaged, in two groups.</summary>
    private sealed record SplitTask(double[] Clean, double[] Flagged)
    {
        private double FlaggedShare => (double)Flagged.Length / (Clean.Length + Flagged.Length);

        public double Difference => Flagged.Length == 0 ? 0 : FlaggedShare * (Moments.MeanOf(Flagged) - Moments.MeanOf(Clean));

        public double Squares => Moments.SumOfSquares(Clean) + (Flagged.Length == 0 ? 0 : Moments.SumOfSquares(Flagged));

        /// <summary>The variance of <see cref="Difference"/> where an input's is 1.</summary>
        public double Spread => Flagged.Length == 0 ? 0 : FlaggedShare * FlaggedShare * ((1.0 / Flagged.Length) + (1.0 / Clean.Length));

        public static SplitTask Of(TaskSlice task, Predicate<int> isFlagged)
        {
            double[] means = task.Scores.InputMeans.ToArray();
            return new(
                [.. means.Where((_, i) => !isFlagged(task.Instances[i]))],
                [.. means.Where((_, i) => isFlagged(task.Instances[i]))]);
        }
    }
}
