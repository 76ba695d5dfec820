using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenReportCommand : GenCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private readonly List<object> _documents = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Report")]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

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

    protected override void ProcessRecord()
    {
        foreach (object document in InputObject.Select(o => o.BaseObject))
        {
            if (!DocumentRenderer.IsDocument(document))
            {
                ThrowTerminatingError(Errors.InputNotADocument(document));
            }

            _documents.Add(document);
        }
    }

    protected override void EndProcessing()
    {
        if (_documents.Count == 0)
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

        if (ShouldProcess(path, FormattableString.Invariant($"Write {_documents.Count} document(s) as {format}")))
        {
            Call(() => ReportFile.Write(path, writer => DocumentRenderer.Render(_documents, format!.Value, writer), StopToken), given);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
