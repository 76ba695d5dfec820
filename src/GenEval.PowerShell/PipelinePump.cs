using System.Collections.Concurrent;
using System.Management.Automation;

namespace GenEval.PowerShell;

/// <summary>
/// Runs asynchronous work beside the pipeline and hands what it posts to the pipeline's thread, the only one that may write. The queue is
/// bounded, so that a slow reader slows the work; the work has always ended when <see cref="Run{T}"/> returns or throws.
/// </summary>
internal static class PipelinePump
{
    private const int Capacity = 256;

    /// <summary>Runs the work and writes its items in the order in which they are posted.</summary>
    /// <param name="work">Posts items; is cancelled when the pipeline stops or nobody reads any more.</param>
    /// <param name="write">Writes one item, on the calling thread.</param>
    /// <param name="stop">Cancelled by Ctrl+C.</param>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public static void Run<T>(Func<Action<T>, CancellationToken, Task> work, Action<T> write, CancellationToken stop)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using BlockingCollection<T> queue = new(Capacity);
        CancellationToken token = linked.Token;
        Task worker = Task.Run(
            async () =>
            {
                try
                {
                    await work(item => queue.Add(item, token), token).ConfigureAwait(false);
                }
                finally
                {
                    queue.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            // Without a token: the worker ends the queue, also when it is cancelled.
            foreach (T item in queue.GetConsumingEnumerable())
            {
                write(item);
            }
        }
        catch
        {
            // `| Select-Object -First 1` throws out of the write: end the work before the queue is disposed of.
            linked.Cancel();
            WaitFor(worker);
            throw;
        }

        try
        {
            worker.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    private static void WaitFor(Task worker) => worker.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
}
