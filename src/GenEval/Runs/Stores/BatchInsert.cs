using System.Data;
using System.Data.Common;
using System.Text;
using GenEval.Models;

namespace GenEval.Runs.Stores;

/// <summary>For a database that is not in this process: one round trip for a whole group.</summary>
internal sealed class BatchInsert : ResponseInsert
{
    private static readonly (string Name, DbType Type)[] s_parameters =
    [
        ("@place", DbType.Int64), ("@status", DbType.String), ("@output", DbType.Binary), ("@finish", DbType.String),
        ("@error", DbType.String), ("@attempts", DbType.Int64), ("@trail", DbType.String), ("@input", DbType.Int64), ("@answer", DbType.Int64),
        ("@milliseconds", DbType.Int64), ("@finished", DbType.Int64),
    ];

    private readonly DbConnection _connection;
    private readonly RunInfo _run;
    private readonly DbCommand _check;
    private readonly DbCommand _sign;

    public BatchInsert(DbConnection connection, RunInfo run, string owner)
    {
        _connection = connection;
        _run = run;
        _check = connection.CreateCommand();
        _check.CommandText = Check;
        _sign = connection.CreateCommand();
        _sign.CommandText = Sign;
        foreach (DbCommand command in new[] { _check, _sign })
        {
            Add(command, "@run").Value = run.Id;
            Add(command, "@owner").Value = owner;
        }

        Add(_sign, "@now").DbType = DbType.Int64;
    }

    public override async Task<bool> CommitAsync(IReadOnlyList<StoredResponse> responses, CancellationToken cancellationToken)
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

    public override async Task InsertAsync(IReadOnlyList<StoredResponse> responses, DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (responses.Count == 0)
        {
            return;
        }

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

                Fill(command.Parameters, response);
                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _check.DisposeAsync().ConfigureAwait(false);
        await _sign.DisposeAsync().ConfigureAwait(false);
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
        if (!IsOld(signed, now))
        {
            return true;
        }

        _sign.Transaction = transaction;
        _sign.Parameters[2].Value = now;
        return await _sign.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
    }

    private void Fill(DbParameterCollection values, in StoredResponse response)
    {
        ModelReply reply = response.Reply;
        values[0].Value = StoredResponse.PlaceOf(_run, response.Cell);
        values[1].Value = reply.Status;
        values[2].Value = reply.Text is null ? DBNull.Value : Encoding.UTF8.GetBytes(reply.Text);
        values[3].Value = (object?)Storable(reply.Finish) ?? DBNull.Value;
        values[4].Value = (object?)Storable(reply.Error) ?? DBNull.Value;
        values[5].Value = (long)reply.Attempts;
        values[6].Value = (object?)Storable(reply.Trail) ?? DBNull.Value;
        values[7].Value = (object?)reply.InputTokens ?? DBNull.Value;
        values[8].Value = (object?)reply.OutputTokens ?? DBNull.Value;
        values[9].Value = (long)reply.Duration.TotalMilliseconds;
        values[10].Value = response.Finished;
    }

    private static DbParameter Add(DbCommand command, string name)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
