using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "GenChart", DefaultParameterSetName = FigureSet, SupportsShouldProcess = true)]
[OutputType(typeof(Figure), typeof(FileInfo))]
public sealed class NewGenChartCommand : GenCommand
{
    private const string FigureSet = "Figure";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private readonly List<object> _documents = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = FigureSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PathSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = LiteralPathSet)]
    [Alias("Report")]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public ChartKind? Kind { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string LiteralPath { get; set; } = "";

    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter Force { get; set; }

    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public SwitchParameter PassThru { get; set; }

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

        string given = ParameterSetName == LiteralPathSet ? LiteralPath : Path;
        string path = new PathResolver(this).File(given, out ErrorRecord? error) ?? given;
        string ending = global::System.IO.Path.GetExtension(path).ToUpperInvariant();
        error ??= ending is ".SVG" or ".JSON" ? null : Errors.ChartFormatUnknown(given);
        error ??= figures.Count == 1 ? null : Errors.SeveralFigures(given, figures.Count);
        error ??= File.Exists(path) && !Force ? Errors.FileExists(given) : null;
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }

        if (ShouldProcess(path, $"Write the figure '{figures[0].Title}'"))
        {
            string content = ending == ".SVG" ? figures[0].ToSvg() : figures[0].ToJson();
            Call(() => ReportFile.Write(path, writer => writer.Write(content), StopToken), given);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
