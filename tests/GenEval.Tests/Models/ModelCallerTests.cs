using GenEval.Models;
using Microsoft.Extensions.AI;

namespace GenEval.Tests.Models;

public sealed class ModelCallerTests
{
    private static readonly TimeSpan s_never = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(Fault.ServerError, "server")]
    [InlineData(Fault.Unavailable, "server")]
    [InlineData(Fault.ResetBeforeFirstByte, "reset")]
    [InlineData(Fault.ResetAfterFirstByte, "reset")]
    [InlineData(Fault.HalfBody, "reset")]
    [InlineData(Fault.InvalidJson, "invalid")]
    [InlineData(Fault.WrongContentType, "invalid")]
    [InlineData(Fault.Stall, "timeout")]
    [InlineData(Fault.RateLimit, "rateLimit")]
    public async Task What_may_pass_is_tried_again(Fault fault, string kind)
    {
        using FaultServer server = new((_, attempt) => attempt < 2 ? fault : Fault.Answer) { RetryAfterSeconds = 0 };
        ModelReply reply = await AskAsync(server, "p", options => options with { Timeout = TimeoutFor(fault) });
        Assert.Equal(ModelReply.Answered, reply.Status);
        Assert.Equal(FaultServer.AnswerTo("p"), reply.Text);
        Assert.Equal(3, reply.Attempts);
        Assert.Equal($"{kind} {kind}", reply.Trail);
        Assert.Equal(3, server.Ledger["p"].Sent);
    }

    [Theory]
    [InlineData(Fault.ServerError, "failed.server", 3)]
    [InlineData(Fault.ResetBeforeFirstByte, "failed.reset", 3)]
    [InlineData(Fault.InvalidJson, "failed.invalid", 3)]
    [InlineData(Fault.Stall, "failed.timeout", 3)]
    [InlineData(Fault.RateLimit, "failed.rateLimit", 3)]
    [InlineData(Fault.BadRequest, "failed.request", 1)]
    [InlineData(Fault.Unauthorized, "failed.auth", 1)]
    [InlineData(Fault.NotFound, "failed.notFound", 1)]
    public async Task What_does_not_pass_ends_as_a_failure_of_its_kind(Fault fault, string status, int sent)
    {
        using FaultServer server = new((_, _) => fault) { RetryAfterSeconds = 0 };
        ModelReply reply = await AskAsync(server, "p", options => options with { Retries = 2, Timeout = TimeoutFor(fault) });
        Assert.Equal(status, reply.Status);
        Assert.Null(reply.Text);
        Assert.NotEmpty(reply.Error!);
        Assert.Equal(sent, reply.Attempts);
        Assert.Equal(sent, server.Ledger["p"].Sent);
    }

    [Theory]
    [InlineData(Fault.ContentFilter, ModelReply.Filtered, null)]
    [InlineData(Fault.Refusal, ModelReply.Refused, "I can't help with that.")]
    public async Task A_refusal_and_a_filter_are_no_failures_and_no_answers(Fault fault, string status, string? error)
    {
        using FaultServer server = new((_, _) => fault);
        ModelReply reply = await AskAsync(server, "p");
        Assert.Equal(status, reply.Status);
        Assert.Null(reply.Text);
        Assert.Equal(error, reply.Error);
        Assert.Equal(1, reply.Attempts);
    }

    [Fact]
    public async Task An_empty_answer_is_asked_for_once_more_and_then_is_the_answer()
    {
        using FaultServer server = new((prompt, attempt) => prompt == "always" || attempt == 0 ? Fault.Empty : Fault.Answer);
        ModelReply always = await AskAsync(server, "always");
        ModelReply once = await AskAsync(server, "once");
        Assert.Equal((ModelReply.Answered, "", 2, "empty"), (always.Status, always.Text, always.Attempts, always.Trail));
        Assert.Equal((ModelReply.Answered, FaultServer.AnswerTo("once"), 2), (once.Status, once.Text, once.Attempts));
    }

    [Fact]
    public async Task An_empty_answer_stays_the_answer_where_asking_again_fails()
    {
        using FaultServer server = new((_, attempt) => attempt == 0 ? Fault.Empty : Fault.ServerError);
        ModelReply reply = await AskAsync(server, "p", options => options with { Retries = 1 });
        Assert.Equal((ModelReply.Answered, "", 3, "empty server"), (reply.Status, reply.Text, reply.Attempts, reply.Trail));
    }

    [Fact]
    public async Task A_truncated_answer_keeps_its_finish()
    {
        using FaultServer server = new((_, _) => Fault.Truncated);
        ModelReply reply = await AskAsync(server, "p");
        Assert.Equal((ModelReply.Answered, "length", 12L, 7L), (reply.Status, reply.Finish, reply.InputTokens, reply.OutputTokens));
    }

    [Theory]
    [InlineData(Fault.Gzip)]
    [InlineData(Fault.TornUnicode)]
    public async Task An_answer_survives_compression_and_torn_characters(Fault fault)
    {
        using FaultServer server = new((_, _) => fault);
        Assert.Equal(FaultServer.AnswerTo("naïve 日本 😀"), (await AskAsync(server, "naïve 日本 😀")).Text);
    }

    [Theory]
    [InlineData(Fault.RateLimit)]
    [InlineData(Fault.RateLimitUntilDate)]
    public async Task Retry_After_is_obeyed_in_both_forms(Fault fault)
    {
        using FaultServer server = new((_, attempt) => attempt == 0 ? fault : Fault.Answer) { RetryAfterSeconds = 2 };
        await AskAsync(server, "p");
        IReadOnlyList<(Fault, long Time)> calls = server.Ledger["p"].Faults;

        // A date has whole seconds: up to one is lost.
        double least = fault == Fault.RateLimit ? 1.99 : 0.9;
        Assert.True(TimeProvider.System.GetElapsedTime(calls[0].Time, calls[1].Time).TotalSeconds >= least);
    }

    [Fact]
    public async Task A_wait_beyond_the_longest_is_a_used_up_quota()
    {
        using FaultServer server = new((_, _) => Fault.RateLimit) { RetryAfterSeconds = 3600 };
        ModelReply reply = await AskAsync(server, "p");
        Assert.Equal(("failed.quota", 1), (reply.Status, reply.Attempts));
        Assert.True(FailureKind.IsOfEndpoint(reply.Failure!));
    }

    [Fact]
    public async Task No_server_at_all_is_unreachable()
    {
        string endpoint;
        using (FaultServer server = new FaultServer((_, _) => Fault.Answer).Start())
        {
            endpoint = server.Endpoint;
        }

        using OpenAIClient client = new(Options(endpoint));
        using ModelCaller caller = new(client, Options(endpoint) with { Retries = 1 });
        ModelReply reply = await caller.AskAsync(new ModelPrompt("p"));
        Assert.Equal(("failed.unreachable", 2), (reply.Status, reply.Attempts));
    }

    [Fact]
    public async Task Never_more_calls_are_in_flight_than_allowed()
    {
        using FaultServer server = new((_, _) => Fault.Answer) { Latency = TimeSpan.FromMilliseconds(20) };
        server.Start();
        ModelOptions options = Options(server.Endpoint) with { Concurrency = 3 };
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => caller.AskAsync(new ModelPrompt($"p{i}"))));
        Assert.Equal(20, server.Ledger.Count);
        Assert.Equal(3, server.MostInFlight);
    }

    [Fact]
    public async Task A_place_is_given_up_only_when_the_outcome_is_stored()
    {
        using FaultServer server = new((_, _) => Fault.Answer);
        server.Start();
        ModelOptions options = Options(server.Endpoint) with { Concurrency = 2 };
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int reached = 0;
        Task[] asked = [.. Enumerable.Range(0, 6).Select(i => caller.AskAsync(new ModelPrompt($"p{i}"), async _ =>
        {
            Interlocked.Increment(ref reached);
            await stored.Task;
        }))];
        while (Volatile.Read(ref reached) < 2)
        {
            await Task.Delay(5);
        }

        await Task.Delay(50);
        Assert.Equal(2, server.Ledger.Count);
        stored.SetResult();
        await Task.WhenAll(asked);
        Assert.Equal(6, server.Ledger.Count);
    }

    [Fact]
    public async Task Cancelling_ends_a_stalled_call_at_once()
    {
        using FaultServer server = new((_, _) => Fault.Stall);
        using CancellationTokenSource cancel = new();
        Task<ModelReply> asked = AskAsync(server, "p", options => options with { Timeout = TimeSpan.FromMinutes(5) }, cancel.Token);
        while (server.Ledger.Count == 0)
        {
            await Task.Delay(5);
        }

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_used_is_asked_for_again_in_the_same_conversation()
    {
        using FaultServer server = new((_, _) => Fault.Answer);
        server.Start();
        ModelOptions options = Options(server.Endpoint);
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        int looked = 0;
        ModelReply second = await caller.AskAsync(new ModelPrompt("p") { Check = _ => looked++ == 0 ? "Only a number." : null });
        Assert.Equal((ModelReply.Answered, 2, "unusable"), (second.Status, second.Attempts, second.Trail));
        Assert.EndsWith("""{"role":"user","content":"Only a number."}]}""", server.LastBody, StringComparison.Ordinal);

        ModelReply never = await caller.AskAsync(new ModelPrompt("q") { Check = _ => "Only a number." });
        Assert.Equal(("failed.unusable", 3, FaultServer.AnswerTo("q")), (never.Status, never.Attempts, never.Text));
    }

    [Fact]
    public async Task Any_other_client_plugs_in_and_its_exceptions_are_judged_by_their_status()
    {
        ModelOptions options = Options("http://unused") with { Retries = 0 };
        using StubClient client = new(_ => throw new StatusException(404));
        using ModelCaller caller = new(client, options);
        Assert.Equal("failed.notFound", (await caller.AskAsync(new ModelPrompt("p"))).Status);
        client.Answer = _ => throw new InvalidOperationException("odd");
        ModelReply odd = await caller.AskAsync(new ModelPrompt("p"));
        Assert.Equal(("failed.unknown", "InvalidOperationException: odd"), (odd.Status, odd.Error));
        client.Answer = messages => messages[^1].Text + "!";
        Assert.Equal("p!", (await caller.AskAsync(new ModelPrompt("p"))).Text);
    }

    internal static ModelOptions Options(string endpoint) => new()
    {
        Name = "mock",
        Endpoint = endpoint,
        Timeout = s_never,
        RetryDelay = TimeSpan.FromMilliseconds(5),
    };

    /// <summary>Only a stalled call is to meet its timeout; every other one has its outcome however busy the machine is.</summary>
    private static TimeSpan TimeoutFor(Fault fault) => fault == Fault.Stall ? TimeSpan.FromSeconds(3) : s_never;

    private static async Task<ModelReply> AskAsync(
        FaultServer server, string prompt, Func<ModelOptions, ModelOptions>? change = null, CancellationToken cancellationToken = default)
    {
        if (server.Endpoint.Length == 0)
        {
            server.Start();
        }

        ModelOptions options = Options(server.Endpoint);
        options = change?.Invoke(options) ?? options;
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        return await caller.AskAsync(new ModelPrompt(prompt), keep: null, cancellationToken);
    }

    private sealed class StatusException(int status) : Exception("from another client")
    {
        public int Status => status;
    }

    private sealed class StubClient(Func<IList<ChatMessage>, string> answer) : IChatClient
    {
        public Func<IList<ChatMessage>, string> Answer { get; set; } = answer;

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer([.. messages]))));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
