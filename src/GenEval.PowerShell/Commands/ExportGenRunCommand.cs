using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenRun", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenRunCommand : GenRunCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
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
        if (error is not null)
        {
            ThrowTerminatingError(error);
        }

        foreach (string id in Id)
        {
            TryCall(() => Export(id, path), id);
        }
    }

    private void Export(string id, string path)
    {
        foreach (RunInfo run in Find(id, StoreMode.Read).ToArray())
        {
            // In a folder each run has a file of its own.
            string file = Directory.Exists(path) ? global::System.IO.Path.Combine(path, run.Id + ".jsonl.gz") : path;
            if (File.Exists(file) && !Force)
            {
                WriteError(Errors.FileExists(file));
            }
            else if (ShouldProcess(file, $"Export run {run.Id}"))
            {
                RunArchive.ExportAsync(Open(StoreMode.Read), run.Id, file, StopToken).GetAwaiter().GetResult();
                if (PassThru)
                {
                    WriteObject(new FileInfo(file));
                }
            }
        }
    }
}
