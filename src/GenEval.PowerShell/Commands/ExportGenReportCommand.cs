using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Input;
using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenReportCommand : GenCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private readonly List<Report> _reports = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public Report[] Report { get; set; } = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    [Parameter]
    public ReportFormat? Format { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => _reports.AddRange(Report);

    protected override void EndProcessing()
    {
        if (_reports.Count == 0)
        {
            return;
        }

        string given = ParameterSetName == LiteralPathSet ? LiteralPath : Path;
        string path = new PathResolver(this).File(given, out ErrorRecord? error) ?? given;
        ReportFormat? format = Format ?? ReportFormats.OfName(path);
        error ??= format is null ? Errors.FormatUnknown(given) : null;
        error ??= File.Exists(path) && !Force ? Errors.FileExists(given) : null;
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }

        if (ShouldProcess(path, FormattableString.Invariant($"Write {_reports.Count} report(s) as {format}")))
        {
            Call(() => ReportFile.Write(path, _reports, format!.Value, cancellationToken: StopToken), given);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
