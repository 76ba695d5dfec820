using System.Management.Automation;
using GenEval.Generalization.Learned;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>A cmdlet that reads rated answers, from paths or through the pipeline, to train a scorer or to test one.</summary>
public abstract class GenRatingCommand : GenCommand
{
    protected const string PathSet = "Path";
    protected const string LiteralPathSet = "LiteralPath";
    protected const string InputObjectSet = "InputObject";
    private static readonly ScorerOptions s_defaults = new();
    private readonly List<SuiteWarning> _warnings = [];
    private RecordReadOptions _reading = new();
    private AnswerSource _source = null!;
    private ModelScorers? _models;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [EmbeddingTransformation]
    [ValidateNotNull]
    public EmbeddingSettings? Embedding { get; set; }

    [Parameter]
    [MapTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Map { get; set; } = [];

    [Parameter]
    public double Confidence { get; set; } = s_defaults.Confidence;

    [Parameter]
    public long Seed { get; set; } = s_defaults.Seed;

    private protected bool IsPooling => ParameterSetName == InputObjectSet;

    private protected object? Target => _source.Target;

    protected override void BeginProcessing()
    {
        _reading = Call(() => new RecordReadOptions { Map = Map.Length == 0 ? null : ColumnMap.Parse(Map), Warn = _warnings.Add }, Map);
        _source = new(this, _reading);
        if (!IsPooling)
        {
            _source.Add(ParameterSetName == LiteralPathSet ? LiteralPath : Path, literal: ParameterSetName == LiteralPathSet);
        }
    }

    protected override void ProcessRecord()
    {
        if (IsPooling)
        {
            Call(() => _source.Add(InputObject!), InputObject);
        }
    }

    private protected IEnumerable<EvaluationRecord> Ratings()
    {
        _warnings.Clear();
        _source.RequireAnswers();
        return _source.Read(_reading);
    }

    protected override void Dispose(bool disposing)
    {
        _models?.Dispose();
        base.Dispose(disposing);
    }

    private protected ScorerOptions Options(ProgressMeter progress) => new()
    {
        Embedder = (_models ??= new(embedding: Embedding)).Embedder,
        Confidence = Confidence,
        Seed = Seed,
        Step = step =>
        {
            WriteVerbose(step);
            progress.Show(step, percent: -1);
        },
    };

    /// <summary>The card with what was noticed while reading; what a reader of it must know is said.</summary>
    private protected ScorerCard Said(ScorerCard card)
    {
        foreach (ScorerTally tally in _models?.Tallies ?? [])
        {
            WriteVerbose(Views.Text(tally.ToString()));
        }

        ScorerCard all = card.Read(_warnings);
        foreach (ScorerWarning warning in all.Warnings)
        {
            WriteWarning(Errors.Speak(warning.Message));
        }

        return all;
    }
}
