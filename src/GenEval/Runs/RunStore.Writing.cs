using System.Data.Common;
using System.Text.Json;
using GenEval.Models;
using GenEval.Runs.Stores;

namespace GenEval.Runs;

public sealed partial class RunStore
{
    /// <summary>Stores a new run's plan and settings, owned by this process, before its first call.</summary>
    internal async Task<RunInfo> CreateAsync(RunInfo run, byte[] plan, RunOwner owner, CancellationToken cancellationToken) => await UseAsync(
        async connection =>
        {
            Database.KeepLog(connection);
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                run = await InsertRunAsync(connection, run, plan, owner.ToString(), cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return run;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Makes this process the run's only writer.</summary>
    /// <exception cref="GenEvalException">Another process is writing to it.</exception>
    internal async Task ClaimAsync(RunInfo run, RunOwner owner, CancellationToken cancellationToken) => await UseAsync(
        async connection =>
        {
            Database.KeepLog(connection);
            string? current = null;
            long updated = 0;
            await foreach (DbDataReader row in connection.QueryAsync("SELECT owner, updated FROM geneval_runs WHERE id = @run", cancellationToken, ("@run", run.Id)).ConfigureAwait(false))
            {
                (current, updated) = (row.TextOrNull(0), row.GetInt64(1));
            }

            DateTimeOffset sign = DateTimeOffset.FromUnixTimeMilliseconds(updated);
            if (RunOwner.Parse(current) is { } other && other.IsAlive(sign, DateTimeOffset.UtcNow))
            {
                throw InUse(run.Id, other, sign);
            }

            // Only if nobody else came first: the sign seen is the sign still there.
            int changed = await connection.ExecuteAsync(
                "UPDATE geneval_runs SET owner = @owner, updated = @now, note = NULL WHERE id = @run AND coalesce(owner, '') = @current AND updated = @updated",
                cancellationToken, ("@owner", owner.ToString()), ("@now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), ("@run", run.Id), ("@current", current ?? ""), ("@updated", updated)).ConfigureAwait(false);
            return changed == 1 ? true : throw InUse(run.Id, other: null, DateTimeOffset.UtcNow);
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Gives the run up, with the reason where it did not come to its end; the run as it stands then.</summary>
    internal async Task<RunInfo> ReleaseAsync(string run, RunOwner owner, string? note) => await UseAsync(
        async connection =>
        {
            await connection.ExecuteAsync(
                "UPDATE geneval_runs SET owner = NULL, updated = @now, note = @note WHERE id = @run AND owner = @owner", CancellationToken.None,
                ("@now", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), ("@note", note), ("@run", run), ("@owner", owner.ToString())).ConfigureAwait(false);

            // The answers are counted on another connection meanwhile.
            Task tidy = Task.Run(() => Database.TidyLog(connection));
            try
            {
                return await FindAsync(run).ConfigureAwait(false);
            }
            finally
            {
                await tidy.ConfigureAwait(false);
            }
        },
        CancellationToken.None).ConfigureAwait(false);

    /// <summary>The status of each cell that has one.</summary>
    internal async Task<IReadOnlyList<(int Cell, string Status)>> StatusesAsync(RunInfo run, CancellationToken cancellationToken) => await UseAsync(
        async connection =>
        {
            List<(int, string)> cells = [];
            await foreach (DbDataReader row in connection.QueryAsync($"SELECT place, status FROM geneval_responses WHERE {StoredResponse.OfRun}", cancellationToken, ("@number", run.Number)).ConfigureAwait(false))
            {
                cells.Add((StoredResponse.CellOf(row.GetInt64(0)), row.GetString(1) is ModelReply.Answered ? ModelReply.Answered : row.GetString(1)));
            }

            return cells;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Stores a run that was made elsewhere, whole or not at all.</summary>
    /// <exception cref="GenEvalException">The store has a run of this id.</exception>
    internal async Task InsertAsync(RunInfo run, byte[] plan, IEnumerable<StoredResponse> responses, CancellationToken cancellationToken) => await UseAsync(
        async connection =>
        {
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (await connection.ScalarAsync("SELECT 1 FROM geneval_runs WHERE id = @id", cancellationToken, ("@id", run.Id)).ConfigureAwait(false) is not null)
                {
                    throw new GenEvalException($"{Name} has a run {run.Id} already.") { Id = "RunExists", Action = $"Remove it first: geneval runs remove {run.Id}" };
                }

                RunInfo inserted = await InsertRunAsync(connection, run, plan, owner: null, cancellationToken).ConfigureAwait(false);
                ResponseInsert insert = Database.Insert(connection, inserted, owner: "");
                await using (insert.ConfigureAwait(false))
                {
                    foreach (StoredResponse[] some in responses.Chunk(500))
                    {
                        await insert.InsertAsync(some, transaction, cancellationToken).ConfigureAwait(false);
                    }
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Inserts a run, with the next number.</summary>
    private async Task<RunInfo> InsertRunAsync(DbConnection connection, RunInfo run, byte[] plan, string? owner, CancellationToken cancellationToken)
    {
        if (Database.LockNumbers is { } numbers)
        {
            await connection.ExecuteAsync(numbers, cancellationToken).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(
            "INSERT INTO geneval_plans (hash, content) VALUES (@hash, @content) ON CONFLICT (hash) DO NOTHING", cancellationToken,
            ("@hash", run.Plan), ("@content", plan)).ConfigureAwait(false);
        long number = (long)(await connection.ScalarAsync(
            $"""
            INSERT INTO geneval_runs ({RunColumns}) VALUES (@id, @kind, @suite, @model, @endpoint, @settings, @plan, @cells, @created, @updated, @owner, @note,
            (SELECT coalesce(max(number), 0) + 1 FROM geneval_runs)) RETURNING number
            """, cancellationToken,
            ("@id", run.Id), ("@kind", run.Kind), ("@suite", run.Suite), ("@model", run.Model), ("@endpoint", run.Endpoint),
            ("@settings", JsonSerializer.Serialize(run.Settings, PlanJson.Default.RunSettings)), ("@plan", run.Plan), ("@cells", (long)run.Cells),
            ("@created", run.Created.ToUnixTimeMilliseconds()), ("@updated", run.Updated.ToUnixTimeMilliseconds()), ("@owner", owner), ("@note", run.Note)).ConfigureAwait(false))!;
        return run with { Number = number };
    }

    private static GenEvalException InUse(string run, RunOwner? other, DateTimeOffset sign) => new(
        other is null
            ? $"Another process has just taken up the run {run}."
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The run {run} is being written to by process {other.Process} on {other.Host}; its last sign of life is from {sign:u}."))
    {
        Id = "RunInUse",
        Action = $"Wait for it (geneval runs show {run}), end it, or start a run of your own: without --resume.",
    };
}
