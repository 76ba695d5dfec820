using GenEval.Scoring;
using GenEval.Scoring.Learned;
using Microsoft.Extensions.AI;

namespace GenEval.Runs.Judging;

/// <summary>
/// <c>embedding:FILE.json</c>: the cosine of the angle between the embeddings of the answer and of its nearest reference; below 0, which hardly occurs,
/// counts as 0. A text whose embedding cannot be had leaves its answers unscored, <c>notJudged</c>.
/// </summary>
public sealed class EmbeddingScorer : IModelScorer, IDisposable
{
    private readonly EmbeddingSource _source;

    /// <summary>A scorer by a model's embeddings.</summary>
    /// <param name="settings">Which model.</param>
    /// <param name="tally">Counts what is asked.</param>
    /// <param name="client">Any generator, which stays the caller's; null opens the one that the endpoint names.</param>
    /// <exception cref="GenEvalException">The endpoint cannot be used.</exception>
    public EmbeddingScorer(EmbeddingSettings settings, ScorerTally? tally = null, IEmbeddingGenerator<string, Embedding<float>>? client = null) =>
        _source = new EmbeddingSource(settings, tally, client);

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
    public ScorerTally Tally => _source.Tally;

    /// <inheritdoc/>
    public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectors = _source.Embed([.. items.SelectMany(TextsOf)], cancellationToken);
        return [.. items.Select(item => Score(item, vectors))];
    }

    /// <inheritdoc/>
    Task<ScoringEstimate> IModelScorer.EstimateAsync(IReadOnlyList<ExpectedAnswer> answers, CancellationToken cancellationToken) => Task.FromResult(_source.Estimate(answers, TextsOf));

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    // Endpoints refuse texts without a character, and they have no direction.
    private static IEnumerable<string> TextsOf(ScoringItem item) => item.References.Append(item.Output).Where(text => !string.IsNullOrWhiteSpace(text));

    private static Score Score(in ScoringItem item, IReadOnlyDictionary<string, ReadOnlyMemory<float>> vectors)
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

        double?[] cosines = Array.ConvertAll(references, r => EmbeddingFeatures.Cosine(answer.Span, vectors[r].Span));
        return cosines.Any(c => c is null) ? Scoring.Score.Unscored(UnscoredReason.NotJudged) : Scoring.Score.Of(Math.Clamp(cosines.Max()!.Value, 0, 1));
    }
}
