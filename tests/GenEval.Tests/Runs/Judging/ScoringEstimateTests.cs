using System.Text.Json;
using GenEval.Generalization.Learned;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Cli;
using GenEval.Tests.Learned;
using GenEval.Tests.Models;

namespace GenEval.Tests.Runs.Judging;

/// <summary>What metrics that ask a model say beforehand, held against what they then ask.</summary>
public sealed class ScoringEstimateTests : IDisposable
{
    private readonly Folder _folder = new();
    private readonly FaultServer _server = new FaultServer((_, _) => Fault.Answer) { Speak = body => body.Contains("(worst)", StringComparison.Ordinal) ? "VERDICT: 3" : "VERDICT: TIE" }.Start();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_judge_then_asks_what_it_said_it_would_and_what_is_judged_costs_nothing()
    {
        string metric = Judge(""", "kind": "reference", "repeats": 2, "maxTokens": 50, "inputPrice": 2, "outputPrice": 10""");
        EvaluationRecord[] answers = [Answer("a", "one"), Answer("b", "one", "two"), Answer("c"), Answer("d", "one") with { Output = null, Status = "failed.server" }];

        ScoringEstimate before = Assert.Single(await EstimateAsync(metric, answers));
        Assert.Equal((3 * 2 * 2, 0, 50), (before.Calls, before.Known, before.MaxTokens));
        Assert.Equal(0, _server.Requests);
        Assert.False(File.Exists(_folder["runs.db"]));

        Score(metric, answers[..1]);
        ScoringEstimate between = Assert.Single(await EstimateAsync(metric, answers));
        Assert.Equal((2 * 2 * 2, 1 * 2 * 2), (between.Calls, between.Known));

        Score(metric, answers);
        Assert.Equal(before.Calls, _server.Requests);
        // Repeats are the same prompt.
        Assert.Equal(before.InputTokens, 2 * _server.Ledger.Keys.Sum(user => TokenEstimate.Of(new ModelPrompt(user, JudgePrompt.DefaultSystem))));
        Assert.Equal(50 * before.Calls, before.OutputTokens);
        Assert.Equal(((before.InputTokens * 2) + (before.OutputTokens * 10)) / 1_000_000m, before.Cost);

        ScoringEstimate after = Assert.Single(await EstimateAsync(metric, answers));
        Assert.Equal((0, before.Calls, 0, 0m), (after.Calls, after.Known, after.InputTokens, after.Cost));
        Assert.EndsWith("; 12 more are known from the store", after.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embeddings_are_batches_of_different_texts_and_have_no_tokens_out()
    {
        File.WriteAllText(_folder["e.json"], $$"""{ "model": "e", "endpoint": "{{_server.Endpoint}}", "batch": 2, "inputPrice": 1000000 }""");
        ScoringEstimate estimate = Assert.Single(await EstimateAsync("embedding:" + _folder["e.json"], [Answer("a", "one"), Answer("a", "one", "four"), Answer(" ", "one")]));
        Assert.Equal((2, 3, 0, 3m), (estimate.Calls, estimate.InputTokens, estimate.OutputTokens, estimate.Cost));
        Assert.Equal("about 3 tokens in: 3.00 at 1000000 a million, without retries", estimate.Describe());
    }

    [Fact]
    public async Task Learned_scorers_then_ask_for_the_embeddings_that_they_said_they_would_each_text_once()
    {
        MeaningEmbedder generator = new();
        List<EvaluationRecord> answers = MeaningEmbedder.Records(60);
        (string plain, string first, string second) = ("learned:" + _folder["plain.json"], "learned:" + _folder["first.json"], "learned:" + _folder["second.json"]);
        using (EmbeddingSource source = generator.Source())
        {
            ScorerFile.Write(_folder["plain.json"], ScorerTraining.Train(answers, new() { Trainer = "linear" }, Stop));
            ScorerModel scorer = ScorerTraining.Train(answers, new() { Trainer = "linear", Embedder = source }, Stop);
            ScorerFile.Write(_folder["first.json"], scorer);
            ScorerFile.Write(_folder["second.json"], scorer);
        }

        using LocalServer server = new LocalServer((_, body) => (200, Embed(generator, body))).Start();
        EmbeddingSettings settings = MeaningEmbedder.Settings() with { Prices = new(Input: 1_000_000, Output: null) };
        using ModelScorers metrics = new(_folder["runs.db"], embedding: settings with { Model = settings.Model with { Endpoint = server.Address } });
        EvaluationRecord[] asked = [.. answers, answers[0] with { References = [] }, answers[1] with { Output = null, Status = "failed.server" }];
        ScoringEstimate before = Assert.Single(await ScoringEstimate.OfAsync(metrics.Catalog, ["rougeL", first, plain, second], ExpectedAnswer.Of(asked), Stop));
        Assert.Equal(($"{first}, {second}", "meaning-1", 0L), (before.Metric, before.Model, before.OutputTokens));
        Assert.True(ScoringEstimate.AsksModel(metrics.Catalog, first));
        Assert.False(ScoringEstimate.AsksModel(metrics.Catalog, plain));
        Assert.Empty(server.Requests);

        // Where none is asked for, the records' own metrics count, but none that only a person may ask for.
        EvaluationRecord[] own = [.. answers.Select((a, i) => a with { Metric = (i % 3) switch { 0 => first, 1 => second, _ => null } }), answers[0] with { Metric = "judge:" + _folder["none.json"] }];
        ScoringEstimate few = Assert.Single(await ScoringEstimate.OfAsync(metrics.Catalog, [], ExpectedAnswer.Of(own), Stop));
        Assert.Equal((before.Metric, true), (few.Metric, few.InputTokens < before.InputTokens));

        new RecordScorer(first, metrics.Catalog).ScoreAll(asked, cancellation: Stop);
        new RecordScorer(second, metrics.Catalog).ScoreAll(asked, cancellation: Stop);
        string[] texts = [.. server.Requests.SelectMany(r => Inputs(r.Body))];
        Assert.Equal(before.Calls, server.Requests.Count);
        Assert.Equal(texts.Length, texts.Distinct().Count());
        Assert.Equal((texts.Sum(TokenEstimate.Of), (decimal?)texts.Sum(TokenEstimate.Of)), (before.InputTokens, before.Cost));
    }

    [Fact]
    public async Task A_baseline_is_judged_beside_the_answers_that_a_run_will_bring()
    {
        string metric = Judge(""", "kind": "rubric" """);
        Suite suite = SuiteBuilder.Of(tasks: 2, inputs: 5, wordings: 1);
        using ModelScorers metrics = new(_folder["runs.db"]);
        RunPlan plan = RunPlan.Of(suite);
        ModelOptions model = EvaluationRunTests.Model(_server);
        EvaluationRecord[] baseline = [Answer("before", "one"), Answer("before too", "one"), Answer("gone", "one") with { Output = null, Status = "failed.server" }];
        ScoringEstimate alone = Assert.Single(await ScoringEstimate.OfRunAsync(metrics.Catalog, [metric], plan, model, new RunOptions(), cancellationToken: Stop));
        ScoringEstimate both = Assert.Single(await ScoringEstimate.OfRunAsync(metrics.Catalog, [metric], plan, model, new RunOptions(), baseline: baseline, cancellationToken: Stop));
        Assert.Equal((10, 12), (alone.Calls, both.Calls));
        Score(metric, baseline);
        both = Assert.Single(await ScoringEstimate.OfRunAsync(metrics.Catalog, [metric], plan, model, new RunOptions(), baseline: baseline, cancellationToken: Stop));
        Assert.Equal((10, 2), (both.Calls, both.Known));

        // A metric that asks nothing does not have it read.
        Assert.Empty(await ScoringEstimate.OfRunAsync(metrics.Catalog, ["rougeL"], plan, model, new RunOptions(), baseline: Unread(), cancellationToken: Stop));

        static IEnumerable<EvaluationRecord> Unread()
        {
            Assert.Fail("It was read.");
            yield break;
        }
    }

    [Fact]
    public async Task Answers_that_a_run_will_bring_count_at_their_longest_and_a_resumed_run_knows_its_own()
    {
        string metric = Judge(""", "kind": "rubric" """);
        Suite suite = SuiteBuilder.Of(tasks: 2, inputs: 5, wordings: 2);
        using FaultServer answering = new FaultServer((prompt, _) => prompt.Contains('1', StringComparison.Ordinal) ? Fault.Unauthorized : Fault.Answer).Start();
        ModelOptions model = EvaluationRunTests.Model(answering) with { MaxTokens = 100, Concurrency = 1 };
        using ModelScorers metrics = new(_folder["runs.db"]);
        RunPlan plan = RunPlan.Of(suite);
        ScoringEstimate planned = Assert.Single(await ScoringEstimate.OfRunAsync(metrics.Catalog, ["rougeL", metric, metric], plan, model, new RunOptions(), cancellationToken: Stop));
        Assert.Equal((20, 20 * TokenEstimate.Answer), (planned.Calls, planned.OutputTokens));
        Assert.Null(planned.Cost);
        Assert.InRange(planned.InputTokens, 20 * 100, 20 * 400);

        RunStore store = await RunStore.OpenAsync(_folder["runs.db"], cancellationToken: Stop);
        RunSummary stopped = await EvaluationRun.StartAsync(suite, model, options: null, store, cancellationToken: Stop);
        EvaluationRecord[] there = [.. StoredAnswers.Resolving(_folder["runs.db"]).ResolveRun!(stopped.Run.Id, new()).Where(r => r.Output is not null)];
        Assert.InRange(there.Length, 1, 19);
        Score(metric, there);
        ScoringEstimate resumed = Assert.Single(await ScoringEstimate.OfRunAsync(metrics.Catalog, [metric], plan, model, new RunOptions(), (store, stopped.Run), cancellationToken: Stop));
        Assert.Equal((20 - there.Length, there.Length), (resumed.Calls, resumed.Known));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e300")]
    public void A_price_that_is_none_is_an_error(string price)
    {
        string metric = Judge($", \"inputPrice\": {price}");
        using ModelScorers metrics = new(_folder["runs.db"]);
        Assert.Contains("'inputPrice'", Assert.Throws<SuiteFormatException>(() => metrics.Catalog.Create(metric)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private static EvaluationRecord Answer(string output, params string[] references) => new() { Task = "t", Output = output, References = references };

    private static string[] Inputs(byte[] body)
    {
        using JsonDocument request = JsonDocument.Parse(body);
        return [.. request.RootElement.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
    }

    private static byte[] Embed(MeaningEmbedder generator, byte[] body) => JsonSerializer.SerializeToUtf8Bytes(
        new { data = generator.GenerateAsync(Inputs(body)).Result.Select((embedding, index) => new { index, embedding = embedding.Vector.ToArray() }) });

    private string Judge(string more)
    {
        File.WriteAllText(_folder["judge.json"], $$"""{ "model": "judge-1", "endpoint": "{{_server.Endpoint}}"{{more}} }""");
        return "judge:" + _folder["judge.json"];
    }

    private async Task<IReadOnlyList<ScoringEstimate>> EstimateAsync(string metric, IEnumerable<EvaluationRecord> answers)
    {
        using ModelScorers metrics = new(_folder["runs.db"]);
        return await ScoringEstimate.OfAsync(metrics.Catalog, [metric], ExpectedAnswer.Of(answers), Stop);
    }

    private void Score(string metric, IReadOnlyList<EvaluationRecord> answers)
    {
        using ModelScorers metrics = new(_folder["runs.db"]);
        new RecordScorer(metric, metrics.Catalog).ScoreAll(answers, cancellation: Stop);
    }
}
