using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>What all cmdlets share that read answers: how they are scored, labelled and named, and where stored runs are.</summary>
public abstract class GenAnswerCommand : GenCommand
{
    [Parameter]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Metric { get; set; } = [];

    [Parameter]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public EmbeddingSettings? Embedding { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Seen { get; set; }

    [Parameter]
    [MapTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Map { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    private ModelScorers? _models;

    /// <summary>Every metric, those that ask a model included.</summary>
    private protected ScorerCatalog Catalog => (_models ??= new(StoreLocation.Of(this, Store), embedding: Embedding)).Catalog.Resolving(new PathResolver(this).FileOrPattern);

    protected override void Dispose(bool disposing)
    {
        _models?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Says what metrics asked that ask a model, for that has cost time or money.</summary>
    private protected void SayTallies()
    {
        foreach (ScorerTally tally in _models?.Tallies ?? [])
        {
            WriteVerbose(Views.Text(tally.ToString()));
        }
    }

    /// <summary>How files are read.</summary>
    private protected RecordReadOptions Reading() => Call(
        () =>
        {
            PathResolver resolver = new(this);
            return StoredAnswers.Resolving(StoreLocation.Of(this, Store)) with
            {
                Map = Map.Length == 0 ? null : ColumnMap.Parse(Map),
                Seen = Seen is null ? null : SeenLabels.Parse(resolver.FileOrPattern(Seen)),
            };
        },
        Seen ?? (object)Map);

    /// <summary>What a reader of the document must know is said where nobody may have looked yet.</summary>
    private protected void Warn(IEnumerable<Warning> warnings, string? about = null)
    {
        foreach (Warning warning in warnings)
        {
            WriteWarning(Errors.Speak(about is null ? warning.Message : $"{about}: {warning.Message}"));
        }
    }
}
