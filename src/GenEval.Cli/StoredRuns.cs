using GenEval.Generalization;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Cli;

/// <summary>Resolves <c>run:ID</c> among a command's paths: the records from the store, the suite's threshold and wordings from the run's plan.</summary>
internal static class StoredRuns
{
    private const string Prefix = "run:";

    /// <summary>The options with what is needed to read the paths' runs; as they were where no path is a run.</summary>
    public static async Task<(RecordReadOptions Reading, EvaluationOptions Options)> ResolveAsync(
        IReadOnlyList<string> paths, string? location, RecordReadOptions reading, EvaluationOptions options, CancellationToken cancellationToken)
    {
        string[] ids = [.. paths.Where(p => p.StartsWith(Prefix, StringComparison.Ordinal)).Select(p => p[Prefix.Length..])];
        if (ids.Length == 0)
        {
            return (reading, options);
        }

        RunStore store = await RunStore.OpenAsync(location, StoreMode.Read, cancellationToken: cancellationToken).ConfigureAwait(false);
        Dictionary<string, SuiteDefaults> suites = new(options.Suites, StringComparer.Ordinal);
        Dictionary<string, string> full = new(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            RunInfo run = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
            RunPlan plan = await store.PlanAsync(run, cancellationToken).ConfigureAwait(false);
            suites[plan.Suite.Name] = RecordedAnswers.DefaultsOf(plan.Suite);
            full[id] = run.Id;
        }

        return (
            reading with { ResolveRun = id => store.ReadAsync(full[id], cancellationToken).ToBlockingEnumerable(cancellationToken) },
            options with { Suites = suites });
    }
}
