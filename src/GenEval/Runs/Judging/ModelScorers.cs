using GenEval.Scoring;
using GenEval.Scoring.Learned;

namespace GenEval.Runs.Judging;

/// <summary>
/// Every metric there is, those included that ask a model: the one place where a face takes its catalog from. Opens nothing until such a metric is used;
/// disposing of it closes what was opened.
/// </summary>
/// <param name="store">Where verdicts are kept; null is the user's own store.</param>
/// <param name="progress">Told while questions are answered, from many threads at once; may be null.</param>
/// <param name="embedding">The embedding model of the learned scorers that were trained with one; may be null.</param>
public sealed class ModelScorers(string? store = null, Action<ScorerTally>? progress = null, EmbeddingSettings? embedding = null) : IDisposable
{
    private readonly Lock _opening = new();
    private readonly List<(IDisposable Scorer, ScorerTally Tally)> _open = [];
    private EmbeddingSource? _embedder;

    /// <summary>The embedding model, opened now; null where none was named.</summary>
    public ITextEmbedder? Embedder
    {
        get
        {
            lock (_opening)
            {
                return _embedder ??= embedding is null ? null : Keep($"embeddings of {embedding.Model.Name}", tally => new EmbeddingSource(embedding, tally));
            }
        }
    }

    /// <summary>The metrics.</summary>
    public ScorerCatalog Catalog => field ??= Scorers.Rules
        .With(LearnedScorer.About, file => new LearnedScorer(file, Embedder))
        .With(JudgeScorer.About, file => Keep("judge:" + file, tally => new JudgeScorer(JudgeFile.Read(file!), tally, new RunStoreLocation(store))))
        .With(EmbeddingScorer.About, file => Keep("embedding:" + file, tally => new EmbeddingScorer(EmbeddingSettings.Read(file!), tally)));

    /// <summary>What each such metric has asked.</summary>
    public IReadOnlyList<ScorerTally> Tallies
    {
        get
        {
            lock (_open)
            {
                return [.. _open.Select(open => open.Tally).Where(tally => tally.Total > 0)];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_open)
        {
            _open.ForEach(open => open.Scorer.Dispose());
            _open.Clear();
        }
    }

    private T Keep<T>(string metric, Func<ScorerTally, T> create) where T : IDisposable
    {
        ScorerTally tally = new(metric, progress);
        T scorer = create(tally);
        lock (_open)
        {
            _open.Add((scorer, tally));
        }

        return scorer;
    }
}
