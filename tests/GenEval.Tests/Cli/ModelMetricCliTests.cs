using System.Text;
using System.Text.Json;
using GenEval.Reports;
using GenEval.Tests.Models;
using NJsonSchema;

namespace GenEval.Tests.Cli;

public sealed class ModelMetricCliTests
{
    private const string Answers = """
        {"model":"m","task":"a","novelty":"seen","instance":"1","instanceNovelty":"unseen","output":"yes","reference":"yes","rating":true}
        {"model":"m","task":"a","novelty":"seen","instance":"2","instanceNovelty":"unseen","output":"no","reference":"yes","rating":false}
        {"model":"m","task":"b","novelty":"unseen","instance":"1","output":"maybe","reference":"yes","rating":false}
        {"model":"m","task":"b","novelty":"unseen","instance":"2","output":null,"status":"failed.timeout","reference":"yes"}
        """;

    [Fact]
    public async Task A_judge_scores_is_kept_and_its_agreement_with_people_is_in_every_format()
    {
        using Folder folder = new();
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = body => body.Contains("\\nyes\\n<<<END ANSWER", StringComparison.Ordinal) ? "VERDICT: 5" : body.Contains("\\nno\\n<<<END ANSWER", StringComparison.Ordinal) ? "VERDICT: 2" : "Hm." }.Start();
        folder.File("judge.json", $$"""{"model": "j", "endpoint": "{{server.Endpoint}}", "criteria": "Is it right?"}""");
        string[] args = ["evaluate", folder.File("answers.jsonl", Answers), "--metric", "judge:" + folder["judge.json"], "--store", folder["runs.db"], "--format"];
        Geneval json = await Geneval.RunAsync([.. args, "json"]);
        Assert.True(json.ExitCode == 0, json.Error);
        using JsonDocument report = JsonDocument.Parse(json.Out);
        JsonElement counts = report.RootElement.GetProperty("counts");
        Assert.Equal((4, 2, 1, 1), (counts.GetProperty("records").GetInt32(), counts.GetProperty("scored").GetInt32(),
            counts.GetProperty("unscored").GetProperty("notJudged").GetInt32(), counts.GetProperty("unscored").GetProperty("failed.timeout").GetInt32()));
        JsonElement agreement = report.RootElement.GetProperty("agreement");
        Assert.Equal((2, 1, 1), (agreement.GetProperty("ratings").GetInt32(), agreement.GetProperty("unscored").GetInt32(), agreement.GetProperty("accuracy").GetProperty("estimate").GetDouble()));
        Assert.Contains("3 of 3 questions, without an outcome: unusable 1", json.Error, StringComparison.Ordinal);
        JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get("geneval.report/1"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(json.Out));

        foreach (string format in (string[])["table", "markdown", "html"])
        {
            Geneval again = await Geneval.RunAsync([.. args, format]);
            Assert.Contains("Agreement with 2 human ratings", again.Out, StringComparison.Ordinal);
            Assert.Contains("2 known from the store", again.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_is_judged_when_its_answers_are_there()
    {
        using Folder folder = new();
        string suite = Path.Combine(Shared.Root, "suites", "scenario-legal");
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = body => body.Contains("<<<ANSWER", StringComparison.Ordinal) ? "VERDICT: 4" : "an answer" }.Start();
        folder.File("judge.json", $$"""{"model": "j", "endpoint": "{{server.Endpoint}}"}""");
        Geneval run = await Geneval.RunAsync("run", suite, "--model", "m", "--endpoint", server.Endpoint, "--metric", "judge:" + folder["judge.json"], "--store", folder["runs.db"], "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal(0.75, report.RootElement.GetProperty("levels").GetProperty("intraTask").GetProperty("estimate").GetDouble());
        Assert.Contains("112 of 112 questions", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_and_metrics_go_to_a_collector_when_asked_and_hold_no_text_and_no_key()
    {
        using Folder folder = new();
        string suite = Path.Combine(Shared.Root, "suites", "scenario-legal");
        using LocalServer collector = new LocalServer((_, _) => (200, [])).Start();
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        Geneval run = await Geneval.RunAsync("run", suite, "--model", "otlp-model", "--endpoint", server.Endpoint, "--store", folder["runs.db"], "--inputs", "1", "--quiet", "--otlp", collector.Address);
        Assert.True(run.ExitCode == 0, run.Error);
        string traces = Text("/v1/traces");
        Assert.Contains("chat otlp-model", traces, StringComparison.Ordinal);
        Assert.Contains("gen_ai.usage.output_tokens", traces, StringComparison.Ordinal);
        Assert.Contains("gen_ai.client.operation.duration", Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("service.name", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("Réponse")), traces, StringComparison.Ordinal);
        Assert.DoesNotContain("contract", traces, StringComparison.OrdinalIgnoreCase);

        string Text(string path) => string.Concat(collector.Requests.Where(r => r.Path == path).Select(r => Encoding.Latin1.GetString(r.Body)));
    }
}
