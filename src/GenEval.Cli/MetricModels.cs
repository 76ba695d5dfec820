using GenEval.Runs.Judging;
using GenEval.Scoring;

namespace GenEval.Cli;

/// <summary>Every metric that a command may be asked for; says at its end what those asked that ask a model, for that has cost time or money.</summary>
internal sealed class MetricModels(string? store, EmbeddingSettings? embedding, Progress progress) : IDisposable
{
    private readonly ModelScorers _models = new(store, tally => progress.Detail = tally, embedding);

    public ScorerCatalog Catalog => _models.Catalog;

    public void Dispose()
    {
        progress.Dispose();
        foreach (ScorerTally tally in _models.Tallies)
        {
            progress.Say(Printable.Line(tally.ToString()));
        }

        _models.Dispose();
    }
}
