using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Invoke, "GenEvaluation", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Report))]
public sealed class InvokeGenEvaluationCommand : GenCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string SuiteSet = "Suite";
    private const string InputObjectSet = "InputObject";
    private RecordReadOptions _reading = new();
    private AnswerSource? _source;
    private IReadOnlyList<string>? _baseline;

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = SuiteSet)]
    [SuiteTransformation]
    [ValidateNotNull]
    public Suite? Suite { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Metric { get; set; } = [];

    [Parameter]
    public double? Threshold { get; set; }

    [Parameter]
    public double Confidence { get; set; } = 0.95;

    [Parameter]
    public long Seed { get; set; } = 1;

    [Parameter]
    public UnscoredPolicy Unscored { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Seen { get; set; }

    [Parameter]
    [MapTransformation]
    [ValidateNotNullOrEmpty]
    public string[] Map { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Baseline { get; set; } = [];

    [Parameter]
    public WordingDesign? WordingDesign { get; set; }

    [Parameter]
    public int Worst { get; set; } = 5;

    protected override void BeginProcessing()
    {
        _reading = Call(
            () => new RecordReadOptions
            {
                Map = Map.Length == 0 ? null : ColumnMap.Parse(Map),
                Seen = Seen is null ? null : SeenLabels.Parse(new PathResolver(this).FileOrPattern(Seen)),
            },
            Seen ?? (object)Map);
        _source = new(this, _reading);
        _baseline = Baseline.Length == 0 ? null : AnswerSource.Resolve(this, Baseline, literal: false);
    }

    protected override void ProcessRecord() => Call(
        () =>
        {
            switch (ParameterSetName)
            {
                case SuiteSet:
                    _source!.Add(Suite!);
                    break;
                case InputObjectSet:
                    _source!.Add(InputObject!);
                    break;
                case LiteralPathSet:
                    _source!.Add(LiteralPath, literal: true);
                    break;
                default:
                    _source!.Add(Path, literal: false);
                    break;
            }
        },
        InputObject);

    protected override void EndProcessing()
    {
        EvaluationOptions options = new()
        {
            Metrics = Metric,
            Threshold = Threshold,
            Confidence = Confidence,
            Seed = Seed,
            Unscored = Unscored,
            WordingDesign = WordingDesign,
            Worst = Worst,
        };
        using ProgressMeter progress = new(this, "Evaluating", "records");
        IReadOnlyList<Report> reports = Call(
            () => RecordedAnswers.Evaluate(_source!.Read, _reading, options, _baseline, progress.Add, StopToken), _source!.Target);
        foreach (Report report in reports)
        {
            foreach (Warning warning in report.Warnings)
            {
                WriteWarning(Errors.Speak($"{report.Model}: {warning.Message}"));
            }

            WriteObject(report);
        }
    }
}
