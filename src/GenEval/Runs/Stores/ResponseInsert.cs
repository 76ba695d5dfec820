using System.Data;
using System.Data.Common;
using System.Text;
using GenEval.Models;

namespace GenEval.Runs.Stores;

/// <summary>
/// The statements of one commit: sign for the run, and insert its responses. An answer that is stored is never overwritten; a failure may be, by the
/// outcome of a later attempt, so that the same commit may be tried again after a connection was lost.
/// </summary>
internal sealed class ResponseInsert : IAsyncDisposable
{
    private const string Check = "SELECT updated FROM geneval_runs WHERE id = @run AND owner = @owner";
    private const string Sign = "UPDATE geneval_runs SET updated = @now WHERE id = @run AND owner = @owner";

    /// <summary>Signing writes a page of its own into each commit: once in a while is enough.</summary>
    private const long SignEvery = 2000;

    private const string Insert = """
        INSERT INTO geneval_responses (run, cell, status, output, finish, error, attempts, trail, input_tokens, output_tokens, milliseconds, finished)
        VALUES (@run, @cell, @status, @output, @finish, @error, @attempts, @trail, @input, @answer, @milliseconds, @finished)
        ON CONFLICT (run, cell) DO UPDATE SET status = excluded.status, output = excluded.output, finish = excluded.finish, error = excluded.error,
        attempts = geneval_responses.attempts + excluded.attempts, trail = excluded.trail, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, milliseconds = excluded.milliseconds, finished = excluded.finished
        WHERE geneval_responses.status LIKE 'failed.%' AND geneval_responses.finished < excluded.finished
        """;

    private static readonly (string Name, DbType Type)[] s_parameters =
    [
        ("@run", DbType.String), ("@cell", DbType.Int64), ("@status", DbType.String), ("@output", DbType.Binary), ("@finish", DbType.String),
        ("@error", DbType.String), ("@attempts", DbType.Int64), ("@trail", DbType.String), ("@input", DbType.Int64), ("@answer", DbType.Int64),
        ("@milliseconds", DbType.Int64), ("@finished", DbType.Int64),
    ];

    private readonly DbConnection _connection;
    private readonly string _run;
    private readonly DbCommand _check;
    private readonly DbCommand _sign;
    private readonly DbCommand _insert;

    public ResponseInsert(DbConnection connection, string run, string owner)
    {
        _connection = connection;
        _run = run;
        _check = connection.CreateCommand();
        _check.CommandText = Check;
        _sign = connection.CreateCommand();
        _sign.CommandText = Sign;
        foreach (DbCommand command in new[] { _check, _sign })
        {
            Add(command, "@run", DbType.String).Value = run;
            Add(command, "@owner", DbType.String).Value = owner;
        }

        Add(_sign, "@now", DbType.Int64);
        _insert = connection.CreateCommand();
        _insert.CommandText = Insert;
        foreach ((string name, DbType type) in s_parameters)
        {
            Add(_insert, name, type);
        }

        _insert.Parameters[0].Value = run;
    }

    /// <summary>Commits the responses; on return they are durable. False where the run belongs to another process now, and nothing was written.</summary>
    public async Task<bool> CommitAsync(IReadOnlyList<StoredResponse> responses, CancellationToken cancellationToken)
    {
        DbTransaction transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (!await SignAsync(transaction, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }

            await InsertAsync(responses, transaction, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Whether the run is still this writer's; signs for it where the last sign is not fresh.</summary>
    private async Task<bool> SignAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        _check.Transaction = transaction;
        if (await _check.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not long signed)
        {
            return false;
        }

        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        if (now - signed < SignEvery)
        {
            return true;
        }

        _sign.Transaction = transaction;
        _sign.Parameters[2].Value = now;
        return await _sign.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>Inserts the responses within a transaction of the caller's.</summary>
    public async Task InsertAsync(IReadOnlyList<StoredResponse> responses, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (_connection.CanCreateBatch && responses.Count > 0)
        {
            await InsertBatchAsync(responses, transaction, cancellationToken).ConfigureAwait(false);
            return;
        }

        _insert.Transaction = transaction;
        foreach (StoredResponse response in responses)
        {
            Fill(_insert.Parameters, response);
            await _insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _check.DisposeAsync().ConfigureAwait(false);
        await _sign.DisposeAsync().ConfigureAwait(false);
        await _insert.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>One round trip for the whole group where the server is not in this process.</summary>
    private async Task InsertBatchAsync(IReadOnlyList<StoredResponse> responses, DbTransaction transaction, CancellationToken cancellationToken)
    {
        DbBatch batch = _connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Transaction = transaction;
            foreach (StoredResponse response in responses)
            {
                DbBatchCommand command = batch.CreateBatchCommand();
                command.CommandText = Insert;
                foreach ((string name, DbType type) in s_parameters)
                {
                    DbParameter parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.DbType) = (name, type);
                    command.Parameters.Add(parameter);
                }

                command.Parameters[0].Value = _run;
                Fill(command.Parameters, response);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Fill(DbParameterCollection values, in StoredResponse response)
    {
        ModelReply reply = response.Reply;
        values[1].Value = (long)response.Cell;
        values[2].Value = reply.Status;
        values[3].Value = reply.Text is null ? DBNull.Value : Encoding.UTF8.GetBytes(reply.Text);
        values[4].Value = Storable(reply.Finish);
        values[5].Value = Storable(reply.Error);
        values[6].Value = (long)reply.Attempts;
        values[7].Value = Storable(reply.Trail);
        values[8].Value = reply.InputTokens is { } input ? input : DBNull.Value;
        values[9].Value = reply.OutputTokens is { } output ? output : DBNull.Value;
        values[10].Value = (long)reply.Duration.TotalMilliseconds;
        values[11].Value = response.Finished;
    }

    /// <summary>PostgreSQL's texts hold no NUL; answers are bytes and keep theirs, a message about a failure can do without.</summary>
    private static object Storable(string? text) => text is null ? DBNull.Value : text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\uFFFD') : text;

    private static DbParameter Add(DbCommand command, string name, DbType type)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType) = (name, type);
        command.Parameters.Add(parameter);
        return parameter;
    }
}
