namespace GenEval.Runs;

/// <summary>Shows progress at a steady pace, and once more at the end. Where showing fails, the run is stopped and <see cref="Failure"/> says why.</summary>
internal sealed class ProgressTicker : IDisposable
{
    private readonly RunObserver? _observer;
    private readonly Func<RunProgress> _snapshot;
    private readonly CancellationTokenSource _run;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    public ProgressTicker(RunObserver? observer, Func<RunProgress> snapshot, CancellationTokenSource run)
    {
        _run = run;
        _observer = observer;
        _snapshot = snapshot;
        _loop = observer is null ? Task.CompletedTask : Task.Run(LoopAsync);
    }

    /// <summary>What the observer threw, or null.</summary>
    public Exception? Failure { get; private set; }

    public void Dispose()
    {
        _stop.Cancel();
        _loop.GetAwaiter().GetResult();
        _stop.Dispose();
        Show();
    }

    private async Task LoopAsync()
    {
        using PeriodicTimer timer = new(_observer!.Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                Show();
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
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
