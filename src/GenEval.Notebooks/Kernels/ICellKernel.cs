namespace GenEval.Notebooks;

/// <summary>Runs the cells of one language; what a cell defines is there for the next.</summary>
internal interface ICellKernel : IAsyncDisposable
{
    /// <summary>Runs a cell; what it shows goes to <paramref name="outputs"/>.</summary>
    /// <returns>What ended it, or null.</returns>
    Task<CellError?> RunAsync(string code, int count, CellOutputs outputs, CancellationToken cancellationToken);
}
