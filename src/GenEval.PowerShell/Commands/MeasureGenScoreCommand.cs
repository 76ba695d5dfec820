using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsDiagnostic.Measure, "GenScore")]
[OutputType(typeof(ScoreResult), typeof(PSObject))]
public sealed class MeasureGenScoreCommand : GenCommand
{
    private (string Name, RecordScorer Scorer)[] _scorers = [];
    private AnswerScoring? _scoring;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Output")]
    [AllowNull]
    [AllowEmptyString]
    public string? Prediction { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("References")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? Reference { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Metric { get; set; } = [Scorers.Default];

    [Parameter]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public EmbeddingSettings? Embedding { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void BeginProcessing() => _scorers = Call(
        () =>
        {
            ScorerCatalog catalog = (_scoring = new(this, store: null, Embedding)).Catalog;
            return Metric.Select(m =>
            {
                // A name that only a record's own scores could have is a slip here.
                _ = catalog.Create(m);
                return (m, new RecordScorer(m, catalog));
            }).ToArray();
        },
        Metric);

    protected override void Dispose(bool disposing)
    {
        _scoring?.Dispose();
        base.Dispose(disposing);
    }

    protected override void ProcessRecord()
    {
        string[] references = Reference ?? [];
        EvaluationRecord record = new() { Task = "", Output = Prediction, References = references };
        foreach ((string name, RecordScorer scorer) in _scorers)
        {
            Score score = Call(() => scorer.Score(record), Prediction);
            if (!PassThru || InputObject is null)
            {
                WriteObject(new ScoreResult { Metric = name, Score = score.Value, Reason = score.Reason, Prediction = Prediction, Reference = references });
            }
            else if (InputObject.Properties[name] is { } known)
            {
                known.Value = score.Value;
            }
            else
            {
                InputObject.Properties.Add(new PSNoteProperty(name, score.Value));
            }
        }

        if (PassThru && InputObject is not null)
        {
            WriteObject(InputObject);
        }
    }

    protected override void EndProcessing() => _scoring?.SayTallies();
}
