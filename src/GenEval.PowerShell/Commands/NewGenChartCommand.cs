using System.Management.Automation;
using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "GenChart", DefaultParameterSetName = FigureSet, SupportsShouldProcess = true)]
[OutputType(typeof(Figure), typeof(FileInfo))]
public sealed class NewGenChartCommand : GenExportCommand
{
    private const string FigureSet = "Figure";
    private readonly List<object> _documents = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FigureSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    [Alias("Report")]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public ChartKind? Kind { get; set; }

    protected override void ProcessRecord() => _documents.AddRange(InputObject.Select(o => o.BaseObject));

    protected override void EndProcessing()
    {
        if (_documents.Count == 0)
        {
            return;
        }

        IReadOnlyList<Figure> figures = Call(() => Figures.Of(_documents, Kind), _documents.Count == 1 ? _documents[0] : _documents);
        if (ParameterSetName == FigureSet)
        {
            WriteObject(figures, enumerateCollection: true);
            return;
        }

        string path = Target();
        string ending = global::System.IO.Path.GetExtension(path).ToUpperInvariant();
        Require(ending is ".SVG" or ".JSON" ? null : Errors.ChartFormatUnknown(Given));
        Require(figures.Count == 1 ? null : Errors.SeveralFigures(Given, figures.Count));
        Export(
            path,
            $"Write the figure '{figures[0].Title}'",
            () =>
            {
                string content = ending == ".SVG" ? figures[0].ToSvg() : figures[0].ToJson();
                ReportFile.Write(path, writer => writer.Write(content), StopToken);
            });
    }
}
