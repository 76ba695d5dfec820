namespace GenEval.Runs.Judging;

/// <summary>Where a run store is; null stands for <see cref="RunStore.DefaultLocation"/>.</summary>
/// <param name="Location">A file or a connection, or null.</param>
public sealed record RunStoreLocation(string? Location);

/// <summary>The store for one batch, opened when it is first needed; none where verdicts are not kept.</summary>
internal sealed class StoreOfVerdicts(RunStoreLocation? location) : IAsyncDisposable
{
    private VerdictStore? _open;

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
