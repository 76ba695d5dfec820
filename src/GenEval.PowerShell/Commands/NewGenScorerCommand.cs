using System.Management.Automation;
using GenEval.Generalization.Learned;
using GenEval.PowerShell.Completion;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "GenScorer", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ScorerModel))]
public sealed class NewGenScorerCommand : GenRatingCommand
{
    [Parameter]
    [ArgumentCompleter(typeof(TrainerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Trainer { get; set; }

    [Parameter]
    public SwitchParameter TextFeatures { get; set; }

    protected override void EndProcessing()
    {
        using ProgressMeter progress = new(this, "Training a scorer", "ratings");
        ScorerModel scorer = Call(() => ScorerTraining.Train(Ratings(), Options(progress) with { Trainer = Trainer, TextFeatures = TextFeatures }, StopToken), Source.Target);
        _ = Said(scorer.Card);
        WriteObject(scorer);
    }
}
