using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenSuite", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(DirectoryInfo))]
public sealed class ExportGenSuiteCommand : GenExportCommand
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [SuiteTransformation]
    [ValidateNotNull]
    public Suite? Suite { get; set; }

    protected override void ProcessRecord()
    {
        string folder = Target();
        Export(
            folder,
            FormattableString.Invariant($"Write the suite {Views.Text(Suite!.Name)}: {Suite.Tasks.Count:N0} tasks, {Suite.Instances.Count:N0} instances"),
            () => SuiteWriter.Write(Suite, folder));
    }

    private protected override bool Exists(string path) => SuiteReader.IsSuite(path);

    private protected override FileSystemInfo Info(string path) => new DirectoryInfo(path);
}
