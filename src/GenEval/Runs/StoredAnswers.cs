using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// Makes <c>run:ID</c>, and a file that a run was exported to, paths like any other: the answers from there, the suite's threshold and wordings from the
/// run's plan.
/// </summary>
public static class StoredAnswers
{
    /// <summary>Options that read stored runs. The store is opened when the first one is read, and only to be read.</summary>
    /// <param name="location">As for <see cref="RunStore.OpenAsync"/>; null for the user's own.</param>
    /// <param name="known">A plan that is at hand, as <see cref="RunSummary.Plan"/> after a run: a run of this plan does not read a second copy; may be null.</param>
    public static RecordReadOptions Resolving(string? location, RunPlan? known = null) => new()
    {
        ResolveRun = (id, options) => Read(id, location, known, options),
        ReadExportedRun = (path, options) => RunArchive.IsArchive(path) ? RunArchive.Read(path, options.SuiteRead) : null,
    };

    private static IEnumerable<EvaluationRecord> Read(string id, string? location, RunPlan? known, RecordReadOptions options)
    {
        RunStore store = RunStore.OpenAsync(location, StoreMode.Read).GetAwaiter().GetResult();
        RunInfo run = store.FindAsync(id).GetAwaiter().GetResult();
        RunPlan plan = known?.Hash == run.Plan ? known : store.PlanAsync(run).GetAwaiter().GetResult();
        options.SuiteRead?.Invoke(plan.Suite);
        foreach (EvaluationRecord record in CellRecords.OfAsync(run, plan, store.ResponsesAsync(run, CancellationToken.None), CancellationToken.None).ToBlockingEnumerable())
        {
            yield return record;
        }
    }
}
