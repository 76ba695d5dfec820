using GenEval.Models;
using Microsoft.Extensions.AI;

namespace GenEval.Tests.Models;

public sealed class FixtureTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_record_is_found_by_its_cell_and_what_happened_happens_again()
    {
        Assert.Equal((ModelReply.Answered, "one", "stop"), await AskAsync("t", "a", "1", 0));
        Assert.Equal((ModelReply.Answered, "one again", null), await AskAsync("t", "a", "1", 1));
        Assert.Equal((ModelReply.Answered, "cut", "length"), await AskAsync("t", "a", "2", 0));
        Assert.Equal((ModelReply.Refused, null, "stop"), await AskAsync("t", "a", "3", 0));
        Assert.Equal((ModelReply.Filtered, null, "content_filter"), await AskAsync("t", "a", "4", 0));
        Assert.Equal(("failed.timeout", null, null), await AskAsync("t", "a", "5", 0));
        Assert.Equal(("failed.unknown", null, null), await AskAsync("t", "a", "6", 0));
        Assert.Equal(("failed.notInFixture", null, null), await AskAsync("t", "a", "7", 0));
        Assert.Equal((ModelReply.Answered, "any wording", null), await AskAsync("u", "b", "1", 0));
        Assert.Equal((ModelReply.Answered, "by prompt", null), await AskAsync("v", "b", "1", 0));
    }

    [Fact]
    public void A_fixture_without_answers_of_the_model_names_those_it_has()
    {
        File.WriteAllText(_file, """{"model":"other","task":"t","output":"x"}""");
        GenEvalException e = Assert.Throws<GenEvalException>(() => FixtureChatClient.Load(_file, "m"));
        Assert.Contains("other", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"task\":\"t\",\"output\":\"x\"}\n{\"output\":", ":2:")]
    [InlineData("{\"output\":\"x\"}", ":1:")]
    [InlineData("[]", ":1:")]
    public void A_bad_line_is_an_error_with_its_place(string text, string place)
    {
        File.WriteAllText(_file, text);
        Assert.Contains(_file + place, Assert.Throws<GenEvalException>(() => FixtureChatClient.Load(_file, "m")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_for_people() =>
        Assert.Equal("FixtureInvalid", Assert.Throws<GenEvalException>(() => ModelClients.Open(new ModelOptions { Name = "m", Endpoint = "fixture:/no/such/file" })).Id);

    private async Task<(string, string?, string?)> AskAsync(string task, string instruction, string instance, int repeat)
    {
        await File.WriteAllTextAsync(_file, """
            {"model":"m","task":"t","instruction":"a","instance":"1","output":"one","finish":"stop"}
            {"model":"m","task":"t","instruction":"a","instance":"1","output":"one again"}
            {"model":"m","task":"t","instruction":"a","instance":"2","output":"cut","finish":"length"}
            {"model":"m","task":"t","instruction":"a","instance":"3","output":null,"status":"refused"}

            {"model":"m","task":"t","instruction":"a","instance":"4","output":null,"status":"filtered"}
            {"model":"m","task":"t","instruction":"a","instance":"5","status":"failed.timeout","error":"too late"}
            {"model":"m","task":"t","instruction":"a","instance":"6","output":null}
            {"model":"n","task":"t","instruction":"a","instance":"7","output":"another model's"}
            {"task":"u","instance":"1","output":"any wording"}
            {"prompt":"the prompt","output":"by prompt"}
            """);
        ModelOptions options = new() { Name = "m", Endpoint = "fixture:" + _file };
        using IChatClient client = ModelClients.Open(options);
        using ModelCaller caller = new(client, options);
        ModelReply reply = await caller.AskAsync(new ModelPrompt("the prompt", Key: new PromptKey(task, instruction, instance, repeat)) with
        {
            User = task == "v" ? "the prompt" : "another prompt",
        });
        return (reply.Status, reply.Text, reply.Finish);
    }
}
