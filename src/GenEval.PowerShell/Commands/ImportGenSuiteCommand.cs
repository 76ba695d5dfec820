using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.Suites;
using GenEval.Suites.Formats;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Import, "GenSuite", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Suite))]
public sealed class ImportGenSuiteCommand : GenPathCommand
{
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Format { get; set; }

    private protected override void ProcessPath(string path) => TryCall(
        () =>
        {
            // A folder is a suite unless somebody says otherwise: the files of several suites would pass for a benchmark.
            Suite suite = Format is null && Directory.Exists(path)
                ? SuiteReader.Read(path)
                : InputResolver.ReadSuite([path], new RecordReadOptions { From = Format ?? FormatList.Auto, Warn = w => WriteWarning(Errors.Speak($"{path}: {w.Message}")) });
            WriteVerbose(FormattableString.Invariant(
                $"{path}: suite {suite.Name}, {suite.Tasks.Count} tasks, {suite.Instances.Count} instances, {suite.Files().Count} files of responses."));
            WriteObject(suite);
        },
        path);
}
