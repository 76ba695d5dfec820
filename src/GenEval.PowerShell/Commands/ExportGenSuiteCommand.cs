using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Suites;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenSuite", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(DirectoryInfo))]
public sealed class ExportGenSuiteCommand : GenCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [SuiteTransformation]
    [ValidateNotNull]
    public Suite? Suite { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        string given = ParameterSetName == LiteralPathSet ? LiteralPath : Path;
        string folder = new PathResolver(this).File(given, out ErrorRecord? error) ?? given;
        error ??= SuiteReader.IsSuite(folder) && !Force ? Errors.FileExists(given) : null;
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }

        string action = FormattableString.Invariant($"Write the suite {Views.Text(Suite!.Name)}: {Suite.Tasks.Count:N0} tasks, {Suite.Instances.Count:N0} instances");
        if (ShouldProcess(folder, action))
        {
            Call(() => SuiteWriter.Write(Suite, folder), given);
            if (PassThru)
            {
                WriteObject(new DirectoryInfo(folder));
            }
        }
    }
}
