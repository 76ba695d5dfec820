using GenEval.Runs;

namespace GenEval.Tests.Runs;

/// <summary>The databases that every test of the store runs on; a test that cannot have one is skipped with the reason.</summary>
public sealed class TestStores : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geneval-store-").FullName;
    private readonly Lazy<(PostgresServer? Server, string Reason)> _postgres = new(() => (PostgresServer.TryStart(out string reason), reason));

    public static TheoryData<string> All => ["sqlite", "postgres"];

    public string Folder => _folder;

    /// <summary>The server of the stores on PostgreSQL; null where this machine has none.</summary>
    public PostgresServer? Postgres => _postgres.Value.Server;

    /// <summary>The location of a new, empty store.</summary>
    public string NewLocation(string kind)
    {
        if (kind == "sqlite")
        {
            return Path.Combine(_folder, Guid.NewGuid().ToString("N"), "runs.db");
        }

        (PostgresServer? server, string reason) = _postgres.Value;
        Assert.SkipWhen(server is null, reason);
        return server!.CreateDatabase();
    }

    public Task<RunStore> NewAsync(string kind) => RunStore.OpenAsync(NewLocation(kind));

    public void Dispose()
    {
        if (_postgres.IsValueCreated)
        {
            _postgres.Value.Server?.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
