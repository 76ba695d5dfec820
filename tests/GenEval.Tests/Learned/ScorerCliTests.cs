using System.Text.Json;
using GenEval.Reports;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Cli;
using NJsonSchema;

namespace GenEval.Tests.Learned;

/// <summary>geneval scorer train and test, and the trained scorer as a metric.</summary>
public sealed class ScorerCliTests
{
    [Fact]
    public async Task Train_and_test_write_their_document_in_every_format()
    {
        using Folder folder = new();
        string ratings = Records(folder, "ratings.jsonl", RatedRecords.Make(count: 120));
        string more = Records(folder, "more.jsonl", RatedRecords.Make(count: 80, seed: 2));
        JsonElement trained = await EveryFormat.RunAsync("geneval.scorer/1", "scorer", "train", ratings, "--output", folder["scorer.json"], "--trainer", "linear");
        Assert.Equal(120, trained.GetProperty("ratings").GetInt32());
        Assert.True(trained.GetProperty("crossValidation").GetProperty("auc").GetDouble() > 0.8);
        JsonElement tested = await EveryFormat.RunAsync("geneval.scorer/1", "scorer", "test", folder["scorer.json"], more);
        Assert.Equal(80, tested.GetProperty("test").GetProperty("ratings").GetInt32());
    }

