namespace GenEval.Notebooks;

/// <summary>
/// Runs the cells of a notebook from the first to the last, in the notebook's folder, and writes their outputs into a copy. C# runs in this process and
/// PowerShell in a pwsh; what a cell does, it does with the rights of whoever runs it. One notebook runs at a time in a process.
/// </summary>
public static class NotebookRunner
{
    private static readonly SemaphoreSlim s_one = new(1, 1);

    /// <summary>Runs a notebook until its end or the first cell that fails; a cell tagged <c>raises-exception</c> may fail.</summary>
    /// <param name="notebook">The notebook; it stays as it is.</param>
    /// <param name="folder">Where relative paths of its cells begin: the notebook's own folder.</param>
    /// <param name="options">Parameters and limits; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <exception cref="GenEvalException">A parameter is unknown or not of its kind.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<NotebookRun> RunAsync(Notebook notebook, string folder, NotebookOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new();
        Notebook copy = notebook.Clone();
        NotebookParameters.Inject(copy, options.Parameters);
        await s_one.WaitAsync(cancellationToken).ConfigureAwait(false);
        string before = Directory.GetCurrentDirectory();
        try
        {
            Directory.SetCurrentDirectory(folder);
            NotebookSession session = new(copy, Path.GetFullPath(folder), options);
            await using (session.ConfigureAwait(false))
            {
                return await session.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            s_one.Release();
        }
    }
}
