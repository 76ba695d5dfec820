using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsData.Import, "GenRun", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(RunInfo))]
public sealed class ImportGenRunCommand : GenPathCommand
{
    private RunStore? _store;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    private protected override void ProcessPath(string path)
    {
        string? location = StoreLocation.Of(this, Store);
        if (ShouldProcess(path, $"Import into the run store {(location is null ? "of this user" : Views.Text(StoreDatabase.Of(location, StoreMode.Read).Name))}"))
        {
            TryCall(
                () =>
                {
                    _store ??= RunStore.OpenAsync(location, StoreMode.Write, cancellationToken: StopToken).GetAwaiter().GetResult();
                    WriteObject(RunArchive.ImportAsync(_store, path, StopToken).GetAwaiter().GetResult());
                },
                path);
        }
    }
}
