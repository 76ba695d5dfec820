using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Models;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Invoke, "GenEvaluation", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(Report))]
public sealed class InvokeGenEvaluationCommand : GenInputCommand
{
    private const string SuiteSet = "Suite";
    private const string ModelSet = "Model";
    private const string ResumeSet = "Resume";
    private IReadOnlyList<string>? _baseline;
    private IDriverTrainer? _drivers;

    [Parameter(Mandatory = true, ParameterSetName = SuiteSet)]
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ModelSet)]
    [Parameter(Position = 0, ParameterSetName = ResumeSet)]
    [SuiteTransformation]
    [ValidateNotNull]
    public Suite? Suite { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ModelSet)]
    [Parameter(Mandatory = true, ParameterSetName = ResumeSet)]
    [ValidateNotNull]
    public ModelOptions? Model { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ResumeSet)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Resume { get; set; }

    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = ResumeSet)]
    [Alias("Concurrency")]
    public int? ThrottleLimit { get; set; }

    [Parameter(ParameterSetName = ModelSet)]
    public int Repeats { get; set; } = 1;

    [Parameter(ParameterSetName = ModelSet)]
    public int? Wordings { get; set; }

    [Parameter(ParameterSetName = ModelSet)]
    public int? Inputs { get; set; }

    [Parameter(ParameterSetName = ModelSet)]
    [ValidateNotNullOrEmpty]
    public IDictionary? Label { get; set; }

    [Parameter(ParameterSetName = ModelSet)]
    [Parameter(ParameterSetName = ResumeSet)]
    public SwitchParameter Cache { get; set; }

    [Parameter(ParameterSetName = ResumeSet)]
    public SwitchParameter RetryFailed { get; set; }

    [Parameter]
    public double? Threshold { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Baseline { get; set; } = [];

    [Parameter]
    public WordingDesign? WordingDesign { get; set; }

    [Parameter]
    public int Worst { get; set; } = 5;

    [Parameter]
    [ArgumentCompleter(typeof(DriverTrainerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DriverTrainer { get; set; }

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _drivers = Call(() => DriverTrainers.Of(DriverTrainer), DriverTrainer);
        _baseline = Baseline.Length == 0 ? null : AnswerSource.Resolve(this, Baseline, literal: false);
    }

    private protected override void AddInput()
    {
        switch (ParameterSetName)
        {
            case ModelSet:
            case ResumeSet:
                Ask();
                break;
            case SuiteSet:
                Source.Add(Suite!);
                break;
            default:
                base.AddInput();
                break;
        }
    }

    protected override void EndProcessing()
    {
        if (ParameterSetName is not (ModelSet or ResumeSet))
        {
            Source.RequireAnswers();
            if (Call(() => Scoring.MayAsk(Metric, () => Source.Read(ReadOptions).Concat(InputResolver.Read(_baseline ?? [], ReadOptions)), StopToken), Source.Target))
            {
                Report(Source.Read, Source.Target);
            }
        }
    }

    private void Ask()
    {
        ModelOptions model = ThrottleLimit is { } limit ? Model! with { Concurrency = limit } : Model!;
        EvaluationOptions scoring = Evaluation() with { Baseline = InputResolver.Read(_baseline ?? [], ReadOptions) };
        ModelRun run = new(this, StoreLocation.Of(this, Store), model, RunOptions(), scoring);
        RunSummary? summary = ParameterSetName == ResumeSet ? run.Resume(Resume!, Suite, StopToken) : run.Start(Suite!, StopToken);
        if (summary is null)
        {
            return;
        }

        if (summary.IsCancelled)
        {
            throw new PipelineStoppedException();
        }

        WriteVerbose(string.Create(
            CultureInfo.InvariantCulture,
            $"run:{summary.Run.Id}: {summary.Run.Counts.Done:N0} of {summary.Run.Cells:N0} prompts have an outcome ({summary.Kept:N0} from before, {summary.Cached:N0} from the cache), {summary.Calls:N0} calls in {summary.Elapsed.TotalSeconds:0.0} s; {summary.Durability}."));
        if (!summary.IsComplete)
        {
            WriteError(Errors.RunIncomplete(summary));
        }

        RecordReadOptions stored = StoredAnswers.Resolving(StoreLocation.Of(this, Store), summary.Plan);
        Report(o => InputResolver.Read([$"run:{summary.Run.Id}"], o with { ResolveRun = stored.ResolveRun }), summary.Run);
    }

    private void Report(Func<RecordReadOptions, IEnumerable<EvaluationRecord>> read, object? target)
    {
        EvaluationOptions options = Evaluation() with { Threshold = Threshold, WordingDesign = WordingDesign, Worst = Worst, DriverTrainer = _drivers };
        using ProgressMeter progress = new(this, "Evaluating", "records");
        IReadOnlyList<Report> reports = Call(() => RecordedAnswers.Evaluate(read, ReadOptions, options, _baseline, progress.Add, StopToken), target);
        Scoring.SayTallies();
        foreach (Report report in reports)
        {
            Warn(report.Warnings, report.Model);
            WriteObject(report);
        }
    }

    private RunOptions RunOptions() => new()
    {
        Plan = new() { Wordings = Wordings, Inputs = Inputs, Repeats = Repeats, Seed = Seed },
        Labels = Label is null ? null : JsonValue.Entries(Label).ToDictionary(e => e.Key, e => Convert.ToString(JsonValue.Unwrap(e.Value), CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal),
        UseCache = Cache,
        RetryFailed = RetryFailed,
        Levels = RunningLevels.Of(Metric, LevelRule.RungOf, Scoring.Catalog),
    };
}
