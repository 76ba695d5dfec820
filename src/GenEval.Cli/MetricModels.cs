using GenEval.Runs.Judging;
using GenEval.Scoring;

namespace GenEval.Cli;

/// <summary>Every metric that a command may be asked for; says at its end what those asked that ask a model, for that has cost time or money.</summary>
internal sealed class MetricModels : IDisposable
{
    private readonly ModelScorers _models;

    public MetricModels(string? store, EmbeddingSettings? embedding) => _models = new(store, tally => Progress?.Detail = tally, embedding);

    public ScorerCatalog Catalog => _models.Catalog;

    /// <summary>Where it is said what is being asked; null as long as nothing is.</summary>
    public Progress? Progress { get; set; }

    public void Dispose()
    {
        Progress?.Dispose();
        foreach (ScorerTally tally in _models.Tallies)
        {
            Progress?.Say(Printable.Line(tally.ToString()));
        }

        _models.Dispose();
    }
}
