using GenEval.Models;
using GenEval.Runs.Stores;

namespace GenEval.Runs;

/// <summary>
/// Sends the cells of a plan that have no outcome yet. Cells are drawn one at a time by as many workers as may be under way, so that memory does not
/// grow with the suite; some workers more than calls, so that one that waits for its next attempt keeps no place of the endpoint's empty.
/// </summary>
internal sealed class RunSession(RunInfo run, RunPlan plan, ModelCaller caller, ModelOptions model, ResponseWriter writer, RunTracker tracker, RunOptions options, RunObserver? observer)
{
    private const int WorkersPerCall = 4;

    private readonly EndpointHealth _health = new(model);
    private GenEvalException? _problem;

    /// <summary>Sends the cells; the reason where it stopped before the last, or null.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<GenEvalException?> SendAsync(IReadOnlyCollection<int> cells, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using IEnumerator<int> next = cells.GetEnumerator();
        int workers = Math.Min(cells.Count, model.Concurrency * WorkersPerCall);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(next, stop), CancellationToken.None))).ConfigureAwait(false);
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

    private async Task WorkAsync(IEnumerator<int> next, CancellationTokenSource stop)
    {
        try
        {
            while (!stop.IsCancellationRequested && Draw(next) is { } cell)
            {
                ModelPrompt prompt = plan.Prompt(cell, run.Settings.System);
                ModelReply reply = await caller.AskAsync(
                    options.Check is null ? prompt : prompt with { Check = options.Check }, reply => writer.StoreAsync(cell, reply), stop.Token).ConfigureAwait(false);
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
    }

    private void Stop(GenEvalException reason, CancellationTokenSource stop)
    {
        Interlocked.CompareExchange(ref _problem, reason, comparand: null);
        stop.Cancel();
    }

    private static int? Draw(IEnumerator<int> next)
    {
        lock (next)
        {
            return next.MoveNext() ? next.Current : null;
        }
    }
}
