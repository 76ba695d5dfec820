using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Input;
using GenEval.Statistics;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsDiagnostic.Test, "GenSuite", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckReport))]
public sealed class TestGenSuiteCommand : GenInputCommand
{
    private static readonly ContaminationOptions s_defaults = new();

    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Corpus { get; set; } = [];

    [Parameter]
    public int NGram { get; set; } = s_defaults.NGram;

    [Parameter]
    public double MinShare { get; set; } = s_defaults.MinShare;

    [Parameter]
    public double MinCoverage { get; set; } = s_defaults.MinCoverage;

    [Parameter]
    public double MinJaccard { get; set; } = s_defaults.MinJaccard;

    [Parameter]
    public double? Threshold { get; set; }

    [Parameter]
    public WordingDesign? WordingDesign { get; set; }

    protected override void EndProcessing()
    {
        ContaminationOptions options = new() { NGram = NGram, MinShare = MinShare, MinCoverage = MinCoverage, MinJaccard = MinJaccard };
        EvaluationOptions evaluation = Evaluation() with { Threshold = Threshold, WordingDesign = WordingDesign };
        IReadOnlyList<string> corpus = AnswerSource.Resolve(this, Corpus, literal: false);
        using ProgressMeter progress = new(this, "Checking", "bytes of the corpus");
        CheckReport report = Call(
            () => ContaminationCheck.Run(Source.Checked(), corpus, ReadOptions, evaluation, options, progress.Add, StopToken), Source.Target);
        Scoring.SayTallies();
        Warn(report.Warnings);
        WriteObject(report);
    }
}
