using System.Data.Common;

namespace GenEval.Runs.Stores;

/// <summary>
/// The statements of one commit: sign for the run, and insert its responses. An answer that is stored is never overwritten; a failure may be, by the
/// outcome of a later attempt, so that the same commit may be tried again after a connection was lost. The statements are the same on every database, how
/// they are given to it is not.
/// </summary>
internal abstract class ResponseInsert : IAsyncDisposable
{
    protected const string Check = "SELECT updated FROM geneval_runs WHERE id = @run AND owner = @owner";
    protected const string Sign = "UPDATE geneval_runs SET updated = @now WHERE id = @run AND owner = @owner";

    protected const string Insert = """
        INSERT INTO geneval_responses (place, status, output, finish, error, attempts, trail, input_tokens, output_tokens, milliseconds, finished)
        VALUES (@place, @status, @output, @finish, @error, @attempts, @trail, @input, @answer, @milliseconds, @finished)
        ON CONFLICT (place) DO UPDATE SET status = excluded.status, output = excluded.output, finish = excluded.finish, error = excluded.error,
        attempts = geneval_responses.attempts + excluded.attempts, trail = excluded.trail, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, milliseconds = excluded.milliseconds, finished = excluded.finished
        WHERE geneval_responses.status LIKE 'failed.%' AND geneval_responses.finished < excluded.finished
        """;

    /// <summary>Signing, in milliseconds, writes a page of its own into each commit: once in a while is enough.</summary>
    private const long SignEvery = 2000;

    /// <summary>Commits the responses; on return they are durable. False where the run belongs to another process now, and nothing was written.</summary>
    /// <exception cref="DbException">The database refused, and nothing was written.</exception>
    public abstract Task<bool> CommitAsync(IReadOnlyList<StoredResponse> responses, CancellationToken cancellationToken);

    /// <summary>Inserts the responses within a transaction of the caller's.</summary>
    public abstract Task InsertAsync(IReadOnlyList<StoredResponse> responses, DbTransaction transaction, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Whether a sign of this age, both in Unix milliseconds, is to be renewed.</summary>
    protected static bool IsOld(long signed, long now) => now - signed >= SignEvery;

    /// <summary>PostgreSQL's texts hold no NUL; answers are bytes and keep theirs, a message about a failure can do without.</summary>
    protected static string? Storable(string? text) => text?.Replace('\0', '\uFFFD');
}
