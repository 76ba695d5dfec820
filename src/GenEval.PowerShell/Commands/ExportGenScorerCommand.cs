using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenScorer", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenScorerCommand : GenCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ScorerTransformation]
    [ValidateNotNull]
    public ScorerModel? Scorer { get; set; }

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
        string path = new PathResolver(this).File(given, out ErrorRecord? error) ?? given;
        error ??= File.Exists(path) && !Force ? Errors.FileExists(given) : null;
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }

        if (ShouldProcess(path, $"Write the scorer {Views.Scorer(Scorer!.Card)}"))
        {
            Call(() => ScorerFile.Write(path, Scorer), given);
            if (PassThru)
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
