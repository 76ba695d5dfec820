using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The tasks of a level, the lowest first, so that seen and unseen stand apart.</summary>
/// <param name="Level">The level.</param>
/// <param name="Rows">The shown rows.</param>
/// <param name="Left">How many are left out.</param>
internal sealed record TaskGroup(LevelKind Level, IReadOnlyList<TaskRow> Rows, int Left)
{
    /// <summary>The groups in the order of the ladder; tasks without an estimate come first, they hide most.</summary>
    public static IEnumerable<TaskGroup> Of(Report report, int max) =>
        from row in report.Tasks
        group row by row.Level into rows
        orderby rows.Key
        select new TaskGroup(
            rows.Key,
            [.. rows.OrderBy(r => r.Estimate ?? -1).ThenBy(r => r.Task, StringComparer.Ordinal).Take(max)],
            Math.Max(0, rows.Count() - max));

    /// <summary>The worst answers, at most so many of each level, the hardest claim first.</summary>
    public static IEnumerable<AnswerSample> Worst(IReadOnlyList<AnswerSample> worst, int max) =>
        from sample in worst
        group sample by sample.Level into samples
        orderby samples.Key descending
        from sample in samples.Take(max)
        select sample;
}
