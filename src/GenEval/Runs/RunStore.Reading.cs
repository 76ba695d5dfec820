using System.Data.Common;
using System.Runtime.CompilerServices;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Runs;

public sealed partial class RunStore
{
    /// <summary>The kind of failure of a prompt that an incomplete run has not come to.</summary>
    public const string NotSent = "notSent";

    /// <summary>
    /// A run as records, to be scored again without a call: one for every prompt of the plan, in its order, so that what was never sent is counted
    /// (<c>failed.notSent</c>) and not left out.
    /// </summary>
    /// <exception cref="GenEvalException">There is no such run.</exception>
    public async IAsyncEnumerable<EvaluationRecord> ReadAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunInfo run = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        RunPlan plan = await PlanAsync(run, cancellationToken).ConfigureAwait(false);
        await foreach (EvaluationRecord record in CellRecords.OfAsync(run, plan, ResponsesAsync(run, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    /// <summary>The same, for those who read records one after the other without waiting.</summary>
    /// <exception cref="GenEvalException">While enumerating: there is no such run.</exception>
    public IEnumerable<EvaluationRecord> Read(string id) => ReadAsync(id).ToBlockingEnumerable();

    /// <summary>The plan of a run, with the part of the suite that it runs.</summary>
    public async Task<RunPlan> PlanAsync(RunInfo run, CancellationToken cancellationToken = default) =>
        RunPlan.Restore(await PlanContentAsync(run, cancellationToken).ConfigureAwait(false), run.Plan, run.Settings);

    internal async Task<byte[]> PlanContentAsync(RunInfo run, CancellationToken cancellationToken) => await UseAsync(
        async connection => (byte[]?)await connection.ScalarAsync("SELECT content FROM geneval_plans WHERE hash = @hash", cancellationToken, ("@hash", run.Plan)).ConfigureAwait(false)
            ?? throw new GenEvalException($"The run {run.Id} has lost its plan.") { Id = "RunStoreInvalid", Action = $"Remove it: geneval runs remove {run.Id}" },
        cancellationToken).ConfigureAwait(false);

    /// <summary>The stored outcomes, by cell.</summary>
    internal async IAsyncEnumerable<StoredResponse> ResponsesAsync(RunInfo run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DbConnection connection = await UseOpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            string query = $"SELECT {StoredResponse.Columns} FROM geneval_responses WHERE {StoredResponse.OfRun} ORDER BY place";
            await foreach (DbDataReader row in connection.QueryAsync(query, cancellationToken, ("@number", run.Number)).ConfigureAwait(false))
            {
                yield return StoredResponse.Read(row);
            }
        }
    }

    private async Task<DbConnection> UseOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Database.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw Database.Explain(e);
        }
    }
}
