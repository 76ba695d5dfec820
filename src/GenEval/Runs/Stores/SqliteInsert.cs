using System.Data.Common;
using System.Text;
using GenEval.Models;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GenEval.Runs.Stores;

/// <summary>
/// On SQLite's own statements, prepared once and bound by position: at the pace of an endpoint that answers at once, commands and parameters of ADO.NET
/// would cost as much as the insert itself.
/// </summary>
internal sealed class SqliteInsert : ResponseInsert
{
    private readonly sqlite3 _database;
    private readonly RunInfo _run;
    private readonly List<sqlite3_stmt> _statements = [];
    private readonly sqlite3_stmt _begin;
    private readonly sqlite3_stmt _check;
    private readonly sqlite3_stmt _sign;
    private readonly sqlite3_stmt _insert;
    private readonly sqlite3_stmt _commit;
    private byte[] _text = new byte[4096];

    public SqliteInsert(SqliteConnection connection, RunInfo run, string owner)
    {
        _database = connection.Handle!;
        _run = run;
        _begin = Prepare("BEGIN IMMEDIATE");
        _check = Prepare(Check);
        _sign = Prepare(Sign);
        _insert = Prepare(Insert);
        _commit = Prepare("COMMIT");
        Bind(_check, "@run", run.Id);
        Bind(_check, "@owner", owner);
        Bind(_sign, "@run", run.Id);
        Bind(_sign, "@owner", owner);
    }

    public override Task<bool> CommitAsync(IReadOnlyList<StoredResponse> responses, CancellationToken cancellationToken)
    {
        Run(_begin);
        try
        {
            bool mine = IsSigned();
            if (mine)
            {
                InsertAll(responses);
            }

            Run(_commit);
            return Task.FromResult(mine);
        }
        catch
        {
            // Some errors, as that of a full disk, have rolled back already.
            if (raw.sqlite3_get_autocommit(_database) == 0)
            {
                raw.sqlite3_exec(_database, "ROLLBACK");
            }

            throw;
        }
    }

    public override Task InsertAsync(IReadOnlyList<StoredResponse> responses, DbTransaction transaction, CancellationToken cancellationToken)
    {
        InsertAll(responses);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _statements.ForEach(statement => statement.Dispose());
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether the run is still this writer's; signs for it where the last sign is not fresh.</summary>
    private bool IsSigned()
    {
        bool mine = raw.sqlite3_step(_check) == raw.SQLITE_ROW;
        long signed = mine ? raw.sqlite3_column_int64(_check, 0) : 0;
        Verify(raw.sqlite3_reset(_check));
        long now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        if (mine && IsOld(signed, now))
        {
            Verify(raw.sqlite3_bind_int64(_sign, raw.sqlite3_bind_parameter_index(_sign, "@now"), now));
            Run(_sign);
        }

        return mine;
    }

    private void InsertAll(IReadOnlyList<StoredResponse> responses)
    {
        foreach (StoredResponse response in responses)
        {
            // In the order of the statement's values.
            ModelReply reply = response.Reply;
            Verify(raw.sqlite3_bind_int64(_insert, 1, StoredResponse.PlaceOf(_run, response.Cell)));
            BindText(2, reply.Status);
            BindBytes(3, reply.Text);
            BindText(4, reply.Finish);
            BindText(5, reply.Error);
            Verify(raw.sqlite3_bind_int64(_insert, 6, reply.Attempts));
            BindText(7, reply.Trail);
            BindCount(8, reply.InputTokens);
            BindCount(9, reply.OutputTokens);
            Verify(raw.sqlite3_bind_int64(_insert, 10, (long)reply.Duration.TotalMilliseconds));
            Verify(raw.sqlite3_bind_int64(_insert, 11, response.Finished));
            Run(_insert);
        }
    }

    private void BindText(int index, string? text)
    {
        // SQLite takes no bytes at all for NULL.
        Verify(text is null ? raw.sqlite3_bind_null(_insert, index)
            : text.Length == 0 ? raw.sqlite3_bind_text(_insert, index, "")
            : raw.sqlite3_bind_text(_insert, index, Utf8(Storable(text)!)));
    }

    private void BindBytes(int index, string? text) => Verify(
        text is null ? raw.sqlite3_bind_null(_insert, index)
        : text.Length == 0 ? raw.sqlite3_bind_zeroblob(_insert, index, 0)
        : raw.sqlite3_bind_blob(_insert, index, Utf8(text)));

    private void BindCount(int index, long? count) =>
        Verify(count is { } number ? raw.sqlite3_bind_int64(_insert, index, number) : raw.sqlite3_bind_null(_insert, index));

    private ReadOnlySpan<byte> Utf8(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
        {
            _text = new byte[most];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Verify(raw.sqlite3_prepare_v2(_database, sql, out sqlite3_stmt statement));
        _statements.Add(statement);
        return statement;
    }

    private void Bind(sqlite3_stmt statement, string name, string value) =>
        Verify(raw.sqlite3_bind_text(statement, raw.sqlite3_bind_parameter_index(statement, name), value));

    private void Run(sqlite3_stmt statement)
    {
        int result = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    private void Verify(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
