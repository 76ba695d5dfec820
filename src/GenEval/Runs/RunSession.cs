using GenEval.Models;
using GenEval.Runs.Stores;

namespace GenEval.Runs;

/// <summary>
/// Sends the cells of a plan that have no outcome yet. Workers draw them one at a time, so that memory does not grow with the suite; for each prompt
/// that waits for its next attempt there is a worker more, so that no place of the endpoint's stays empty meanwhile.
/// </summary>
internal sealed class RunSession(RunInfo run, RunPlan plan, ModelCaller caller, ModelOptions model, ResponseWriter writer, RunTracker tracker, RunOptions options, RunObserver? observer)
{
    private const int MostWorkersPerCall = 4;

    private readonly EndpointHealth _health = new(model);
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _workers;
    private GenEvalException? _problem;

    /// <summary>Sends the cells; the reason where it stopped before the last, or null.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<GenEvalException?> SendAsync(IReadOnlyCollection<int> cells, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using IEnumerator<int> next = cells.GetEnumerator();
        caller.Retrying = kind =>
        {
            tracker.Retry(kind);
            Hire(next, stop, model.Concurrency + caller.Waiting);
        };
        for (int i = 0; i < model.Concurrency; i++)
        {
            Hire(next, stop, model.Concurrency);
        }

        await _done.Task.ConfigureAwait(false);
        if (_problem is null)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return _problem;
    }

    /// <summary>Counts and shows an outcome that is durable.</summary>
    public void Count(int cell, ModelReply reply)
    {
        tracker.Add(reply);
        if (options.Levels is null && observer?.WantsRecords != true)
        {
            return;
        }

        Suites.EvaluationRecord record = plan[cell].ToRecord(run, plan.Suite.Metric, reply);
        options.Levels?.Add(record);
        if (observer?.WantsRecords == true)
        {
            observer.OnRecord(record);
        }
    }

    /// <summary>One worker more, up to a number; only a worker hires once the first ones are there, so that their number falls to 0 only at the end.</summary>
    private void Hire(IEnumerator<int> next, CancellationTokenSource stop, int most)
    {
        lock (_lock)
        {
            if (_workers < Math.Min(most, model.Concurrency * MostWorkersPerCall))
            {
                _workers++;
                _ = Task.Run(() => WorkAsync(next, stop), CancellationToken.None);
            }
        }
    }

    private async Task WorkAsync(IEnumerator<int> next, CancellationTokenSource stop)
    {
        bool counts = true;
        try
        {
            while (!stop.IsCancellationRequested && (counts = !IsOneTooMany()) && Draw(next) is { } cell)
            {
                ModelPrompt prompt = plan.Prompt(cell, run.Settings.System);
                ModelReply reply = await caller.AskAsync(
                    prompt, reply => writer.StoreAsync(cell, reply), stop.Token).ConfigureAwait(false);
                Count(cell, reply);
                if (_health.Judge(reply) is { } reason)
                {
                    Stop(reason, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled, or another worker stopped the run.
        }
        catch (Exception e)
        {
            Stop(EvaluationRun.Problem(e), stop);
        }
        finally
        {
            lock (_lock)
            {
                if (counts && --_workers == 0)
                {
                    _done.SetResult();
                }
            }
        }
    }

    /// <summary>Whether this worker stood in for one that waited and is back; then it is counted no more.</summary>
    private bool IsOneTooMany()
    {
        lock (_lock)
        {
            if (_workers <= model.Concurrency + caller.Waiting)
            {
                return false;
            }

            _workers--;
            return true;
        }
    }

    private void Stop(GenEvalException reason, CancellationTokenSource stop)
    {
        Interlocked.CompareExchange(ref _problem, reason, comparand: null);
        stop.Cancel();
    }

    private int? Draw(IEnumerator<int> next)
    {
        lock (_lock)
        {
            return next.MoveNext() ? next.Current : null;
        }
    }
}
