using System.Management.Automation;

namespace GenEval.PowerShell.Tests;

public sealed class PipelinePumpTests
{
    [Fact]
    public void Items_are_written_in_order_on_the_callers_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        List<int> written = [];
        PipelinePump.Run<int>(
            async (post, token) =>
            {
                for (int i = 0; i < 1000; i++)
                {
                    await Task.Yield();
                    post(i);
                }
            },
            item =>
            {
                Assert.Equal(caller, Environment.CurrentManagedThreadId);
                written.Add(item);
            },
            CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 1000), written);
    }

    [Fact]
    public void When_nobody_reads_any_more_the_work_is_cancelled_and_has_ended()
    {
        bool ended = false;
        int posted = 0;
        Assert.Throws<InvalidOperationException>(() => PipelinePump.Run<int>(
            async (post, token) =>
            {
                try
                {
                    while (true)
                    {
                        await Task.Yield();
                        post(posted++);
                    }
                }
                finally
                {
                    ended = true;
                }
            },
            item => throw new InvalidOperationException("like Select-Object -First"),
            CancellationToken.None));
        Assert.True(ended);
        Assert.InRange(posted, 1, 300);
    }

    [Fact]
    public void Stopping_cancels_the_work_and_ends_the_pipeline()
    {
        using CancellationTokenSource stop = new();
        bool cancelled = false;
        Assert.Throws<PipelineStoppedException>(() => PipelinePump.Run<int>(
            async (post, token) =>
            {
                post(1);
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                catch (OperationCanceledException)
                {
                    cancelled = true;
                    throw;
                }
            },
            item => stop.Cancel(),
            stop.Token));
        Assert.True(cancelled);
    }

    [Fact]
    public void A_fault_of_the_work_comes_after_what_it_posted()
    {
        List<int> written = [];
        GenEvalException error = Assert.Throws<GenEvalException>(() => PipelinePump.Run<int>(
            async (post, token) =>
            {
                post(1);
                await Task.Yield();
                throw new GenEvalException("broken");
            },
            written.Add,
            CancellationToken.None));
        Assert.Equal("broken", error.Message);
        Assert.Equal([1], written);
    }
}
