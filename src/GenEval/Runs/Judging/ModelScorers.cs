using GenEval.Scoring;
using GenEval.Scoring.Learned;

namespace GenEval.Runs.Judging;

/// <summary>
/// Every metric there is, those included that ask a model: the one place where a face takes its catalog from. Opens nothing until such a metric is used, and its
/// file once, however often it is asked for: what was found good before a run is what scores after it. Disposing of it closes what was opened.
/// </summary>
/// <param name="store">Where verdicts are kept; null is the user's own store.</param>
/// <param name="progress">Told while questions are answered, from many threads at once; may be null.</param>
/// <param name="embedding">The embedding model of the learned scorers that were trained with one; may be null.</param>
public sealed class ModelScorers(string? store = null, Action<ScorerTally>? progress = null, EmbeddingSettings? embedding = null) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, (object Scorer, ScorerTally Tally)> _open = new(StringComparer.Ordinal);

    /// <summary>The embedding model, opened now; null where none was named.</summary>
    public ITextEmbedder? Embedder => embedding is null ? null : Open($"embeddings of {embedding.Model.Name}", tally => new EmbeddingSource(embedding, tally));

    /// <summary>The metrics.</summary>
    public ScorerCatalog Catalog => field ??= Scorers.Rules
        .With(LearnedScorer.About, file => Open("learned:" + file, _ => new LearnedScorer(file, Embedder)))
        .With(JudgeScorer.About, file => Open("judge:" + file, tally => new JudgeScorer(JudgeFile.Read(file!), tally, new RunStoreLocation(store))))
        .With(EmbeddingScorer.About, file => Open("embedding:" + file, tally => new EmbeddingScorer(EmbeddingSettings.Read(file!), tally)));

    /// <summary>What each such metric has asked.</summary>
    public IReadOnlyList<ScorerTally> Tallies
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Values.Select(open => open.Tally).Where(tally => tally.Total > 0)];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (IDisposable scorer in _open.Values.Select(open => open.Scorer).OfType<IDisposable>())
            {
                scorer.Dispose();
            }

            _open.Clear();
        }
    }

    private T Open<T>(string name, Func<ScorerTally, T> open) where T : class
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(name, out (object Scorer, ScorerTally Tally) known))
            {
                ScorerTally tally = new(name, progress);
                known = (open(tally), tally);
                _open.Add(name, known);
            }

            return (T)known.Scorer;
        }
    }
}
