using System.Management.Automation;
using GenEval.PowerShell.Input;

namespace GenEval.PowerShell;

/// <summary>A cmdlet on the run store.</summary>
public abstract class GenRunCommand : GenCommand
{
    private RunStoreSource? _runs;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    private protected RunStoreSource Runs => _runs ??= new(this, Store);
}
