using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Two runs of a page that can be looked at side by side: same metric, tasks in common.</summary>
/// <param name="Id">For the page.</param>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Figure">Task by task.</param>
internal sealed record RunPair(string Id, Report A, Report B, Figure Figure)
{
    /// <summary>All pairs of up to four runs; of more, each with the first.</summary>
    public static IEnumerable<RunPair> Of(IReadOnlyList<Report> reports) =>
        from a in Enumerable.Range(0, reports.Count)
        from b in Enumerable.Range(a + 1, reports.Count - a - 1)
        where a == 0 || reports.Count <= 4
        where string.Equals(reports[a].Metric, reports[b].Metric, StringComparison.Ordinal) && HaveTasksInCommon(reports[a], reports[b])
        select new RunPair($"{a + 1}-{b + 1}", reports[a], reports[b], Figures.Gap(reports[a], reports[b]));

    private static bool HaveTasksInCommon(Report a, Report b) =>
        a.Tasks.Where(t => t.Estimate is not null).Select(t => (t.Level, t.Task)).Intersect(b.Tasks.Where(t => t.Estimate is not null).Select(t => (t.Level, t.Task))).Any();
}
