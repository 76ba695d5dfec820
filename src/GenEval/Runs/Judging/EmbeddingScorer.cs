using System.Collections.Concurrent;
using GenEval.Models;
using GenEval.Scoring;
using Microsoft.Extensions.AI;

namespace GenEval.Runs.Judging;

/// <summary>
/// <c>embedding:FILE.json</c>: the cosine of the angle between the embeddings of the answer and of its nearest reference; below 0, which hardly occurs,
/// counts as 0. A text whose embedding cannot be had leaves its answers unscored, <c>notJudged</c>.
/// </summary>
public sealed class EmbeddingScorer : IModelScorer, IDisposable
{
    private readonly EmbeddingSettings _settings;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? _own;
    private readonly EmbeddingCaller _caller;

    /// <summary>A scorer by a model's embeddings.</summary>
    /// <param name="settings">Which model.</param>
    /// <param name="tally">Counts what is asked.</param>
    /// <param name="client">Any generator, which stays the caller's; null opens the one that the endpoint names.</param>
    /// <exception cref="GenEvalException">The endpoint cannot be used.</exception>
    public EmbeddingScorer(EmbeddingSettings settings, ScorerTally? tally = null, IEmbeddingGenerator<string, Embedding<float>>? client = null)
    {
        _settings = settings;
        _own = client is not null ? null : settings.Model.IsFixture
            ? FixtureEmbeddingClient.Load(settings.Model.Endpoint[ModelOptions.FixtureScheme.Length..])
            : new OpenAIEmbeddingClient(settings.Model);
        _caller = new EmbeddingCaller(client ?? _own!, settings.Model);
        Tally = tally ?? new ScorerTally("embedding");
    }

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "embedding",
        "an embedding of the same direction",
        "cosine similarity, negative ones as 0",
        "nothing; what the model does",
        Argument: "FILE.json")
    {
        OnlyWithArgument = true,
        AsksModel = true,
        UnscoredWhen = "no reference, or only empty ones; no embedding (`notJudged`)",
    };

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <summary>What was asked so far.</summary>
    public ScorerTally Tally { get; }

    /// <inheritdoc/>
    public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
    {
        string[] texts = TextsOf(items.SelectMany(item => item.References.Append(item.Output)));
        ConcurrentDictionary<string, ReadOnlyMemory<float>> vectors = new(StringComparer.Ordinal);
        Task.Run(() => EmbedAsync(texts, vectors, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
        return [.. items.Select(item => Score(item, vectors))];
    }

    /// <inheritdoc/>
    Task<ScoringEstimate> IModelScorer.EstimateAsync(IReadOnlyList<ExpectedAnswer> answers, CancellationToken cancellationToken)
    {
        // Answers that are not there will differ, most of them, though here one text stands for all.
        string[] awaited = [.. answers.Where(a => !a.IsThere).Select(a => a.Item.Output)];
        string[] texts = [.. TextsOf(answers.SelectMany(a => a.IsThere ? a.Item.References.Append(a.Item.Output) : a.Item.References)), .. awaited];
        return Task.FromResult(new ScoringEstimate
        {
            Metric = Tally.Metric,
            Model = _settings.Model.Name,
            Endpoint = _settings.Model.EndpointName,
            Calls = (texts.Length + _settings.Batch - 1) / _settings.Batch,
            InputTokens = texts.Sum(text => (long)TokenEstimate.Of(text)),
            OutputTokens = 0,
            Prices = _settings.Prices,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    // Endpoints refuse texts without a character, and they have no direction.
    private static string[] TextsOf(IEnumerable<string> texts) => [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal)];

    private static Score Score(in ScoringItem item, ConcurrentDictionary<string, ReadOnlyMemory<float>> vectors)
    {
        string[] references = [.. item.References.Where(r => !string.IsNullOrWhiteSpace(r))];
        if (references.Length == 0)
        {
            return Scoring.Score.Unscored(UnscoredReason.NoReference);
        }

        if (string.IsNullOrWhiteSpace(item.Output))
        {
            return Scoring.Score.Of(0);
        }

        if (!vectors.TryGetValue(item.Output, out ReadOnlyMemory<float> answer) || !references.All(vectors.ContainsKey))
        {
            return Scoring.Score.Unscored(UnscoredReason.NotJudged);
        }

        double?[] cosines = Array.ConvertAll(references, r => Cosine(answer.Span, vectors[r].Span));
        return cosines.Any(c => c is null) ? Scoring.Score.Unscored(UnscoredReason.NotJudged) : Scoring.Score.Of(Math.Clamp(cosines.Max()!.Value, 0, 1));
    }

    /// <summary>Null of vectors that have no angle. Summed in order and in double precision: vectorized sums differ between machines.</summary>
    private static double? Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.Length && a.Length == b.Length; i++)
        {
            product += (double)a[i] * b[i];
            squaresOfA += (double)a[i] * a[i];
            squaresOfB += (double)b[i] * b[i];
        }

        double cosine = product / Math.Sqrt(squaresOfA * squaresOfB);
        return double.IsFinite(cosine) ? cosine : null;
    }

    private async Task EmbedAsync(string[] texts, ConcurrentDictionary<string, ReadOnlyMemory<float>> vectors, CancellationToken cancellationToken)
    {
        Tally.Add(texts.Length);
        EndpointHealth health = new(_settings.Model, "scoring");
        ParallelOptions options = new() { MaxDegreeOfParallelism = _settings.Model.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(texts.Chunk(_settings.Batch), options, async (batch, token) => await EmbedAsync(batch, vectors, health, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>A batch that is refused is halved, until only the text that is refused is left.</summary>
    private async Task EmbedAsync(string[] batch, ConcurrentDictionary<string, ReadOnlyMemory<float>> vectors, EndpointHealth health, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<Embedding<float>> found = await _caller.AskAsync(batch, cancellationToken).ConfigureAwait(false);
            foreach ((string text, Embedding<float> embedding) in batch.Zip(found))
            {
                vectors[text] = embedding.Vector;
            }

            Tally.Asked(failure: null, error: null, batch.Length);
        }
        catch (ModelCallException failure)
        {
            if (health.Judge(new ModelReply { Status = ModelReply.FailedPrefix + failure.Kind, Error = failure.Message }) is { } reason)
            {
                throw reason;
            }

            if (batch.Length == 1 || failure.IsTransient)
            {
                Tally.Asked(failure.Kind, failure.Message, batch.Length);
                return;
            }

            foreach (string[] half in batch.Chunk((batch.Length + 1) / 2))
            {
                await EmbedAsync(half, vectors, health, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
