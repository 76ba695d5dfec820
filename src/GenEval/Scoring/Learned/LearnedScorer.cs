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
    /// <exception cref="GenEvalException">There is no file behind the name, or it is broken, foreign, or was changed.</exception>
    public LearnedScorer(string? file) : this(ScorerFile.Read(
        string.IsNullOrEmpty(file) ? throw ScorerCatalog.BadArgument(About, file, "a scorer's file behind the colon, as in 'learned:scorer.json'") : file))
    {
    }

    /// <summary>A scorer that was just trained, or read before.</summary>
    public LearnedScorer(ScorerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _words = TrainingItems.Unpack(model.Items.Words);
    }

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "learned",
        "people would call the answer right, as a scorer trained on their ratings estimates",
        "own features and trainers; docs/learned-scorers.md",
        "what each feature does",
        Argument: "FILE");

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <summary>How far it is to be trusted.</summary>
    public ScorerCard Card => _model.Card;

    /// <inheritdoc/>
    public Score Score(in ScoringItem item) => ScoreAll([item], CancellationToken.None)[0];

    /// <inheritdoc/>
    public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(items);
        Score[] scores = new Score[items.Count];
        _ = Parallel.ForEach(Partitioner.Create(0, items.Count, Chunk), new ParallelOptions { CancellationToken = cancellationToken }, range => Fill(items, scores, range.Item1, range.Item2));
        return scores;
    }

    private void Fill(IReadOnlyList<ScoringItem> items, Score[] scores, int from, int to)
    {
        List<int> places = [];
        List<double[]> rows = [];
        List<bool> outside = [];
        for (int i = from; i < to; i++)
        {
            if (items[i].References.Count == 0)
            {
                scores[i] = Scoring.Score.Unscored(UnscoredReason.NoReference);
                continue;
            }

            double[] features = new double[AnswerFeatures.Count];
            AnswerFeatures.Extract(items[i], features);
            outside.Add(Clamp(features, _model.Card.Features) | IsNew(items[i].Instruction));
            places.Add(i);
            rows.Add(features);
        }

        double[] raw = _model.Model.Predict(rows);
        for (int row = 0; row < raw.Length; row++)
        {
            scores[places[row]] = Scoring.Score.Of(_model.Calibrator.Score(raw[row])) with { Note = outside[row] ? ScoreNote.OutsideRange : null };
        }
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
