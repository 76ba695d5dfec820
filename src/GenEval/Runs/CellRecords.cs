using System.Runtime.CompilerServices;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>A run's outcomes as records.</summary>
internal static class CellRecords
{
    /// <summary>One record for every prompt of the plan, in its order; outcomes come by cell, and a prompt without one was not sent.</summary>
    public static async IAsyncEnumerable<EvaluationRecord> OfAsync(
        RunInfo run, RunPlan plan, IAsyncEnumerable<StoredResponse> responses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int next = 0;
        await foreach (StoredResponse response in responses.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            for (; next < response.Cell; next++)
            {
                yield return plan[next].ToRecord(run, plan.Suite.Metric, reply: null);
            }

            yield return plan[next++].ToRecord(run, plan.Suite.Metric, response.Reply);
        }

        for (; next < plan.Count; next++)
        {
            yield return plan[next].ToRecord(run, plan.Suite.Metric, reply: null);
        }
    }
}
