using System.Collections;
using GenEval.Models;

namespace GenEval.Runs;

/// <summary>Which cells of a run are still to be sent, in the plan's order.</summary>
internal static class PendingCells
{
    public static async Task<List<int>> FindAsync(RunStore store, RunInfo run, RunPlan plan, RunOptions options, RunTracker tracker, CancellationToken cancellationToken)
    {
        BitArray done = new(plan.Count);
        if (run.Counts.Done > 0)
        {
            foreach ((int cell, string status) in await store.StatusesAsync(run, cancellationToken).ConfigureAwait(false))
            {
                if (IsSentAgain(status, options))
                {
                    tracker.Reopen(status);
                }
                else
                {
                    done[cell] = true;
                }
            }

            await CatchUpAsync(store, run, plan, options, done, cancellationToken).ConfigureAwait(false);
        }

        return [.. Enumerable.Range(0, plan.Count).Where(cell => !done[cell])];
    }

    /// <summary>Whether resuming a run sends a prompt of this outcome again.</summary>
    public static bool IsSentAgain(string status, RunOptions options) => status.StartsWith(ModelReply.FailedPrefix, StringComparison.Ordinal)
        && (options.RetryFailed || FailureKind.IsOfEndpoint(status[ModelReply.FailedPrefix.Length..]));

    /// <summary>The running levels begin with what is there.</summary>
    private static async Task CatchUpAsync(RunStore store, RunInfo run, RunPlan plan, RunOptions options, BitArray done, CancellationToken cancellationToken)
    {
        if (options.Levels is null)
        {
            return;
        }

        await foreach (Stores.StoredResponse response in store.ResponsesAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (done[response.Cell])
            {
                options.Levels.Add(plan[response.Cell].ToRecord(run, plan.Suite.Metric, response.Reply));
            }
        }
    }
}
