using GenEval.Models;

namespace GenEval.Tests.Models;

public sealed class LimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Overload_halves_the_limit_once_for_all_calls_in_flight_together_and_a_round_of_answers_adds_one()
    {
        using AdaptiveLimit limit = new(16, _time);
        long[] tickets = new long[8];
        for (int i = 0; i < tickets.Length; i++)
        {
            tickets[i] = await limit.EnterAsync(default);
        }

        _time.Advance(1);
        foreach (long ticket in tickets)
        {
            limit.Overloaded(ticket, retryAfter: null, isFirst: true);
        }

        Assert.Equal(8, limit.Limit);
        for (int i = 0; i < 8; i++)
        {
            limit.Answered();
        }

        // 1/8 + 1/8.125 + ... over a round of eight is a little less than one.
        Assert.Equal(8, limit.Limit);
        limit.Answered();
        Assert.Equal(9, limit.Limit);
        for (int i = 0; i < 1000; i++)
        {
            limit.Answered();
        }

        Assert.Equal(16, limit.Limit);
    }

    [Fact]
    public async Task The_limit_never_falls_below_one()
    {
        using AdaptiveLimit limit = new(2, _time);
        for (int i = 0; i < 10; i++)
        {
            long ticket = await limit.EnterAsync(default);
            _time.Advance(1);
            limit.Overloaded(ticket, retryAfter: null, isFirst: true);
            limit.Exit();
        }

        Assert.Equal(1, limit.Limit);
    }

    [Fact]
    public async Task Retry_After_stops_all_calls_once_it_is_evident_that_the_endpoint_is_full()
    {
        using AdaptiveLimit limit = new(4, _time);
        for (int i = 0; i < 5; i++)
        {
            long ticket = await limit.EnterAsync(default);
            limit.Overloaded(ticket, TimeSpan.FromSeconds(10), isFirst: true);
            limit.Exit();
        }

        Assert.True(limit.IsSwamped);
        Task<long> next = limit.EnterAsync(default).AsTask();
        _time.Advance(9.9);
        Assert.False(next.IsCompleted);
        _time.Advance(0.2);
        await next.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Single_overloads_among_answers_stop_nobody_else()
    {
        using AdaptiveLimit limit = new(4, _time);
        for (int i = 0; i < 100; i++)
        {
            long ticket = await limit.EnterAsync(default);
            if (i % 10 == 0)
            {
                limit.Overloaded(ticket, TimeSpan.FromSeconds(10), isFirst: true);
            }
            else
            {
                limit.Answered();
            }

            limit.Exit();
            Assert.False(limit.IsSwamped);
        }
    }

    [Fact]
    public async Task Turns_are_first_come_first_served_and_a_cancelled_wait_is_passed_over()
    {
        using AdaptiveLimit limit = new(1, _time);
        using CancellationTokenSource cancel = new();
        await limit.EnterAsync(default);
        Task<long> second = limit.EnterAsync(cancel.Token).AsTask();
        Task<long> third = limit.EnterAsync(default).AsTask();
        Task<long> fourth = limit.EnterAsync(default).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        limit.Exit();
        await third.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(fourth.IsCompleted);
        Assert.Equal(1, limit.InFlight);
    }

    [Fact]
    public async Task No_minute_ever_sees_more_than_its_requests()
    {
        Pacer pacer = new(30, _time);
        List<double> starts = [];
        for (int i = 0; i < 100; i++)
        {
            Task wait = pacer.WaitAsync(1, default).AsTask();
            while (!wait.IsCompleted)
            {
                _time.Advance(0.05);
                await Task.Yield();
            }

            starts.Add(_time.GetTimestamp() / (double)_time.TimestampFrequency);
        }

        Assert.All(starts, start => Assert.InRange(starts.Count(other => other >= start && other < start + 60), 0, 30));
        Assert.InRange(starts[^1], 99 * 2, 99 * 2 * 1.1);
    }

    [Fact]
    public async Task A_timer_that_fires_early_starts_no_call_early()
    {
        ManualTime time = new() { Early = TimeSpan.FromSeconds(0.3) };
        Pacer pacer = new(60, time);
        await pacer.WaitAsync(1, default);
        Task next = pacer.WaitAsync(1, default).AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(0.05);
            await Task.Yield();
        }

        Assert.True(time.GetTimestamp() >= 1.01 * time.TimestampFrequency);
    }

    [Fact]
    public async Task What_a_call_did_not_use_is_given_back()
    {
        Pacer pacer = new(600, _time);
        await pacer.WaitAsync(600, default);
        pacer.Correct(-590);
        Task next = pacer.WaitAsync(1, default).AsTask();
        Assert.False(next.IsCompleted);
        _time.Advance(1.1);
        await next.WaitAsync(TimeSpan.FromSeconds(10));
    }
}
