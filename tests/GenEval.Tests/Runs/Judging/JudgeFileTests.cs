using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Suites;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Runs.Judging;

public sealed class JudgeFileTests
{
    private const string Start = "\"model\": \"m\", \"endpoint\": \"http://127.0.0.1:1\"";

    [Fact]
    public void What_is_left_out_has_a_default_and_a_fixture_stands_beside_the_file()
    {
        using Folder folder = new();
        JudgeSettings judge = JudgeFile.Read(folder.File("j.json", "{\"model\": \"m\", \"endpoint\": \"fixture:v.jsonl\"}"));
        Assert.Equal((JudgeKind.Rubric, (1.0, 5.0), 1, true), (judge.Kind, judge.Scale, judge.Repeats, judge.Cache));
        Assert.Equal("fixture:" + folder["v.jsonl"], judge.Model.Endpoint);
        Assert.Null(judge.Model.Temperature);
    }

    [Fact]
    public void Everything_that_is_said_counts()
    {
        using Folder folder = new();
        JudgeSettings judge = JudgeFile.Read(folder.File("j.json", $$"""
            { {{Start}}, "kind": "reference", "criteria": "Is it kind?", "prompt": "{a} or {b}? {criteria}", "tie": 0.5, "swap": false, "repeats": 3, "cache": false,
              "temperature": 0, "maxTokens": 200, "seed": 7, "stop": ["END"], "concurrency": 4, "requestsPerMinute": 60, "tokensPerMinute": 1000, "retries": 0,
              "timeoutSeconds": 2.5, "system": "Judge.", "apiKeyEnv": "NO_SUCH_KEY_HERE", "apiVersion": "2024-10-21" }
            """));
        Assert.Equal((JudgeKind.Reference, "Is it kind?", 0.5, false, 3, false), (judge.Kind, judge.Criteria, judge.Tie, judge.Swap, judge.Repeats, judge.Cache));
        Assert.Equal((0.0, 200, 7L, 4, 60, 1000, 0, TimeSpan.FromSeconds(2.5)), (judge.Model.Temperature, judge.Model.MaxTokens, judge.Model.Seed, judge.Model.Concurrency,
            judge.Model.RequestsPerMinute, judge.Model.TokensPerMinute, judge.Model.Retries, judge.Model.Timeout));
        Assert.Equal(["END"], judge.Model.Stop!);
        Assert.Null(judge.Model.Key);
    }

    [Theory]
    [InlineData("\"apiKey\": \"sk-0123456789abcdef\"")]
    [InlineData("\"api_key\": \"sk-0123456789abcdef\"")]
    [InlineData("\"Authorization\": \"Bearer sk-0123456789abcdef\"")]
    [InlineData("\"apiKeyEnv\": \"sk-0123456789abcdef\"")]
    public void A_key_in_the_file_is_an_error_that_does_not_repeat_it(string field)
    {
        using Folder folder = new();
        SuiteFormatException error = Assert.Throws<SuiteFormatException>(() => JudgeFile.Read(folder.File("j.json", $$"""{ {{Start}}, {{field}} }""")));
        Assert.Equal("KeyInFile", error.Id);
        Assert.DoesNotContain("0123456789abcdef", error.Message + error.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"kind\": \"pairwise\"", "rubric or reference")]
    [InlineData("\"scale\": [5, 1]", "scale")]
    [InlineData("\"scale\": [1, 2, 3]", "scale")]
    [InlineData("\"swap\": true", "'swap' is no field here")]
    [InlineData("\"kind\": \"reference\", \"scale\": [1, 5]", "'scale' is no field here")]
    [InlineData("\"kind\": \"reference\", \"tie\": 2", "tie")]
    [InlineData("\"repeats\": 0", "whole number from 1")]
    [InlineData("\"temprature\": 0", "'temprature' is no field here")]
    [InlineData("\"prompt\": \"Judge {output}.\"", "{output}")]
    [InlineData("\"prompt\": \"Judge it.\"", "lacks {answer}")]
    [InlineData("\"cache\": 1", "true or false")]
    public void What_cannot_be_used_is_said_with_its_place(string field, string expected)
    {
        using Folder folder = new();
        string file = folder.File("j.json", $$"""{ {{Start}}, {{field}} }""");
        SuiteFormatException error = Assert.Throws<SuiteFormatException>(() => JudgeFile.Read(file));
        Assert.StartsWith(file + ":1", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Action);
    }

    [Fact]
    public void The_catalog_has_all_metrics_and_opens_nothing_until_one_is_used()
    {
        using Folder folder = new();
        using ModelScorers models = new(folder["runs.db"]);
        Assert.Equal([.. Scorers.All.Select(m => m.Name), "judge", "embedding"], models.Catalog.All.Select(m => m.Name));
        Assert.Throws<GenEvalException>(() => models.Catalog.Create("judge:no-such-file.json"));
        Assert.False(File.Exists(folder["runs.db"]));

        // Tools call their own scores so.
        Assert.False(models.Catalog.Contains("judge"));
        Assert.Equal("judge:FILE.json", models.Catalog.Nearest("judge"));
    }

    [Fact]
    public void A_metrics_file_is_opened_once_until_the_metrics_are_disposed_of()
    {
        using Folder folder = new();
        using ModelScorers models = new(folder["runs.db"]);
        string file = folder.File("j.json", $$"""{ {{Start}} }""");
        IScorer judge = models.Catalog.Create("judge:" + file);
        File.Delete(file);
        Assert.Same(judge, models.Catalog.Resolving(_ => file).Create("judge:elsewhere"));
        models.Dispose();
        Assert.Throws<GenEvalException>(() => models.Catalog.Create("judge:" + file));
    }

    [Fact]
    public void A_suite_cannot_ask_for_a_metric_that_sends_answers_away()
    {
        using Folder folder = new();
        string metric = "judge:" + folder.File("j.json", $$"""{ {{Start}} }""");
        using ModelScorers models = new(folder["runs.db"]);
        EvaluationRecord record = new() { Task = "t", Output = "x", Metric = metric };
        GenEvalException error = Assert.Throws<GenEvalException>(() => new RecordScorer(metric: null, models.Catalog).ScoreAll([record]));
        Assert.Equal("MetricNotAsked", error.Id);
        Assert.Contains("--metric " + metric, error.Action, StringComparison.Ordinal);
    }
}
