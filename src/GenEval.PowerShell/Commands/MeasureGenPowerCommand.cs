using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsDiagnostic.Measure, "GenPower", DefaultParameterSetName = VarianceSet)]
[OutputType(typeof(PowerReport))]
public sealed class MeasureGenPowerCommand : GenCommand
{
    private const string VarianceSet = "Variance";
    private const string FromSet = "From";
    private static readonly PowerOptions s_defaults = new();
    private RecordReadOptions _reading = new();
    private AnswerScoring? _scoring;
    private AnswerSource? _pilot;

    [Parameter(Mandatory = true, ParameterSetName = FromSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] From { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = VarianceSet)]
    [Parameter(ParameterSetName = FromSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public double? Tasks { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = VarianceSet)]
    [Parameter(ParameterSetName = FromSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public double? Inputs { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = VarianceSet)]
    [Parameter(ParameterSetName = FromSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public double? TaskVariance { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = VarianceSet)]
    [Parameter(ParameterSetName = FromSet)]
    [Parameter(ParameterSetName = InputObjectSet)]
    public double? InputVariance { get; set; }

    [Parameter]
    public double Wordings { get; set; } = s_defaults.Wordings;

    [Parameter]
    public double WordingVariance { get; set; } = s_defaults.WordingVariance;

    [Parameter]
    public double Power { get; set; } = s_defaults.Power;

    [Parameter]
    public double Confidence { get; set; } = s_defaults.Confidence;

    [Parameter]
    public double? Difference { get; set; }

    [Parameter]
    public double CostTask { get; set; } = s_defaults.CostTask;

    [Parameter]
    public double CostCall { get; set; } = s_defaults.CostCall;

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

    private AnswerScoring Scoring => _scoring ??= new(this, Store, Embedding);

    protected override void Dispose(bool disposing)
    {
        _scoring?.Dispose();
        base.Dispose(disposing);
    }

    protected override void BeginProcessing()
    {
        _reading = Call(() => Scoring.Reading(Map, Seen), Seen ?? (object)Map);
        if (ParameterSetName != VarianceSet)
        {
            _pilot = new(this, _reading);
            _pilot.Add(From, literal: false);
        }
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputObjectSet)
        {
            Call(() => _pilot!.Add(InputObject!), InputObject);
        }
    }

    protected override void EndProcessing()
    {
        _pilot?.RequireAnswers();
        PowerOptions options = new()
        {
            Tasks = Tasks,
            Inputs = Inputs,
            TaskVariance = TaskVariance,
            InputVariance = InputVariance,
            Wordings = Wordings,
            WordingVariance = WordingVariance,
            Power = Power,
            Confidence = Confidence,
            Difference = Difference,
            CostTask = CostTask,
            CostCall = CostCall,
        };
        PowerReport report = Call(
            () => PowerStudy.Plan(options, _pilot?.Read(_reading), new EvaluationOptions { Metrics = Metric, Scorers = Scoring.Catalog }, StopToken), _pilot?.Target);
        Scoring.SayTallies();
        Warn(report.Warnings);
        WriteObject(report);
    }
}
