using System.Net;
using System.Text;
using GenEval.Models;
using Microsoft.Extensions.AI;

namespace GenEval.Tests.Models;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions")]
    [InlineData("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions")]
    [InlineData("http://localhost:11434", "http://localhost:11434/v1/chat/completions")]
    [InlineData("http://localhost:1234/v1/chat/completions", "http://localhost:1234/v1/chat/completions")]
    [InlineData("https://proxy/openrouter/api/v1?x=1", "https://proxy/openrouter/api/v1/chat/completions?x=1")]
    [InlineData("https://r.openai.azure.com", "https://r.openai.azure.com/openai/deployments/gpt%204/chat/completions?api-version=2024-10-21")]
    [InlineData("https://r.openai.azure.com/?api-version=2025-01-01", "https://r.openai.azure.com/openai/deployments/gpt%204/chat/completions?api-version=2025-01-01")]
    [InlineData("https://r.openai.azure.com/openai/v1", "https://r.openai.azure.com/openai/v1/chat/completions")]
    public void A_base_address_becomes_the_address_of_the_calls(string endpoint, string expected) =>
        Assert.Equal(expected, EndpointAddress.Of(new ModelOptions { Name = "gpt 4", Endpoint = endpoint }, "chat/completions").Uri.AbsoluteUri);

    [Fact]
    public void The_same_base_serves_embeddings() => Assert.Equal(
        "http://localhost:1234/v1/embeddings",
        EndpointAddress.Of(new ModelOptions { Name = "m", Endpoint = "http://localhost:1234/v1/chat/completions" }, "embeddings").Uri.AbsoluteUri);

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("ftp://host/v1")]
    [InlineData("")]
    public void What_is_no_address_is_an_error_that_says_what_one_looks_like(string endpoint)
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => new OpenAIClient(new ModelOptions { Name = "m", Endpoint = endpoint }));
        Assert.Contains("https://api.openai.com/v1", e.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_gets_its_own_key_header_and_a_redirect_takes_the_key_nowhere()
    {
        List<HttpRequestMessage> seen = [];
        using StubHandler handler = new(request =>
        {
            seen.Add(request);
            return new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri("https://elsewhere/v1") } };
        });
        ModelOptions options = new() { Name = "m", Endpoint = "https://r.openai.azure.com", Key = ApiKey.FromText("azure-key-of-24-letters", "test") };
        using OpenAIClient client = new(options, handler);
        ModelCallException e = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, "p")]));
        Assert.Equal(FailureKind.Request, e.Kind);
        Assert.Contains("https://elsewhere/v1", e.Message, StringComparison.Ordinal);
        HttpRequestMessage request = Assert.Single(seen);
        Assert.Equal("azure-key-of-24-letters", Assert.Single(request.Headers.GetValues("api-key")));
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task A_request_holds_what_was_asked_for_and_nothing_else()
    {
        Assert.Equal(
            """{"model":"m","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"1 < 2 日本"}],"temperature":0.7,"max_tokens":5,"seed":42,"stop":["\n","END"]}""",
            await BodyAsync("http://localhost/v1", new ChatOptions { Temperature = 0.7f, MaxOutputTokens = 5, Seed = 42, StopSequences = ["\n", "END"] }));
        Assert.EndsWith(""","max_completion_tokens":5}""", await BodyAsync("https://api.openai.com/v1", new ChatOptions { MaxOutputTokens = 5 }), StringComparison.Ordinal);
        Assert.EndsWith("""日本"}]}""", await BodyAsync("http://localhost/v1", options: null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"}]},"finish_reason":"stop"}]}""", "ab")]
    [InlineData("""{"choices":[{"message":{"content":null},"finish_reason":"stop"}]}""", "")]
    [InlineData("""{"choices":[{"message":{"role":"assistant"}}]}""", "")]
    [InlineData("""{"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":1.5}}""", "x")]
    [InlineData("""{"usage":[1],"choices":[{"finish_reason":{"a":[]},"logprobs":{"content":[{"token":"x"}]},"message":{"tool_calls":[],"content":"x"}},{"message":{"content":"second"}}],"content":"y"}""", "x")]
    [InlineData("""{"choices":[{"message":{"content":"first","refusal":"no"}}],"choices":[{"message":{"content":"last"}}]}""", "last")]
    public async Task Content_is_a_text_or_parts_or_nothing(string body, string expected) =>
        Assert.Equal(expected, (await RespondAsync(HttpStatusCode.OK, body)).Text);

    [Theory]
    [InlineData("""{"choices":[]}""", FailureKind.Invalid, true)]
    [InlineData("""{"choices":[7]}""", FailureKind.Invalid, true)]
    [InlineData("[]", FailureKind.Invalid, true)]
    [InlineData("", FailureKind.Invalid, true)]
    [InlineData("""{"choices":[{"message":{"content":"\ud83d"}}]}""", FailureKind.Invalid, true)]
    [InlineData("""{"choices":[{"message":"x"}]}""", FailureKind.Invalid, true)]
    [InlineData("""{"choices":[{"message":{"content":"x"}}]} and more""", FailureKind.Invalid, true)]
    [InlineData("""{"choices":[{"message":{"content":"x"}}],"usage":{""", FailureKind.Invalid, true)]
    [InlineData("""{"error":{"message":"busy","code":"overloaded"}}""", FailureKind.Server, true)]
    [InlineData("""{"error":{"message":"overloaded","code":502}}""", FailureKind.Server, true)]
    [InlineData("""{"error":{"message":"no","code":401}}""", FailureKind.Auth, false)]
    public async Task A_200_that_is_no_completion_is_a_failure(string body, string kind, bool transient)
    {
        ModelCallException e = await Assert.ThrowsAsync<ModelCallException>(() => RespondAsync(HttpStatusCode.OK, body));
        Assert.Equal((kind, transient), (e.Kind, e.IsTransient));
    }

    [Fact]
    public async Task A_completion_keeps_what_telemetry_and_counts_need()
    {
        ChatResponse response = await RespondAsync(
            HttpStatusCode.OK, """{"id":"c1","model":"m-2","choices":[{"finish_reason":"length","message":{"content":"x","refusal":"no"}}],"usage":{"prompt_tokens":3,"completion_tokens":4}}""");
        Assert.Equal(("c1", "m-2", ChatFinishReason.Length, 3L, 4L), (response.ResponseId, response.ModelId, response.FinishReason, response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount));
        Assert.Equal("no", Assert.Single(response.Messages[0].Contents.OfType<ErrorContent>()).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_long_answer_comes_whole_whether_its_length_is_said_or_not(bool isSaid)
    {
        string text = string.Concat(Enumerable.Range(0, 300_000).Select(i => (char)('a' + (i % 26))));
        using StubHandler handler = new(_ => new HttpResponseMessage { Content = isSaid ? new ByteArrayContent(Wire.Completion(text)) : new Unsized(Wire.Completion(text)) });
        using OpenAIClient client = new(new ModelOptions { Name = "m", Endpoint = "http://localhost/v1" }, handler);
        Assert.Equal(text, (await client.GetResponseAsync([new ChatMessage(ChatRole.User, "p")])).Text);
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up()
    {
        using StubHandler handler = new(_ => new HttpResponseMessage { Content = new StreamContent(new Endless()) });
        using OpenAIClient client = new(new ModelOptions { Name = "m", Endpoint = "http://localhost/v1" }, handler);
        ModelCallException e = await Assert.ThrowsAsync<ModelCallException>(() => client.GetResponseAsync([new ChatMessage(ChatRole.User, "p")]));
        Assert.Equal(FailureKind.Invalid, e.Kind);
        Assert.Contains("64 MB", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"context_length_exceeded","message":"too long"}}""", FailureKind.ContextLength, false, false)]
    [InlineData(400, """{"error":{"code":"content_filter","message":"policy"}}""", FailureKind.Request, false, true)]
    [InlineData(429, """{"error":{"code":"insufficient_quota","message":"pay"}}""", FailureKind.Quota, false, false)]
    [InlineData(429, "slow", FailureKind.RateLimit, true, false)]
    [InlineData(408, "", FailureKind.Timeout, true, false)]
    [InlineData(403, "", FailureKind.Auth, false, false)]
    [InlineData(422, """{"detail":"no"}""", FailureKind.Request, false, false)]
    [InlineData(501, "", FailureKind.Server, false, false)]
    [InlineData(529, """{"error":"busy"}""", FailureKind.Server, true, false)]
    public async Task A_status_decides_the_kind_and_whether_it_may_pass(int status, string body, string kind, bool transient, bool filtered)
    {
        ModelCallException e = await Assert.ThrowsAsync<ModelCallException>(() => RespondAsync((HttpStatusCode)status, body));
        Assert.Equal((kind, transient, filtered), (e.Kind, e.IsTransient, e.IsFiltered));
    }

    private static async Task<ChatResponse> RespondAsync(HttpStatusCode status, string body)
    {
        using StubHandler handler = new(_ => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
        using OpenAIClient client = new(new ModelOptions { Name = "m", Endpoint = "http://localhost/v1" }, handler);
        return await client.GetResponseAsync([new ChatMessage(ChatRole.User, "p")]);
    }

    private static async Task<string> BodyAsync(string endpoint, ChatOptions? options)
    {
        string body = "";
        using StubHandler handler = new(request =>
        {
            body = request.Content!.ReadAsStringAsync().GetAwaiter().GetResult();
            return new HttpResponseMessage { Content = new ByteArrayContent(Wire.Completion("x")) };
        });
        using OpenAIClient client = new(new ModelOptions { Name = "m", Endpoint = endpoint }, handler);
        await client.GetResponseAsync([new ChatMessage(ChatRole.System, "be brief"), new ChatMessage(ChatRole.User, "1 < 2 日本")], options);
        return body;
    }

    private sealed class StubHandler(Func<HttpRequestMessage, HttpResponseMessage> respond) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(respond(request));
    }

    private sealed class Unsized(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body, 0, body.Length);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
