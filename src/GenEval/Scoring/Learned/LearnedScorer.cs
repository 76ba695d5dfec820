using System.Collections.Concurrent;

namespace GenEval.Scoring.Learned;

/// <summary>
/// A scorer trained on people's ratings: the probability that a person would call the answer right, or the rating on [0, 1] that one would give. It is no
/// person: its card says how often it agrees with them, and answers unlike its training are flagged. The same value on every machine and
/// in every batch.
/// </summary>
public sealed class LearnedScorer : IBatchScorer
{
    private const int MostInstructions = 4096;
    private const int Chunk = 128;

    private readonly ScorerModel _model;
    private readonly HashSet<ulong> _words;
    private readonly ConcurrentDictionary<string, bool> _instructions = new(StringComparer.Ordinal);

    /// <summary>The scorer in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="embedder">The embedding model; not asked where the scorer was trained without one.</param>
    /// <exception cref="GenEvalException">
    /// There is no file behind the name, or it is broken, foreign, or was changed; the scorer needs another embedding model.
    /// </exception>
    public LearnedScorer(string? file, ITextEmbedder? embedder = null) : this(
        ScorerFile.Read(string.IsNullOrEmpty(file) ? throw ScorerCatalog.BadArgument(About, file, "a scorer's file behind the colon, as in 'learned:scorer.json'") : file), embedder)
    {
    }

    /// <summary>A scorer that was just trained, or read before.</summary>
    /// <param name="model">The scorer.</param>
    /// <param name="embedder">The embedding model; not asked where the scorer was trained without one.</param>
    /// <exception cref="GenEvalException">The scorer was trained with an embedding model, and this is not it.</exception>
    public LearnedScorer(ScorerModel model, ITextEmbedder? embedder = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Embedder = model.Card.Embedding is { } needed ? Same(needed, embedder) : null;
        _words = TrainingItems.Unpack(model.Items.Words);
    }

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "learned",
        "people would call the answer right, as a scorer trained on their ratings estimates",
        "own features and trainers; docs/learned-scorers.md",
        "what each feature does",
        Argument: "FILE")
    {
        UnscoredWhen = "no reference; no embedding, where it was trained with them (`notJudged`)",
    };

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <summary>How far it is to be trusted.</summary>
    public ScorerCard Card => _model.Card;

    /// <summary>The embedding model that it asks; null where it was trained without one.</summary>
    internal ITextEmbedder? Embedder { get; }

    /// <inheritdoc/>
    public Score Score(in ScoringItem item) => ScoreAll([item], CancellationToken.None)[0];

    /// <inheritdoc/>
    public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        Score[] scores = new Score[items.Count];
        EmbeddingFeatures? embedded = Embedder is null ? null
            : EmbeddingFeatures.Of(items.Where(item => item.References.Count > 0), Embedder, Card.Embedding!.Dimensions, cancellationToken);
        _ = Parallel.ForEach(
            Partitioner.Create(0, items.Count, Chunk), new ParallelOptions { CancellationToken = cancellationToken }, range => Fill(items, embedded, scores, range.Item1, range.Item2));
        return scores;
    }

    private void Fill(IReadOnlyList<ScoringItem> items, EmbeddingFeatures? embedded, Score[] scores, int from, int to)
    {
        List<int> places = [];
        List<double[]> rows = [];
        for (int i = from; i < to; i++)
        {
            if (items[i].References.Count == 0)
            {
                scores[i] = Scoring.Score.Unscored(UnscoredReason.NoReference);
                continue;
            }

            double[] features = new double[Card.Features.Count];
            if (embedded?.Fill(items[i], features.AsSpan(AnswerFeatures.Count)) == false)
            {
                scores[i] = Scoring.Score.Unscored(UnscoredReason.NotJudged);
                continue;
            }

            AnswerFeatures.Extract(items[i], features.AsSpan(0, AnswerFeatures.Count));
            places.Add(i);
            rows.Add(features);
        }

        Score[] some = Predict([.. places.Select(place => items[place])], rows);
        for (int row = 0; row < some.Length; row++)
        {
            scores[places[row]] = some[row];
        }
    }

    /// <summary>The scores of answers whose features are known; these are moved into their training range.</summary>
    internal Score[] Predict(IReadOnlyList<ScoringItem> items, IReadOnlyList<double[]> features)
    {
        bool[] outside = [.. items.Select((item, i) => Clamp(features[i], Card.Features) | IsNew(item.Instruction))];
        return [.. _model.Model.Predict(features, items).Select((raw, i) => Scoring.Score.Of(_model.Calibrator.Score(raw)) with { Note = outside[i] ? ScoreNote.OutsideRange : null })];
    }

    /// <summary>Moves values to the nearest end of their training range; whether one was outside.</summary>
    public static bool Clamp(Span<double> features, IReadOnlyList<FeatureRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        bool outside = false;
        for (int f = 0; f < features.Length; f++)
        {
            double inside = Math.Clamp(features[f], ranges[f].Low, ranges[f].High);
            outside |= inside != features[f];
            features[f] = inside;
        }

        return outside;
    }

    private static ITextEmbedder Same(ScorerEmbedding needed, ITextEmbedder? embedder)
    {
        string action = $"Name it with --embedding FILE.json, a file with \"model\": \"{needed.Model}\" and its \"endpoint\" (docs/judging.md).";
        if (embedder is null)
        {
            throw new GenEvalException($"The scorer was trained with embeddings of '{needed.Model}', and no embedding model was named.") { Id = "EmbeddingMissing", Action = action };
        }

        return string.Equals(embedder.Model, needed.Model, StringComparison.Ordinal) ? embedder : throw new GenEvalException(
            $"The scorer was trained with embeddings of '{needed.Model}', and '{embedder.Model}' is another embedding model.")
        { Id = "EmbeddingMismatch", Action = action };
    }

    /// <summary>Whether an instruction has more words that no training instruction has than training instructions have among each other.</summary>
    private bool IsNew(string? instruction)
    {
        if (string.IsNullOrEmpty(instruction))
        {
            return false;
        }

        if (_instructions.Count > MostInstructions)
        {
            _instructions.Clear();
        }

        return _instructions.GetOrAdd(instruction, static (text, scorer) => scorer.NewShare(text) > scorer._model.Items.MostNewWords, this);
    }

    private double NewShare(string instruction)
    {
        ISet<ulong> words = TrainingItems.WordsOf(instruction);
        return words.Count == 0 ? 0 : (double)words.Count(word => !_words.Contains(word)) / words.Count;
    }
}
