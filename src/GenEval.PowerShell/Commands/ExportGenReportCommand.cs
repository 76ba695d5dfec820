using System.Management.Automation;
using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenReportCommand : GenExportCommand
{
    private readonly List<object> _documents = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [Alias("Report")]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public ReportFormat? Format { get; set; }

    protected override void ProcessRecord()
    {
        foreach (object document in InputObject.Select(o => o.BaseObject))
        {
            Require(DocumentRenderer.IsDocument(document) ? null : Errors.InputNotADocument(document));
            _documents.Add(document);
        }
    }

    protected override void EndProcessing()
    {
        if (_documents.Count == 0)
        {
            return;
        }

        string path = Target();
        ReportFormat? format = Format ?? ReportFormats.OfName(path);
        Require(format is null ? Errors.FormatUnknown(Given) : null);
        Export(
            path,
            FormattableString.Invariant($"Write {_documents.Count} document(s) as {format}"),
            () => ReportFile.Write(path, writer => DocumentRenderer.Render(_documents, format!.Value, writer), StopToken));
    }
}
