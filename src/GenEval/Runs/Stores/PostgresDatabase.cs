using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace GenEval.Runs.Stores;

/// <summary>A store that several machines share, on PostgreSQL.</summary>
internal sealed class PostgresDatabase : StoreDatabase
{
    private readonly NpgsqlConnectionStringBuilder _builder;

    public PostgresDatabase(string location)
    {
        try
        {
            _builder = location.Contains("://", StringComparison.Ordinal) ? FromUrl(location) : new NpgsqlConnectionStringBuilder(location);
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or FormatException)
        {
            // The text may hold a password, and so may the exception's.
            throw new GenEvalException("The store's connection string cannot be read.")
            {
                Id = "RunStoreInvalid",
                Action = "Write postgres://USER@HOST/DATABASE or Host=HOST;Username=USER;Database=DATABASE; the password may come from PGPASSWORD.",
            };
        }

        _builder.ApplicationName ??= "GenEval";
        _builder.Pooling = false;
        if (!_builder.ContainsKey("Timeout"))
        {
            _builder.Timeout = 10;
        }
    }

    public override string Name => $"postgres://{_builder.Host}:{_builder.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}/{_builder.Database ?? _builder.Username}";

    public override string Durability => "every counted answer was committed by PostgreSQL, and is as durable as its synchronous_commit says";

    public override string IsBlank(string column) => $"length(btrim({column}, '\\x090a0b0c0d20'::bytea)) = 0";

    public override string LockSchema => "BEGIN; SELECT pg_advisory_xact_lock(5135591317)";

    public override string LockNumbers => "SELECT pg_advisory_xact_lock(5135591318)";

    public override string WideInteger => "BIGINT";

    public override ResponseInsert Insert(DbConnection connection, RunInfo run, string owner) => new BatchInsert(connection, run, owner);

    public static bool Recognizes(string location) => location.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || location.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || location.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = new(_builder.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Classes 08, 57P and 53 are connections lost, servers that stop or start, and lack of resources; 40 are serialization failures.
    public override bool IsTransient(DbException e) => e switch
    {
        PostgresException { SqlState: { } state } => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
            || state is "53300" || state.StartsWith("40", StringComparison.Ordinal),
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        _ => e.IsTransient,
    };

    public override GenEvalException Explain(DbException e)
    {
        (string id, string what, string action) = e switch
        {
            PostgresException { SqlState: "28P01" or "28000" } => ("RunStoreAuth", "does not accept the user or password", "Check the user, and the password in PGPASSWORD or the connection string."),
            PostgresException { SqlState: "3D000" } => ("RunStoreMissing", "has no such database", "Make it: createdb NAME"),
            PostgresException { SqlState: "53100" } => ("RunStoreFull", "cannot grow: its disk is full", "Free some space there, then resume the run: nothing that was counted is lost."),
            PostgresException { SqlState: "25006" } => ("RunStoreReadOnly", "cannot be written to: it is read-only", "Name the primary server."),
            _ when IsTransient(e) => ("RunStoreUnreachable", $"cannot be reached: {e.Message}", "When it is back, resume the run: nothing that was counted is lost."),
            _ => ("RunStoreFailed", $"failed: {e.Message}", "Resume the run: nothing that was counted is lost."),
        };
        return new GenEvalException($"The run store {Name} {what}.", e) { Id = id, Action = action };
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string location)
    {
        Uri uri = new(location);
        string[] user = uri.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder builder = new() { Host = uri.Host.Length == 0 ? "localhost" : uri.Host };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (uri.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            builder[parts[0] is "sslmode" ? "SSL Mode" : Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return builder;
    }
}
