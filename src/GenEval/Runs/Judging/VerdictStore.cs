using System.Data.Common;
using System.Text;
using GenEval.Runs.Stores;

namespace GenEval.Runs.Judging;

/// <summary>
/// The verdicts that judges gave, in the run store, by everything that shapes them: an interrupted judging goes on where it was, and judging again asks
/// nothing and gives the same. Only verdicts are kept, never a failure.
/// </summary>
internal sealed class VerdictStore(StoreDatabase database) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private DbConnection? _connection;

    /// <summary>What the judge said, or null where it was never asked.</summary>
    public Task<string?> FindAsync(string key, CancellationToken cancellationToken) => UseAsync(
        async connection => await connection.ScalarAsync("SELECT output FROM geneval_verdicts WHERE key = @key", cancellationToken, ("@key", key)).ConfigureAwait(false) is byte[] output
            ? Encoding.UTF8.GetString(output)
            : null,
        cancellationToken);

    /// <summary>Keeps what the judge said.</summary>
    public Task AddAsync(string key, string output) => UseAsync(
        connection => connection.ExecuteAsync(
            "INSERT INTO geneval_verdicts (key, output, finished) VALUES (@key, @output, @finished) ON CONFLICT (key) DO NOTHING", CancellationToken.None,
            ("@key", key), ("@output", Encoding.UTF8.GetBytes(output)), ("@finished", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds())),
        CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }

        _one.Dispose();
    }

    private async Task<T> UseAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _connection ??= await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await work(_connection).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw database.Explain(e);
        }
        finally
        {
            _one.Release();
        }
    }
}
