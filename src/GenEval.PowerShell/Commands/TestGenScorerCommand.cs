using System.Management.Automation;
using GenEval.Generalization.Learned;
using GenEval.PowerShell.Input;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsDiagnostic.Test, "GenScorer", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ScorerCard))]
public sealed class TestGenScorerCommand : GenRatingCommand
{
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet)]
    [ScorerTransformation]
    [ValidateNotNull]
    public ScorerModel? Scorer { get; set; }

    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        if (!IsPooling)
        {
            Test();
        }
    }

    protected override void EndProcessing()
    {
        if (IsPooling)
        {
            Test();
        }
    }

    private void Test()
    {
        using ProgressMeter progress = new(this, "Testing a scorer", "ratings");
        WriteObject(Said(Call(() => ScorerTraining.Test(Scorer!, Ratings(), Options(progress), StopToken), Source.Target)));
    }
}
