using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenScorer", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenScorerCommand : GenExportCommand
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ScorerTransformation]
    [ValidateNotNull]
    public ScorerModel? Scorer { get; set; }

    protected override void ProcessRecord()
    {
        string path = Target();
        Export(path, $"Write the scorer {Views.Scorer(Scorer!.Card)}", () => ScorerFile.Write(path, Scorer));
    }
}
