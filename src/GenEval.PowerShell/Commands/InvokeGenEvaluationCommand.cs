using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Input;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Invoke, "GenEvaluation", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Report))]
public sealed class InvokeGenEvaluationCommand : GenInputCommand
{
    private const string SuiteSet = "Suite";
    private IReadOnlyList<string>? _baseline;

    [Parameter(Mandatory = true, ParameterSetName = SuiteSet)]
    [SuiteTransformation]
    [ValidateNotNull]
    public Suite? Suite { get; set; }

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

    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _baseline = Baseline.Length == 0 ? null : AnswerSource.Resolve(this, Baseline, literal: false);
    }

    private protected override void AddInput()
    {
        if (ParameterSetName == SuiteSet)
        {
            Source.Add(Suite!);
        }
        else
        {
            base.AddInput();
        }
    }

    protected override void EndProcessing()
    {
        Source.RequireAnswers();
        EvaluationOptions options = Evaluation() with { Threshold = Threshold, WordingDesign = WordingDesign, Worst = Worst };
        using ProgressMeter progress = new(this, "Evaluating", "records");
        IReadOnlyList<Report> reports = Call(
            () => RecordedAnswers.Evaluate(Source.Read, ReadOptions, options, _baseline, progress.Add, StopToken), Source.Target);
        foreach (Report report in reports)
        {
            Warn(report.Warnings, report.Model);
            WriteObject(report);
        }
    }
}
