using System.Management.Automation;
using GenEval.Generalization;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Compare, "GenRun", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Comparison))]
public sealed class CompareGenRunCommand : GenInputCommand
{
    [Parameter]
    public SwitchParameter Baseline { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    protected override void EndProcessing()
    {
        Source.RequireAnswers();
        using ProgressMeter progress = new(this, "Comparing", "records");
        IReadOnlyList<Comparison> comparisons = Call(
            () => RecordedAnswers.Compare(Source.Runs(pooled: By is not null), By, Baseline, Evaluation(), progress.Add, StopToken), Source.Target);
        Scoring.SayTallies();
        foreach (Comparison comparison in comparisons)
        {
            Warn(comparison.Warnings, $"{comparison.A} - {comparison.B}");
            WriteObject(comparison);
        }
    }
}
