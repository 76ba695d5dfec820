namespace GenEval.Models;

/// <summary>
/// How many calls may be in flight: starts at the maximum, halves when the endpoint says that it has too much to do, grows by one for each full
/// round of answers (AIMD). Where more than a quarter of recent prompts met that at their first call, <c>Retry-After</c> holds for all calls and not
/// only for the one. Later calls are no evidence: at the end of a run only those prompts are left that the endpoint never takes.
/// </summary>
internal sealed class AdaptiveLimit(int maximum, TimeProvider time) : IDisposable
{
    private const double Memory = 1.0 / 16;
    private const double SwampedShare = 0.25;

    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<long>> _waiting = [];
    private double _limit = maximum;
    private int _inFlight;
    private double _overload;
    private long _lastCut = long.MinValue;
    private long _pausedUntil = long.MinValue;
    private ITimer? _wake;

    /// <summary>The limit now, from 1 to the maximum.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return (int)_limit;
            }
        }
    }

    /// <summary>Calls that entered and did not leave.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>Whether it is the endpoint as a whole that is overloaded, not one call that had bad luck.</summary>
    public bool IsSwamped
    {
        get
        {
            lock (_lock)
            {
                return _overload > SwampedShare;
            }
        }
    }

    /// <summary>Waits for a turn, first come first served; gives the ticket that <see cref="Overloaded"/> wants back.</summary>
    public async ValueTask<long> EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<long> turn;
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (_waiting.Count == 0 && IsFree(now))
            {
                _inFlight++;
                return now;
            }

            turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<long>)state!).TrySetCanceled(token), turn);
        return await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Gives the turn to the next that waits.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            _inFlight--;
            Admit();
        }
    }

    /// <summary>A call that was answered, whatever the answer: the limit grows by one for a round of such.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _overload -= _overload * Memory;
            _limit = Math.Min(maximum, _limit + (1 / _limit));
        }
    }

    /// <summary>A call that met 429 or 503: one halving for all that were in flight together.</summary>
    public void Overloaded(long ticket, TimeSpan? retryAfter, bool isFirst)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _overload += isFirst ? (1 - _overload) * Memory : 0;
            if (ticket > _lastCut)
            {
                _limit = Math.Max(1, _limit / 2);
                _lastCut = now;
            }

            if (retryAfter is { } wait && _overload > SwampedShare)
            {
                _pausedUntil = Math.Max(_pausedUntil, now + (long)(wait.TotalSeconds * time.TimestampFrequency));
                _wake ??= time.CreateTimer(static state => ((AdaptiveLimit)state!).Wake(), this, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
                _wake.Change(time.GetElapsedTime(now, _pausedUntil), System.Threading.Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _wake?.Dispose();

    private bool IsFree(long now) => _inFlight < (int)_limit && now >= _pausedUntil;

    private void Wake()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            if (now < _pausedUntil)
            {
                // Timers may fire a little early.
                _wake!.Change(time.GetElapsedTime(now, _pausedUntil) + TimeSpan.FromMilliseconds(1), System.Threading.Timeout.InfiniteTimeSpan);
                return;
            }

            Admit();
        }
    }

    private void Admit()
    {
        long now = time.GetTimestamp();
        while (IsFree(now) && _waiting.TryDequeue(out TaskCompletionSource<long>? turn))
        {
            // One whose wait was cancelled is passed over.
            if (turn.TrySetResult(now))
            {
                _inFlight++;
            }
        }
    }
}
