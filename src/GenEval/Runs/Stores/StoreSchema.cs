using System.Data.Common;
using System.Globalization;

namespace GenEval.Runs.Stores;

/// <summary>The tables of a run store and how an older store becomes a newer one: step n takes version n-1 to n.</summary>
internal static class StoreSchema
{
    /// <summary>Stands in the steps for the database's own word for a key of 64 bits.</summary>
    private const string WideInteger = "WIDE_INTEGER";

    /// <summary>The statements of each step; only ever appended to. SQLite reads the type names of PostgreSQL as its own.</summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE TABLE geneval_plans (hash TEXT NOT NULL PRIMARY KEY, content BYTEA NOT NULL);
        CREATE TABLE geneval_runs (
          id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, suite TEXT NOT NULL, model TEXT NOT NULL, endpoint TEXT NOT NULL,
          settings TEXT NOT NULL, plan TEXT NOT NULL, cells BIGINT NOT NULL, created BIGINT NOT NULL, updated BIGINT NOT NULL,
          owner TEXT, note TEXT);
        CREATE TABLE geneval_responses (
          run TEXT NOT NULL, cell BIGINT NOT NULL, status TEXT NOT NULL, output BYTEA, finish TEXT, error TEXT, attempts BIGINT NOT NULL,
          trail TEXT, input_tokens BIGINT, output_tokens BIGINT, milliseconds BIGINT NOT NULL, finished BIGINT NOT NULL,
          PRIMARY KEY (run, cell));
        """,
        """
        CREATE TABLE geneval_verdicts (key TEXT NOT NULL PRIMARY KEY, output BYTEA NOT NULL, finished BIGINT NOT NULL);
        """,

        // One number in place of a text and a number: no second tree to keep, and a run's answers lie together.
        $"""
        ALTER TABLE geneval_runs ADD COLUMN number BIGINT NOT NULL DEFAULT 0;
        UPDATE geneval_runs SET number = (SELECT count(*) FROM geneval_runs AS other WHERE other.id <= geneval_runs.id);
        CREATE UNIQUE INDEX geneval_runs_number ON geneval_runs (number);
        ALTER TABLE geneval_responses RENAME TO geneval_responses_by_text;
        CREATE TABLE geneval_responses (
          place {WideInteger} NOT NULL PRIMARY KEY, status TEXT NOT NULL, output BYTEA, finish TEXT, error TEXT, attempts BIGINT NOT NULL,
          trail TEXT, input_tokens BIGINT, output_tokens BIGINT, milliseconds BIGINT NOT NULL, finished BIGINT NOT NULL);
        INSERT INTO geneval_responses
          SELECT (r.number << 32) + o.cell, o.status, o.output, o.finish, o.error, o.attempts, o.trail, o.input_tokens, o.output_tokens, o.milliseconds, o.finished
          FROM geneval_responses_by_text AS o JOIN geneval_runs AS r ON r.id = o.run ORDER BY 1;
        DROP TABLE geneval_responses_by_text;
        """,
    ];

    /// <summary>Brings a store to the newest version; two processes that do so at once wait for each other.</summary>
    /// <exception cref="GenEvalException">The store is of a newer version than this program knows, or of an older one and in use.</exception>
    public static async Task UpgradeAsync(StoreDatabase database, DbConnection connection, IReadOnlyList<string> steps, CancellationToken cancellationToken)
    {
        // Reading first keeps those who only join a store that is up to date from waiting for its writers.
        if (await VersionAsync(connection, cancellationToken).ConfigureAwait(false) is { } current && current == steps.Count)
        {
            return;
        }

        await connection.ExecuteAsync(database.LockSchema, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS geneval_schema (version BIGINT NOT NULL)", cancellationToken).ConfigureAwait(false);
        long version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false) ?? 0;
        Check(database, version, steps.Count);
        if (version > 0 && version < steps.Count)
        {
            await CheckUnusedAsync(database, connection, cancellationToken).ConfigureAwait(false);
        }

        for (long step = version; step < steps.Count; step++)
        {
            await connection.ExecuteAsync(steps[(int)step].Replace(WideInteger, database.WideInteger, StringComparison.Ordinal), cancellationToken).ConfigureAwait(false);
        }

        await connection.ExecuteAsync("DELETE FROM geneval_schema", cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            $"INSERT INTO geneval_schema (version) VALUES ({steps.Count.ToString(CultureInfo.InvariantCulture)}); COMMIT", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a store can be read as it is; false where it is older.</summary>
    /// <exception cref="GenEvalException">It is no store, or of a newer version than this program knows.</exception>
    public static async Task<bool> IsCurrentAsync(StoreDatabase database, DbConnection connection, CancellationToken cancellationToken)
    {
        long version = await VersionAsync(connection, cancellationToken).ConfigureAwait(false)
            ?? throw new GenEvalException($"{database.Name} is a database, but not a run store of GenEval.") { Id = "RunStoreInvalid", Action = "Name another store with --store." };
        Check(database, version, Steps.Count);
        return version == Steps.Count;
    }

    /// <summary>A process that writes to a run knows the tables as they are.</summary>
    private static async Task CheckUnusedAsync(StoreDatabase database, DbConnection connection, CancellationToken cancellationToken)
    {
        await foreach (DbDataReader row in connection.QueryAsync("SELECT id, owner, updated FROM geneval_runs WHERE owner IS NOT NULL", cancellationToken).ConfigureAwait(false))
        {
            if (RunOwner.Parse(row.GetString(1))?.IsAlive(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), DateTimeOffset.UtcNow) == true)
            {
                throw new GenEvalException($"The run store {database.Name} is to be brought up to date for this version of GenEval, but its run {row.GetString(0)} is being written to.")
                {
                    Id = "RunInUse",
                    Action = "Wait for that run's end, or end its process: it can be resumed.",
                };
            }
        }
    }

    private static void Check(StoreDatabase database, long version, int known)
    {
        if (version > known)
        {
            throw new GenEvalException(string.Create(CultureInfo.InvariantCulture,
                $"The run store {database.Name} has schema version {version}; this program knows versions up to {known}."))
            {
                Id = "RunStoreVersion",
                Action = "Update GenEval, or use another store with --store.",
            };
        }
    }

    private static async Task<long?> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        string catalog = connection is Npgsql.NpgsqlConnection
            ? "SELECT 1 FROM pg_tables WHERE tablename = 'geneval_schema' AND schemaname = ANY (current_schemas(false))"
            : "SELECT 1 FROM sqlite_master WHERE name = 'geneval_schema'";
        return await connection.ScalarAsync(catalog, cancellationToken).ConfigureAwait(false) is null
            ? null
            : await connection.ScalarAsync("SELECT max(version) FROM geneval_schema", cancellationToken).ConfigureAwait(false) as long?;
    }
}
