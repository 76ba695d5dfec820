using GenEval.Models;

namespace GenEval.Tests.Models;

/// <summary>How the engine meets an endpoint that is busy, and the limits that it was given.</summary>
public sealed class BusyEndpointTests
{
    [Fact]
    public async Task The_calls_in_flight_settle_near_what_the_endpoint_serves_at_a_time()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Capacity = 4, Latency = TimeSpan.FromMilliseconds(5), RetryAfterSeconds = 0 }.Start();
        ModelOptions options = ModelCallerTests.Options(server.Endpoint) with { Concurrency = 32 };
        (ModelReply[] replies, int limit) = await AskAllAsync(options, 400);
        Assert.All(replies, reply => Assert.Equal(ModelReply.Answered, reply.Status));
        Assert.InRange(limit, 1, 12);

        // The first burst of 32 is refused for the most part; after that about one call in ten finds out that there is still no more room.
        Assert.InRange(server.Requests, 400, 640);
    }

    [Fact]
    public async Task A_prompt_that_is_always_refused_ends_by_its_own_retries_when_only_such_are_left()
    {
        using FaultServer server = new FaultServer((prompt, _) => prompt.CompareTo("p27", StringComparison.Ordinal) >= 0 && prompt.Length == 3 && prompt[1] == '2' ? Fault.Unavailable : Fault.Answer).Start();
        (ModelReply[] replies, _) = await AskAllAsync(ModelCallerTests.Options(server.Endpoint) with { Retries = 4 }, 30);
        Assert.Equal(["failed.server", "failed.server", "failed.server"], replies.Where(reply => !reply.IsAnswered).Select(reply => reply.Status));
        Assert.All(replies.Where(reply => !reply.IsAnswered), reply => Assert.Equal(5, reply.Attempts));
    }

    [Fact]
    public async Task An_endpoint_that_stays_too_busy_for_all_is_given_up_so_that_the_run_can_be_resumed()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.RateLimit) { RetryAfterSeconds = 0.05 }.Start();
        (ModelReply[] replies, _) = await AskAllAsync(ModelCallerTests.Options(server.Endpoint) with { Retries = 3, MaxRetryAfter = TimeSpan.FromSeconds(1) }, 40);
        Assert.Contains(replies, reply => reply.Status == "failed.quota");
        Assert.All(replies, reply => Assert.Contains(reply.Status, (string[])["failed.quota", "failed.rateLimit"]));
    }

    [Theory]
    [InlineData(1200, null)]
    [InlineData(null, 24_000)]
    public async Task A_limit_per_minute_holds_at_the_server_also_for_calls_that_are_sent_again(int? requests, int? tokens)
    {
        using FaultServer server = new FaultServer((_, attempt) => attempt == 0 ? Fault.ServerError : Fault.Answer).Start();
        ModelOptions options = ModelCallerTests.Options(server.Endpoint) with { RequestsPerMinute = requests, TokensPerMinute = tokens, MaxTokens = 7 };
        long start = TimeProvider.System.GetTimestamp();
        await AskAllAsync(options, 12);
        long[] times = [.. server.Ledger.Values.SelectMany(entry => entry.Faults).Select(fault => fault.Time).Order()];
        Assert.Equal(24, times.Length);

        // One each 50 ms; "p1" is booked as 9 tokens and may be answered with 7: 16 of 24,000 a minute are 40 ms, and an answer of 19 corrects that.
        double seconds = TimeProvider.System.GetElapsedTime(start, times[^1]).TotalSeconds;
        Assert.InRange(seconds, 23 * (requests is null ? 0.040 : 0.050), 30);
    }

    [Fact]
    public async Task Retries_are_spread_so_that_those_who_failed_together_do_not_come_back_together()
    {
        using FaultServer server = new FaultServer((_, attempt) => attempt == 0 ? Fault.ServerError : Fault.Answer).Start();
        await AskAllAsync(ModelCallerTests.Options(server.Endpoint) with { RetryDelay = TimeSpan.FromMilliseconds(200), Concurrency = 20 }, 20);
        double[] waits = [.. server.Ledger.Values.Select(entry => TimeProvider.System.GetElapsedTime(entry.Faults[0].Time, entry.Faults[1].Time).TotalMilliseconds)];
        Assert.True(waits.Max() - waits.Min() > 50, string.Join(' ', waits));
    }

    private static async Task<(ModelReply[] Replies, int Limit)> AskAllAsync(ModelOptions options, int prompts)
    {
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        ModelReply[] replies = await Task.WhenAll(Enumerable.Range(0, prompts).Select(i => caller.AskAsync(new ModelPrompt($"p{i}"))));
        return (replies, caller.Limit);
    }
}
