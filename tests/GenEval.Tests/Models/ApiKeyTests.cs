using System.Security;
using System.Text;
using GenEval.Models;

namespace GenEval.Tests.Models;

public sealed class ApiKeyTests
{
    private const string Secret = "sk-live-4f9c/+=81aa<b>&7e";

    [Theory]
    [InlineData(Fault.Unauthorized)]
    [InlineData(Fault.ServerError)]
    [InlineData(Fault.Unavailable)]
    [InlineData(Fault.BadRequest)]
    public async Task An_endpoint_that_echoes_the_key_gets_it_into_no_error(Fault fault)
    {
        string echo = $"you sent {Secret}, {Uri.EscapeDataString(Secret)}, {Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret))} and {System.Net.WebUtility.HtmlEncode(Secret)}";
        using FaultServer server = new FaultServer((_, _) => fault) { Echo = echo }.Start();
        ModelReply reply = await AskAsync(server, "p");
        Assert.Contains("Bearer " + Secret, server.LastHeaders, StringComparison.Ordinal);
        Assert.Contains("[key]", reply.Error, StringComparison.Ordinal);
        AssertNowhere(reply.ToString());
    }

    [Fact]
    public async Task An_endpoint_that_echoes_the_key_gets_it_into_no_answer()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        ModelReply reply = await AskAsync(server, "say " + Secret);
        Assert.Equal(FaultServer.AnswerTo("say [key]"), reply.Text);
    }

    [Fact]
    public async Task A_stand_in_for_a_key_is_a_word_that_an_answer_may_hold()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        Assert.Equal(FaultServer.AnswerTo("ollama"), (await AskAsync(server, "ollama", ApiKey.FromText("ollama", "test"))).Text);
    }

    [Fact]
    public async Task Without_a_key_no_authorization_is_sent()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        ModelOptions options = ModelCallerTests.Options(server.Endpoint);
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        await caller.AskAsync(new ModelPrompt("p"));
        Assert.DoesNotContain("Authorization", server.LastHeaders, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("api-key", server.LastHeaders, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Nothing_that_holds_a_key_shows_it()
    {
        ApiKey key = ApiKey.FromText(Secret, "MY_KEY")!;
        ModelOptions options = new() { Name = "m", Endpoint = "http://localhost", Key = key };
        AssertNowhere($"{key} {options}");
        Assert.Contains("MY_KEY", key.ToString(), StringComparison.Ordinal);
        AssertNowhere(System.Text.Json.JsonSerializer.Serialize(options));
    }

    [Theory]
    [InlineData("sk-abc\r\nX-Evil: 1")]
    [InlineData("my key is sk-abc")]
    [InlineData("ключ-sk-abc")]
    public void A_key_that_no_header_may_carry_is_refused_without_being_shown(string secret)
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => ApiKey.FromText(secret, "MY_KEY"));
        Assert.Equal("ApiKeyInvalid", e.Id);
        Assert.DoesNotContain("sk-abc", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_comes_from_the_environment_a_secure_string_or_nowhere()
    {
        const string variable = "GENEVAL_TEST_API_KEY";
        Assert.Null(ApiKey.FromEnvironment(variable));
        Environment.SetEnvironmentVariable(variable, $" {Secret}\n");
        Assert.Equal(Secret, ApiKey.FromEnvironment(variable)!.Reveal());
        Environment.SetEnvironmentVariable(variable, "  ");
        Assert.Null(ApiKey.FromEnvironment(variable));
        using SecureString secure = new();
        foreach (char c in Secret)
        {
            secure.AppendChar(c);
        }

        Assert.Equal(Secret, ApiKey.FromSecureString(secure)!.Reveal());
    }

    [Fact]
    public void A_key_in_the_address_is_refused_and_none_in_its_query_is_stored()
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => new OpenAIClient(ModelCallerTests.Options($"https://user:{Uri.EscapeDataString(Secret)}@host/v1")));
        AssertNowhere(e.ToString());
        Assert.Equal("https://host/v1", (ModelCallerTests.Options("https://host/v1?key=abc")).EndpointName);
    }

    private static void AssertNowhere(string text)
    {
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Secret), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.ASCII.GetBytes(Secret)), text, StringComparison.Ordinal);
        Assert.DoesNotContain(System.Net.WebUtility.HtmlEncode(Secret), text, StringComparison.Ordinal);
    }

    private static async Task<ModelReply> AskAsync(FaultServer server, string prompt, ApiKey? key = null)
    {
        ModelOptions options = ModelCallerTests.Options(server.Endpoint) with { Key = key ?? ApiKey.FromText(Secret, "test"), Retries = 0 };
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        return await caller.AskAsync(new ModelPrompt(prompt));
    }
}
