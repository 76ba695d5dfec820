using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Import, "GenRun", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(RunInfo))]
public sealed class ImportGenRunCommand : GenPathCommand
{
    private RunStoreSource? _runs;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    private protected override void ProcessPath(string path)
    {
        _runs ??= new(this, Store);
        string? location = StoreLocation.Of(this, Store);
        if (ShouldProcess(path, $"Import into the run store {(location is null ? "of this user" : Views.Text(StoreDatabase.Of(location, StoreMode.Read).Name))}"))
        {
            TryCall(() => WriteObject(RunArchive.ImportAsync(_runs.Open(StoreMode.Write), path, StopToken).GetAwaiter().GetResult()), path);
        }
    }
}
