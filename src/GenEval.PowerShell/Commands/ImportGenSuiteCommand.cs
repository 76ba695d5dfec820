using System.Management.Automation;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Import, "GenSuite", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Suite))]
public sealed class ImportGenSuiteCommand : GenPathCommand
{
    private protected override void ProcessPath(string path) => TryCall(
        () =>
        {
            Suite suite = SuiteReader.Read(path);
            WriteVerbose(FormattableString.Invariant(
                $"{path}: suite {suite.Name}, {suite.Tasks.Count} tasks, {suite.Instances.Count} instances, {suite.Files().Count} files of responses."));
            WriteObject(suite);
        },
        path);
}
