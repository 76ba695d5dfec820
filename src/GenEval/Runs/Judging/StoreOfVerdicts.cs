using GenEval.Runs.Stores;

namespace GenEval.Runs.Judging;

/// <summary>Where a run store is; null stands for <see cref="RunStore.DefaultLocation"/>.</summary>
/// <param name="Location">A file or a connection, or null.</param>
public sealed record RunStoreLocation(string? Location);

/// <summary>The store for one batch, opened when it is first needed; none where verdicts are not kept.</summary>
internal sealed class StoreOfVerdicts(RunStoreLocation? location) : IAsyncDisposable
{
    private VerdictStore? _open;

    /// <summary>The store where there is one; none is made, and none is brought up to date.</summary>
    public async Task<VerdictStore?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return location is null ? null
                : _open = new VerdictStore((await RunStore.OpenAsync(location.Location, StoreMode.Read, cancellationToken: cancellationToken).ConfigureAwait(false)).Database);
        }
        catch (GenEvalException e) when (e.Id is "RunStoreMissing" or "RunStoreInvalid" or "RunStoreVersion")
        {
            return null;
        }
    }

    public async Task<VerdictStore?> OpenAsync(CancellationToken cancellationToken)
    {
        if (location is not null)
        {
            RunStore store = await RunStore.OpenAsync(location.Location, cancellationToken: cancellationToken).ConfigureAwait(false);
            _open = new VerdictStore(store.Database);
        }

        return _open;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _open?.DisposeAsync() ?? ValueTask.CompletedTask;
}
