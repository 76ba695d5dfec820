using System.Data.Common;
using System.Threading.Channels;
using GenEval.Models;
using Polly;
using Polly.Retry;

namespace GenEval.Runs.Stores;

/// <summary>
/// Makes outcomes durable, one writer for a run: whatever has come while a commit was under way goes into the next one together. While the store is
/// away the commit is tried again, and as a call keeps its place until its outcome is stored, no further calls are sent meanwhile.
/// </summary>
internal sealed class ResponseWriter : IAsyncDisposable
{
    private const int LargestGroup = 512;
    private const int WokenTogether = 4;

    private static readonly TimeSpan s_longHere = TimeSpan.FromMicroseconds(500);
    private static readonly ResiliencePropertyKey<long> s_started = new("started");

    private readonly StoreDatabase _database;
    private readonly RunInfo _run;
    private readonly string _owner;
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    private readonly PeriodicTimer _beat = new(RunOwner.Heartbeat);
    private readonly ResiliencePipeline<bool> _retry;
    private readonly Task _loop;
    private readonly Task _heartbeat;
    private readonly TimeSpan _patience;
    private DbConnection? _connection;
    private ResponseInsert? _insert;
    private GenEvalException? _failure;

    public ResponseWriter(StoreDatabase database, RunInfo run, string owner, TimeSpan patience)
    {
        _database = database;
        _run = run;
        _owner = owner;
        _patience = patience;
        _retry = new ResiliencePipelineBuilder<bool>().AddRetry(new RetryStrategyOptions<bool>
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromSeconds(2),
            ShouldHandle = args => new(args.Outcome.Exception is DbException e && _database.IsTransient(e) && IsPatient(args.Context)),
            OnRetry = async _ => await CloseAsync().ConfigureAwait(false),
        }).Build();
        _loop = Task.Run(LoopAsync);
        _heartbeat = Task.Run(HeartbeatAsync);
    }

    /// <summary>Why nothing can be stored any more, or null.</summary>
    public GenEvalException? Failure => _failure;

    /// <summary>How many commits there were.</summary>
    public long Commits { get; private set; }

    /// <summary>Completes when the outcome is durable.</summary>
    /// <exception cref="GenEvalException">It cannot be stored.</exception>
    public ValueTask StoreAsync(int cell, ModelReply reply)
    {
        Pending pending = new(new StoredResponse(cell, reply, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        return _queue.Writer.TryWrite(pending)
            ? new ValueTask(pending.Task)
            : ValueTask.FromException((Exception?)_failure ?? new ObjectDisposedException(nameof(ResponseWriter)));
    }

    /// <summary>Stores what was handed over, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _beat.Dispose();
        await _heartbeat.ConfigureAwait(false);
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task LoopAsync()
    {
        List<Pending> group = new(LargestGroup);
        List<StoredResponse> responses = new(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            responses.Clear();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out Pending? pending))
            {
                group.Add(pending);
                if (!pending.IsHeartbeat)
                {
                    responses.Add(pending.Response);
                }
            }

            _failure ??= await TryCommitAsync(responses).ConfigureAwait(false);
            Complete(group);
        }
    }

    /// <summary>
    /// Lets those go on whose outcome is durable, here: waking a thread costs more than what they go on to do, which is to score, and to send the next
    /// prompt. Where that takes long after all, the others go on beside it, several on one thread.
    /// </summary>
    private void Complete(List<Pending> group)
    {
        long started = TimeProvider.System.GetTimestamp();
        int done = 0;
        while (done < group.Count && TimeProvider.System.GetElapsedTime(started) < s_longHere)
        {
            group[done++].Complete(_failure);
        }

        foreach (Pending[] some in group.Skip(done).Chunk(WokenTogether))
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static state =>
                {
                    foreach (Pending pending in state.Some)
                    {
                        pending.Complete(state.Failure);
                    }
                },
                (Some: some, Failure: _failure),
                preferLocal: false);
        }
    }

    private async Task<GenEvalException?> TryCommitAsync(List<StoredResponse> responses)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get();
        try
        {
            context.Properties.Set(s_started, TimeProvider.System.GetTimestamp());
            bool mine = await _retry.ExecuteAsync(
                static async (context, state) =>
                {
                    ResponseInsert insert = await state.Writer.OpenAsync().ConfigureAwait(false);
                    return await insert.CommitAsync(state.Responses, context.CancellationToken).ConfigureAwait(false);
                },
                context,
                (Writer: this, Responses: responses)).ConfigureAwait(false);
            Commits++;
            return mine ? null : new GenEvalException($"Another process has taken over the run {_run.Id}; this one stores nothing more.")
            {
                Id = "RunTakenOver",
                Action = $"Let the other process end it; geneval runs show {_run.Id} says how far it is.",
            };
        }
        catch (DbException e)
        {
            return _database.Explain(e);
        }
        catch (Exception e) when (e is not GenEvalException)
        {
            // Whatever it is: those who wait for their outcome must hear of it.
            return new GenEvalException($"The run store {_database.Name} failed: {e.Message}", e) { Id = "RunStoreFailed", Action = "Resume the run: nothing that was counted is lost." };
        }
        catch (GenEvalException e)
        {
            return e;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool IsPatient(ResilienceContext context) => TimeProvider.System.GetElapsedTime(context.Properties.GetValue(s_started, 0)) < _patience;

    private async ValueTask<ResponseInsert> OpenAsync()
    {
        if (_connection is null)
        {
            _connection = await _database.OpenAsync(CancellationToken.None).ConfigureAwait(false);
            _database.KeepLog(_connection);
        }

        return _insert ??= _database.Insert(_connection, _run, _owner);
    }

    private async ValueTask CloseAsync()
    {
        if (_insert is not null)
        {
            await _insert.DisposeAsync().ConfigureAwait(false);
            _insert = null;
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = null;
        }
    }

    /// <summary>Signs for the run while calls take long, so that no process elsewhere takes this one for dead.</summary>
    private async Task HeartbeatAsync()
    {
        while (await _beat.WaitForNextTickAsync().ConfigureAwait(false))
        {
            _queue.Writer.TryWrite(new Pending(default) { IsHeartbeat = true });
        }
    }

    private sealed class Pending(StoredResponse response)
    {
        private readonly TaskCompletionSource _done = new();

        public StoredResponse Response { get; } = response;

        public bool IsHeartbeat { get; init; }

        public Task Task => _done.Task;

        public void Complete(GenEvalException? failure)
        {
            if (failure is null)
            {
                _done.SetResult();
            }
            else if (!IsHeartbeat)
            {
                _done.SetException(failure);
            }
        }
    }
}
