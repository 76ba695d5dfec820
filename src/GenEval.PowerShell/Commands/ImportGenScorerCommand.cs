using System.Management.Automation;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Import, "GenScorer", DefaultParameterSetName = PathSet)]
[OutputType(typeof(ScorerModel))]
public sealed class ImportGenScorerCommand : GenPathCommand
{
    private protected override void ProcessPath(string path) => TryCall(() => WriteObject(ScorerFile.Read(path)), path);
}
