namespace GenEval.Runs;

/// <summary>Shows progress at a steady pace, and once more at the end. Where showing fails, the run is stopped and <see cref="Failure"/> says why.</summary>
internal sealed class ProgressTicker : IDisposable
{
    private readonly RunObserver? _observer;
    private readonly Func<RunProgress> _snapshot;
    private readonly CancellationTokenSource _run;
    private readonly PeriodicTimer? _timer;
    private readonly Task _loop;

    public ProgressTicker(RunObserver? observer, Func<RunProgress> snapshot, CancellationTokenSource run)
    {
        _run = run;
        _observer = observer;
        _snapshot = snapshot;
        _timer = observer is null ? null : new PeriodicTimer(observer.Interval);
        _loop = _timer is null ? Task.CompletedTask : Task.Run(() => LoopAsync(_timer));
    }

    /// <summary>What the observer threw, or null.</summary>
    public Exception? Failure { get; private set; }

    public void Dispose()
    {
        _timer?.Dispose();
        _loop.GetAwaiter().GetResult();
        Show();
    }

    private async Task LoopAsync(PeriodicTimer timer)
    {
        while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
        {
            Show();
        }
    }

    private void Show()
    {
        try
        {
            if (Failure is null)
            {
                _observer?.OnProgress(_snapshot());
            }
        }
        catch (Exception e)
        {
            Failure = e;
            _run.Cancel();
        }
    }
}
