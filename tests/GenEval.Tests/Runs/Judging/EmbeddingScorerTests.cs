using System.Text.Json;
using GenEval.Models;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Tests.Cli;
using GenEval.Tests.Learned;
using GenEval.Tests.Models;

namespace GenEval.Tests.Runs.Judging;

public sealed class EmbeddingScorerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_score_is_the_cosine_to_the_nearest_reference()
    {
        using LocalServer server = new LocalServer((_, body) => (200, Embed(body))).Start();
        using EmbeddingScorer scorer = new(Settings(server) with { Batch = 3 });
        Score[] scores = scorer.ScoreAll(
            [new("1,0", ["1,1"]), new("1,0", ["0,1", "2,0"]), new("1,0", ["-1,0"]), new("", ["1,0"]), new("1,0", []), new("1,0", [" "]), new("3,4", ["4,3", "0,1"])], Stop);
        Assert.Equal([0.70710678, 1, 0, 0, null, null, 0.96], scores.Select(s => s.Value is { } v ? Math.Round(v, 8) : (double?)null));
        Assert.Equal((UnscoredReason.NoReference, UnscoredReason.NoReference), (scores[4].Reason, scores[5].Reason));
        Assert.All(server.Requests, r => Assert.Equal("/v1/embeddings", r.Path));
        Assert.All(server.Requests, r => Assert.Equal("Bearer sk-0123456789abcdef", r.Authorization));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public void Equal_texts_are_asked_for_once_whoever_asks()
    {
        MeaningEmbedder generator = new();
        using EmbeddingSource source = generator.Source();
        Assert.Equal(["a", "b"], source.Embed(["a", "b", "a"], Stop).Keys);
        Assert.Equal(["a", "b"], generator.Asked);
        Assert.Equal(1, generator.Calls);

        ScoringItem[] items = [.. Enumerable.Range(0, 100).Select(i => new ScoringItem($"answer {i % 2}", [$"reference {i % 5}", $"reference {i % 3}"], $"input {i % 2}", " "))];
        MeaningEmbedder scoring = new();
        using EmbeddingScorer scorer = new(MeaningEmbedder.Settings(), client: scoring);
        Score[] scores = scorer.ScoreAll(items, Stop);
        Assert.Equal((7, 1), (scoring.Asked.Count, scoring.Calls));
        using EmbeddingScorer alone = new(MeaningEmbedder.Settings(), client: new MeaningEmbedder());
        Assert.Equal(items.Select(item => alone.ScoreAll([item], Stop)[0]), scores);

        MeaningEmbedder learning = new();
        using EmbeddingSource learned = learning.Source();
        EmbeddingFeatures features = EmbeddingFeatures.Of(items, learned, dimensions: null, Stop);
        Assert.Equal((9, 1), (learning.Asked.Count, learning.Calls));
        double[] values = new double[EmbeddingFeatures.Names.Count];
        Assert.True(features.Fill(items[7], values));
        Assert.Equal(scores[7].Value!.Value, Math.Max(0, values[0]));
    }

    [Fact]
    public void A_text_that_is_refused_leaves_only_its_own_answers_unscored()
    {
        using LocalServer server = new LocalServer((_, body) => System.Text.Encoding.UTF8.GetString(body).Contains("too long", StringComparison.Ordinal)
            ? (400, """{"error": {"message": "too many tokens", "code": "context_length_exceeded"}}"""u8.ToArray())
            : (200, Embed(body))).Start();
        using EmbeddingScorer scorer = new(Settings(server));
        Score[] scores = scorer.ScoreAll([new("1,0", ["1,0"]), new("too long", ["1,0"]), new("0,1", ["1,1"])], Stop);
        Assert.Equal([1, null, 0.707107], scores.Select(s => s.Value is { } v ? Math.Round(v, 6) : (double?)null));
        Assert.Equal(UnscoredReason.NotJudged, scores[1].Reason);
        Assert.Equal((1, 4), (scorer.Tally.Failed["contextLength"], scorer.Tally.Done));
    }

    [Fact]
    public void A_failure_that_passes_is_tried_again_and_one_that_stays_is_not_judged()
    {
        int calls = 0;
        using LocalServer server = new LocalServer((_, body) => Interlocked.Increment(ref calls) <= 2 ? (503, "busy"u8.ToArray()) : (200, Embed(body))).Start();
        using EmbeddingScorer scorer = new(Settings(server));
        Assert.Equal(1, scorer.ScoreAll([new("1,0", ["1,0"])], Stop)[0].Value);
        using LocalServer dead = new LocalServer((_, _) => (200, "{}"u8.ToArray())).Start();
        using EmbeddingScorer never = new(Settings(dead));
        Assert.Equal(UnscoredReason.NotJudged, never.ScoreAll([new("1,0", ["1,0"])], Stop)[0].Reason);
        using LocalServer locked = new LocalServer((_, _) => (401, "{}"u8.ToArray())).Start();
        using EmbeddingScorer refused = new(Settings(locked));
        Assert.Equal("EndpointFailed", Assert.Throws<GenEvalException>(() => refused.ScoreAll([new("1,0", ["1,0"])], Stop)).Id);
    }

    [Fact]
    public void Recorded_embeddings_stand_in_for_an_endpoint()
    {
        using Folder folder = new();
        folder.File("vectors.jsonl", "{\"input\": \"a\", \"embedding\": [1, 0]}\n{\"input\": \"b\", \"embedding\": [0.6, 0.8]}\n");
        EmbeddingSettings settings = EmbeddingSettings.Read(folder.File("e.json", """{"model": "m", "endpoint": "fixture:vectors.jsonl", "batch": 2}"""));
        using EmbeddingScorer scorer = new(settings);
        Score[] scores = scorer.ScoreAll([new("a", ["b"]), new("c", ["b"])], Stop);
        Assert.Equal(0.6, scores[0].Value!.Value, 6);
        Assert.Equal(UnscoredReason.NotJudged, scores[1].Reason);
    }

    private static EmbeddingSettings Settings(LocalServer server) => new()
    {
        Model = new ModelOptions { Name = "embed-1", Endpoint = server.Address, Key = ApiKey.FromText("sk-0123456789abcdef", "test"), Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(5) },
    };

    /// <summary>A text's embedding is the vector that it writes out; sent back in reverse order, which the format allows.</summary>
    private static byte[] Embed(byte[] body)
    {
        using JsonDocument request = JsonDocument.Parse(body);
        var data = request.RootElement.GetProperty("input").EnumerateArray()
            .Select((text, index) => new { index, embedding = text.GetString()!.Split(',').Select(n => double.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray() })
            .Reverse().ToArray();
        return JsonSerializer.SerializeToUtf8Bytes(new { data, usage = new { prompt_tokens = 3 } });
    }
}
