using System.Management.Automation;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>How a cmdlet reads answers and scores them: relative to the session's location, with what the run store knows.</summary>
internal sealed class AnswerScoring(PSCmdlet command, string? store, EmbeddingSettings? embedding) : IDisposable
{
    private readonly PathResolver _resolver = new(command);
    private ModelScorers? _models;

    /// <summary>Every metric, those that ask a model included.</summary>
    public ScorerCatalog Catalog => Models.Catalog.Resolving(_resolver.FileOrPattern);

    /// <summary>The embedding model, opened now; null where none was named.</summary>
    public ITextEmbedder? Embedder => Models.Embedder;

    private ModelScorers Models => _models ??= new(StoreLocation.Of(command, store), embedding: embedding);

    /// <summary>How files are read.</summary>
    public RecordReadOptions Reading(string[] map, string? seen) => StoredAnswers.Resolving(StoreLocation.Of(command, store)) with
    {
        Map = map.Length == 0 ? null : ColumnMap.Parse(map),
        Seen = seen is null ? null : SeenLabels.Parse(_resolver.FileOrPattern(seen)),
    };

    /// <summary>Asks before metrics ask a model about answers; false where the user said no.</summary>
    public bool MayAsk(IReadOnlyList<string> metrics, Func<IEnumerable<EvaluationRecord>> read, CancellationToken stop) =>
        // Without -Embedding no metric that answers name for themselves asks a model, and they need not be read for it.
        (embedding is null && !metrics.Any(metric => ScoringEstimate.AsksModel(Catalog, metric)))
        || ScoringEstimate.OfAsync(Catalog, metrics, ExpectedAnswer.Of(read()), stop).GetAwaiter().GetResult()
            .All(e => command.ShouldProcess($"{Views.Text(e.Metric)}, {Views.Text(e.Size)}", $"Ask, {e.Describe()}"));

    /// <summary>Says what metrics asked that ask a model, for that has cost time or money.</summary>
    public void SayTallies()
    {
        foreach (ScorerTally tally in _models?.Tallies ?? [])
        {
            command.WriteVerbose(Views.Text(tally.ToString()));
        }
    }

    public void Dispose() => _models?.Dispose();
}
