using System.Management.Automation;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Export, "GenRun", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportGenRunCommand : GenExportCommand
{
    private RunStoreSource? _runs;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    // The runs come first here.
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public override string Path { get; set; } = "";

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    protected override void ProcessRecord()
    {
        string path = Target();
        _runs ??= new(this, Store);
        foreach (string id in Id)
        {
            TryCall(() => Export(_runs, id, path), id);
        }
    }

    private void Export(RunStoreSource runs, string id, string path)
    {
        foreach (RunInfo run in runs.Find(id, StoreMode.Read).ToArray())
        {
            // In a folder each run has a file of its own.
            string file = Directory.Exists(path) ? global::System.IO.Path.Combine(path, run.Id + ".jsonl.gz") : path;
            if (IsTaken(file))
            {
                WriteError(Errors.FileExists(file));
            }
            else
            {
                Write(file, $"Export run {run.Id}", () => RunArchive.ExportAsync(runs.Open(StoreMode.Read), run.Id, file, StopToken).GetAwaiter().GetResult());
            }
        }
    }
}
