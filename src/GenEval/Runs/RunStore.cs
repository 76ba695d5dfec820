using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using GenEval.Runs.Stores;

namespace GenEval.Runs;

/// <summary>
/// The runs and their answers, in a file of SQLite or in a PostgreSQL database that several machines share. Every method may be called while other
/// processes use the same store.
/// </summary>
public sealed partial class RunStore
{
    /// <summary>The environment variable that names the store where nobody else does.</summary>
    public const string LocationVariable = "GENEVAL_STORE";

    private const string RunColumns = "id, kind, suite, model, endpoint, settings, plan, cells, created, updated, owner, note, number";

    private RunStore(StoreDatabase database) => Database = database;

    /// <summary>Where the store is, without a password.</summary>
    public string Name => Database.Name;

    /// <summary>What a counted answer survives, in words.</summary>
    public string Durability => Database.Durability;

    internal StoreDatabase Database { get; }

    /// <summary>The store of this user: what GENEVAL_STORE names, else a file among the user's application data.</summary>
    public static string DefaultLocation => Environment.GetEnvironmentVariable(LocationVariable) is { Length: > 0 } location ? location
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "geneval", "runs.db");

    /// <summary>Opens a store.</summary>
    /// <param name="location">A file, or <c>postgres://USER@HOST/DATABASE</c> or a connection string of PostgreSQL; null for <see cref="DefaultLocation"/>.</param>
    /// <param name="mode">Whether it may be made and changed.</param>
    /// <param name="fsync">Whether each commit of a file waits for the disk, so that it also survives a power cut; slower.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="GenEvalException">It cannot be opened, is no run store, or of a newer version.</exception>
    public static async Task<RunStore> OpenAsync(
        string? location = null, StoreMode mode = StoreMode.Write, bool fsync = false, CancellationToken cancellationToken = default)
    {
        RunStore store = new(StoreDatabase.Of(location ?? DefaultLocation, mode, fsync));
        bool isCurrent = await store.UseAsync(
            async connection =>
            {
                store.Database.KeepLog(connection);
                if (mode == StoreMode.Read)
                {
                    return await StoreSchema.IsCurrentAsync(store.Database, connection, cancellationToken).ConfigureAwait(false);
                }

                await StoreSchema.UpgradeAsync(store.Database, connection, StoreSchema.Steps, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        if (!isCurrent)
        {
            await BringUpToDateAsync(store.Name, location, cancellationToken).ConfigureAwait(false);
        }

        return store;
    }

    /// <summary>Who only reads an older store does not want to know: it is opened once to be written to.</summary>
    private static async Task BringUpToDateAsync(string name, string? location, CancellationToken cancellationToken)
    {
        try
        {
            RunStore older = await OpenAsync(location, StoreMode.Write, cancellationToken: cancellationToken).ConfigureAwait(false);

            // A connection that closes tidies up the log, which those of a reader cannot.
            await older.UseAsync(_ => Task.FromResult(true), cancellationToken).ConfigureAwait(false);
        }
        catch (GenEvalException e) when (e.Id != "RunInUse")
        {
            throw new GenEvalException($"The run store {name} is of an older version, and cannot be brought up to date: {e.Message}", e)
            {
                Id = "RunStoreVersion",
                Action = "Open a copy of it that can be written to.",
            };
        }
    }

    /// <summary>All runs, the newest first.</summary>
    public async Task<IReadOnlyList<RunInfo>> ListAsync(CancellationToken cancellationToken = default) => await UseAsync(
        async connection =>
        {
            List<RunInfo> runs = await RunsAsync(connection, "ORDER BY created DESC, id", cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < runs.Count; i++)
            {
                runs[i] = await CountAsync(connection, runs[i], cancellationToken).ConfigureAwait(false);
            }

            return (IReadOnlyList<RunInfo>)runs;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>The other runs of the same kind of the same model at the same endpoint, the newest first, without counts: those look at every answer of the store.</summary>
    internal async Task<IReadOnlyList<RunInfo>> OthersAsync(RunInfo run, CancellationToken cancellationToken) => await UseAsync(
        connection =>
        {
            Database.KeepLog(connection);
            return RunsAsync(
                connection, "WHERE id <> @id AND kind = @kind AND model = @model AND endpoint = @endpoint ORDER BY created DESC, id", cancellationToken,
                ("@id", run.Id), ("@kind", run.Kind), ("@model", run.Model), ("@endpoint", run.Endpoint));
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>One run: by its id, by the start of its id where that is unique, or <c>latest</c>; <c>run:</c> before it does no harm.</summary>
    /// <exception cref="GenEvalException">There is no such run, or several.</exception>
    public async Task<RunInfo> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await UseAsync(connection => FindAsync(connection, id, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Removes a run with its answers; a plan goes with the last run that has it.</summary>
    /// <exception cref="GenEvalException">There is no such run, or a process is writing to it.</exception>
    public async Task<RunInfo> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        RunInfo run = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (run.IsRunning)
        {
            throw new GenEvalException($"The run {run.Id} is being written to.") { Id = "RunInUse", Action = "End that process first." };
        }

        return await UseAsync(
            async connection =>
            {
                DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await connection.ExecuteAsync($"DELETE FROM geneval_responses WHERE {StoredResponse.OfRun}", cancellationToken, ("@number", run.Number)).ConfigureAwait(false);
                    await connection.ExecuteAsync("DELETE FROM geneval_runs WHERE id = @run", cancellationToken, ("@run", run.Id)).ConfigureAwait(false);
                    await connection.ExecuteAsync("DELETE FROM geneval_plans WHERE hash NOT IN (SELECT plan FROM geneval_runs)", cancellationToken).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                return run;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Works on a connection of its own, with the database's errors in words for people.</summary>
    internal async Task<T> UseAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            DbConnection connection = await Database.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await work(connection).ConfigureAwait(false);
            }
        }
        catch (DbException e)
        {
            throw Database.Explain(e);
        }
    }

    internal static string NewId() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 8);

    private async Task<RunInfo> FindAsync(DbConnection connection, string id, CancellationToken cancellationToken)
    {
        string name = id.StartsWith("run:", StringComparison.Ordinal) ? id["run:".Length..] : id;
        bool latest = name.Equals("latest", StringComparison.Ordinal);
        List<RunInfo> found = await RunsAsync(
            connection, latest ? "WHERE kind = 'run' ORDER BY created DESC, id LIMIT 1" : "WHERE substr(id, 1, length(@id)) = @id ORDER BY created DESC, id", cancellationToken, ("@id", name)).ConfigureAwait(false);
        RunInfo run = found.Find(r => r.Id.Equals(name, StringComparison.Ordinal)) ?? found.Count switch
        {
            1 when name.Length > 0 => found[0],
            0 => throw new GenEvalException(latest ? $"There is no run in {Name} yet." : $"There is no run '{name}' in {Name}.")
            {
                Id = "RunMissing",
                Action = latest ? "Start one: geneval run SUITE --model NAME --endpoint URL" : "See the runs: geneval runs list",
            },
            _ => throw new GenEvalException($"The start of an id, '{name}', is that of {string.Join(", ", found.Select(r => r.Id))}.") { Id = "RunAmbiguous", Action = "Write more of the id." },
        };
        return await CountAsync(connection, run, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<RunInfo>> RunsAsync(DbConnection connection, string condition, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        List<RunInfo> runs = [];
        await foreach (DbDataReader row in connection.QueryAsync($"SELECT {RunColumns} FROM geneval_runs {condition}", cancellationToken, parameters).ConfigureAwait(false))
        {
            runs.Add(ReadRun(row));
        }

        return runs;
    }

    private static RunInfo ReadRun(DbDataReader row)
    {
        DateTimeOffset updated = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(9));
        return new RunInfo
        {
            Id = row.GetString(0),
            Kind = row.GetString(1),
            Suite = row.GetString(2),
            Model = row.GetString(3),
            Endpoint = row.GetString(4),
            Settings = JsonSerializer.Deserialize(row.GetString(5), PlanJson.Default.RunSettings)!,
            Plan = row.GetString(6),
            Cells = (int)row.GetInt64(7),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
            Updated = updated,
            IsRunning = RunOwner.Parse(row.TextOrNull(10))?.IsAlive(updated, DateTimeOffset.UtcNow) == true,
            Note = row.TextOrNull(11),
            Number = row.GetInt64(12),
        };
    }

    /// <summary>Counts a run's responses in the order of their places: grouping what nearly all share, their status, would sort them.</summary>
    private async Task<RunInfo> CountAsync(DbConnection connection, RunInfo run, CancellationToken cancellationToken)
    {
        const string Sums = "CAST(coalesce(sum(attempts), 0) AS BIGINT), CAST(coalesce(sum(input_tokens), 0) AS BIGINT), CAST(coalesce(sum(output_tokens), 0) AS BIGINT)";
        string select = $"""
            SELECT 'answered', count(*), count(*) FILTER (WHERE {Database.IsBlank("output")}), count(*) FILTER (WHERE finish = 'length'), {Sums}
            FROM geneval_responses WHERE status = 'answered' AND {StoredResponse.OfRun}
            UNION ALL
            SELECT status, count(*), 0, 0, {Sums} FROM geneval_responses WHERE status <> 'answered' AND {StoredResponse.OfRun} GROUP BY status ORDER BY 1
            """;
        RunCounts counts = new();
        Dictionary<string, int> byStatus = new(StringComparer.Ordinal);
        await foreach (DbDataReader row in connection.QueryAsync(select, cancellationToken, ("@number", run.Number)).ConfigureAwait(false))
        {
            if (row.GetInt64(1) > 0)
            {
                byStatus.Add(row.GetString(0), (int)row.GetInt64(1));
            }

            counts = new RunCounts
            {
                Empty = counts.Empty + (int)row.GetInt64(2),
                Truncated = counts.Truncated + (int)row.GetInt64(3),
                Calls = counts.Calls + row.GetInt64(4),
                InputTokens = counts.InputTokens + row.GetInt64(5),
                OutputTokens = counts.OutputTokens + row.GetInt64(6),
            };
        }

        return run with { Counts = counts with { ByStatus = byStatus } };
    }
}
