using System.Text.Json;
using GenEval.Reports;
using GenEval.Suites;
using GenEval.Tests.Cli;
using NJsonSchema;

namespace GenEval.Tests.Learned;

/// <summary>geneval scorer train and test, and the trained scorer as a metric.</summary>
public sealed class ScorerCliTests
{
    private static readonly string[] s_formats = ["table", "json", "markdown", "html", "junit", "csv"];

    [Fact]
    public async Task Train_and_test_write_their_document_in_every_format()
    {
        using Folder folder = new();
        string ratings = Records(folder, "ratings.jsonl", RatedRecords.Make(count: 120));
        string more = Records(folder, "more.jsonl", RatedRecords.Make(count: 80, seed: 2));
        JsonElement trained = await EveryFormat("scorer", "train", ratings, "--output", folder["scorer.json"], "--trainer", "linear");
        Assert.Equal(120, trained.GetProperty("ratings").GetInt32());
        Assert.True(trained.GetProperty("crossValidation").GetProperty("auc").GetDouble() > 0.8);
        JsonElement tested = await EveryFormat("scorer", "test", folder["scorer.json"], more);
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
    public async Task Bad_input_ends_with_2_and_says_what_to_do()
    {
        using Folder folder = new();
        string ratings = Records(folder, "ratings.jsonl", RatedRecords.Make(count: 60));
        Geneval unknown = await Geneval.RunAsync("scorer", "train", ratings, "--output", folder["x.json"], "--trainer", "forest");
        Assert.Equal(2, unknown.ExitCode);
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

    private static async Task<JsonElement> EveryFormat(params string[] args)
    {
        JsonElement json = default;
        foreach (string format in s_formats)
        {
            Geneval run = await Geneval.RunAsync([.. args, "--format", format]);
            Assert.True(run.ExitCode == 0, $"{format}: {run.Error}");
            Assert.NotEmpty(run.Out);
            if (format == "json")
            {
                JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get("scorer"), TestContext.Current.CancellationToken);
                Assert.Empty(schema.Validate(run.Out));
                using JsonDocument document = JsonDocument.Parse(run.Out);
                json = document.RootElement.Clone();
            }
            else if (format == "table")
            {
                Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
            }
        }

        return json;
    }
}