    [Fact]
    public async Task The_scorer_is_a_metric_whose_trust_stands_beside_the_level()
    {
        using Folder folder = new();
        string ratings = Records(folder, "ratings.jsonl", RatedRecords.Make(count: 120));
        string answers = Records(folder, "answers.jsonl", RatedRecords.Make(count: 60, models: 1, seed: 2).Select((r, i) => r with
        {
            Rating = null,
            Novelty = i % 2 == 0 ? Novelty.Seen : Novelty.Unseen,
            Task = $"{(i % 2 == 0 ? "seen" : "new")}-{i % 10}",
            Output = i == 0 ? string.Concat(Enumerable.Repeat("A long one. ", 300)) : r.Output,
        }));
        Geneval train = await Geneval.RunAsync("scorer", "train", ratings, "--output", folder["scorer.json"], "--trainer", "linear");
        Assert.Equal(0, train.ExitCode);
        Assert.Contains("--metric learned:", train.Error, StringComparison.Ordinal);

        string metric = $"learned:{folder["scorer.json"]}";
        Geneval table = await Geneval.RunAsync("evaluate", answers, "--metric", metric, "--threshold", "0.5");
        Assert.Equal(0, table.ExitCode);
        Assert.Contains("Learned metric: auc", table.Out, StringComparison.Ordinal);

        Geneval json = await Geneval.RunAsync("evaluate", answers, "--metric", metric, "--threshold", "0.5", "--format", "json");
        JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get("report"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(json.Out));
        using JsonDocument report = JsonDocument.Parse(json.Out);
        JsonElement learned = report.RootElement.GetProperty("learned");
        Assert.True(learned.GetProperty("crossValidation").GetProperty("auc").GetDouble() > 0.8);
        Assert.InRange(learned.GetProperty("outsideRange").GetInt32(), 1, 60);
        Assert.Contains(report.RootElement.GetProperty("warnings").EnumerateArray(), w => w.GetProperty("code").GetString() == "learnedOutsideRange");
        Assert.False(report.RootElement.GetProperty("reason").TryGetProperty("learned", out _));

        Geneval scored = await Geneval.RunAsync("score", answers, "--metric", metric);
        Assert.All(scored.Out.Trim().Split('\n'), line => Assert.Contains("\"learned:", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scorer_with_embeddings_is_trained_tested_and_used_with_the_model_that_is_named()
    {
        using Folder folder = new();
        List<EvaluationRecord> rated = MeaningEmbedder.Records(120);
        List<EvaluationRecord> others = [.. MeaningEmbedder.Records(60, seed: 2).Select((r, i) => i == 7 ? r with { Output = MeaningEmbedder.Unknown } : r)];
        string ratings = Records(folder, "ratings.jsonl", rated);
        string more = Records(folder, "more.jsonl", others.Select((r, i) => r with { Model = "m", Novelty = i % 2 == 0 ? Novelty.Seen : Novelty.Unseen }));
        using MeaningEmbedder generator = new();
        folder.File("vectors.jsonl", generator.Fixture([.. rated, .. others]));
        string settings = folder.File("embedding.json", """{"model": "meaning-1", "endpoint": "fixture:vectors.jsonl"}""");

        JsonElement trained = await EveryFormat.RunAsync("geneval.scorer/1", "scorer", "train", ratings, "--output", folder["scorer.json"], "--trainer", "linear", "--embedding", settings);
        Assert.Equal(("meaning-1", 16), (trained.GetProperty("embedding").GetProperty("model").GetString(), trained.GetProperty("embedding").GetProperty("dimensions").GetInt32()));
        Assert.True(trained.GetProperty("crossValidation").GetProperty("auc").GetDouble() > 0.8);
        JsonElement tested = await EveryFormat.RunAsync("geneval.scorer/1", "scorer", "test", folder["scorer.json"], more, "--embedding", settings);
        Assert.Equal(59, tested.GetProperty("test").GetProperty("ratings").GetInt32());

        string metric = $"learned:{folder["scorer.json"]}";
        Geneval scored = await Geneval.RunAsync("score", more, "--metric", metric, "--embedding", settings);
        Assert.True(scored.ExitCode == 0, scored.Error);
        Assert.Contains("embeddings of meaning-1: ", scored.Error, StringComparison.Ordinal);
        string[] lines = scored.Out.Trim().Split('\n');
        Assert.Equal(59, lines.Count(line => !line.Contains("\"notJudged\"", StringComparison.Ordinal)));
        Assert.DoesNotContain("\"scores\"", lines[7], StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse((await Geneval.RunAsync("evaluate", more, "--metric", metric, "--embedding", settings, "--format", "json")).Out);
        Assert.Equal(1, report.RootElement.GetProperty("counts").GetProperty("unscored").GetProperty("notJudged").GetInt32());

        // The same core, the same scores.
        using EmbeddingSource source = generator.Source();
        double?[] expected = [.. new LearnedScorer(folder["scorer.json"], source)
            .ScoreAll([.. others.Select(r => new ScoringItem(r.Output!, r.References!, r.Input, r.InstructionText))], TestContext.Current.CancellationToken).Select(s => s.Value)];
        Assert.Equal(expected, lines.Select(line => JsonElement.Parse(line).TryGetProperty("scores", out JsonElement scores) ? scores.GetProperty(metric).GetDouble() : (double?)null));

        Geneval missing = await Geneval.RunAsync("evaluate", more, "--metric", metric);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("--embedding FILE.json", missing.Error, StringComparison.Ordinal);
        string other = folder.File("other.json", """{"model": "meaning-2", "endpoint": "fixture:vectors.jsonl"}""");
        Geneval mismatch = await Geneval.RunAsync("scorer", "test", folder["scorer.json"], more, "--embedding", other);
        Assert.Equal(2, mismatch.ExitCode);
        Assert.Contains("'meaning-2' is another embedding model", mismatch.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Geneval.RunAsync("score", more, "--metric", metric, "--embedding", folder["nowhere.json"])).ExitCode);
    }

    [Fact]
    public async Task Bad_input_ends_with_2_and_says_what_to_do()
    {
        using Folder folder = new();
        string ratings = Records(folder, "ratings.jsonl", RatedRecords.Make(count: 60));
        Geneval unknown = await Geneval.RunAsync("scorer", "train", ratings, "--output", folder["x.json"], "--trainer", "forest");
        Assert.Equal(2, unknown.ExitCode);
        Geneval unsuited = await Geneval.RunAsync("scorer", "train", ratings, "--output", folder["x.json"], "--trainer", "linear", "--text-features");
        Assert.Equal(2, unsuited.ExitCode);
        Assert.Contains("fastTree", unsuited.Error, StringComparison.Ordinal);
        Geneval foreign = await Geneval.RunAsync("evaluate", ratings, "--metric", $"learned:{ratings}");
        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("cannot be used", foreign.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Geneval.RunAsync("scorer", "train", ratings)).ExitCode);
        Assert.False(File.Exists(folder["x.json"]));
    }

    private static string Records(Folder folder, string name, IEnumerable<EvaluationRecord> records)
    {
        string path = folder[name];
        using (RecordWriter writer = RecordWriter.Create(path))
        {
            foreach (EvaluationRecord record in records)
            {
                writer.Write(record);
            }

            writer.Complete();
        }

        return path;
    }
}
