using GenEval.Models;
using GenEval.Runs.Stores;

namespace GenEval.Runs;

/// <summary>
/// Answers of earlier runs of the same store, found by everything that shapes an answer: model, endpoint, settings, prompt and repeat. The runs are
/// the cache, nothing is kept twice; only answers count, so a failure is never taken from it.
/// </summary>
internal static class ResponseCache
{
    /// <summary>The answers that earlier runs hold for these cells.</summary>
    public static async Task<IReadOnlyDictionary<int, ModelReply>> FindAsync(
        RunStore store, RunInfo run, RunPlan plan, IEnumerable<int> cells, CancellationToken cancellationToken)
    {
        string scope = Scope(run);
        List<RunInfo> others = [.. (await store.OthersAsync(run, cancellationToken).ConfigureAwait(false)).Where(other => Scope(other).Equals(scope, StringComparison.Ordinal))];
        if (others.Count == 0)
        {
            return new Dictionary<int, ModelReply>();
        }

        Dictionary<UInt128, int> wanted = [];
        foreach (int cell in cells)
        {
            wanted.TryAdd(KeyOf(scope, plan, cell, run.Settings.System), cell);
        }

        Dictionary<int, ModelReply> found = [];
        foreach (RunInfo earlier in others)
        {
            RunPlan its = await store.PlanAsync(earlier, cancellationToken).ConfigureAwait(false);
            await foreach (StoredResponse response in store.ResponsesAsync(earlier, cancellationToken).ConfigureAwait(false))
            {
                if (response.Reply.IsAnswered && wanted.TryGetValue(KeyOf(scope, its, response.Cell, earlier.Settings.System), out int cell))
                {
                    found.TryAdd(cell, response.Reply with { Attempts = 0, Trail = null });
                }
            }
        }

        return found;
    }

    private static string Scope(RunInfo run) => string.Join('\0', run.Kind, run.Model, run.Endpoint, run.Settings.SamplingJson());

    private static UInt128 KeyOf(string scope, RunPlan plan, int cell, string? system)
    {
        ModelPrompt prompt = plan.Prompt(cell, system);
        return RunSettings.AnswerKey(scope, prompt, prompt.Key!.Repeat);
    }
}
