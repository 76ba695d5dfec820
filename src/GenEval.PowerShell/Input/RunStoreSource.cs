using System.Management.Automation;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.PowerShell.Input;

/// <summary>The run store of -Store, opened when it is first needed.</summary>
internal sealed class RunStoreSource(GenCommand command, string? store)
{
    private RunStore? _store;

    public RunStore Open(StoreMode mode) =>
        _store ??= RunStore.OpenAsync(StoreLocation.Of(command, store), mode, cancellationToken: command.StopToken).GetAwaiter().GetResult();

    /// <summary>The runs of an id, of its beginning, of <c>latest</c>, or of a wildcard pattern, which may fit none.</summary>
    public IEnumerable<RunInfo> Find(string id, StoreMode mode)
    {
        RunStore open = Open(mode);
        if (!WildcardPattern.ContainsWildcardCharacters(id))
        {
            return [open.FindAsync(id, command.StopToken).GetAwaiter().GetResult()];
        }

        WildcardPattern pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
        return open.ListAsync(command.StopToken).GetAwaiter().GetResult().Where(r => pattern.IsMatch(r.Id));
    }
}
