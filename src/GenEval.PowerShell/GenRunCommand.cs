using System.Management.Automation;
using GenEval.PowerShell.Input;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell;

/// <summary>A cmdlet on the run store.</summary>
public abstract class GenRunCommand : GenCommand
{
    private RunStore? _store;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    /// <summary>The store, opened when it is first needed.</summary>
    private protected RunStore Open(StoreMode mode) =>
        _store ??= RunStore.OpenAsync(StoreLocation.Of(this, Store), mode, cancellationToken: StopToken).GetAwaiter().GetResult();

    /// <summary>The runs of an id, of its beginning, of <c>latest</c>, or of a wildcard pattern, which may fit none.</summary>
    private protected IEnumerable<RunInfo> Find(string id, StoreMode mode)
    {
        RunStore store = Open(mode);
        if (!WildcardPattern.ContainsWildcardCharacters(id))
        {
            return [store.FindAsync(id, StopToken).GetAwaiter().GetResult()];
        }

        WildcardPattern pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
        return store.ListAsync(StopToken).GetAwaiter().GetResult().Where(r => pattern.IsMatch(r.Id));
    }
}
