using System.Diagnostics;
using System.Globalization;

namespace GenEval.Notebooks;

/// <summary>One run of a notebook: its kernels, its clock, its cells.</summary>
internal sealed class NotebookSession(Notebook notebook, string folder, NotebookOptions options) : IAsyncDisposable
{
    private readonly Dictionary<string, ICellKernel> _kernels = new(StringComparer.Ordinal);
    private readonly Requirements _requirements = new(notebook, folder, options);
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task<NotebookRun> RunAsync(CancellationToken cancellationToken)
    {
        List<CellRun> runs = [];
        NotebookCell[] code = [.. notebook.Cells.Where(c => c.IsCode)];
        Array.ForEach(code, c => c.SetOutputs([], count: null));
        int count = 0;
        foreach (NotebookCell cell in code)
        {
            CellOutputs outputs = new();
            TimeSpan start = _clock.Elapsed;
            string? missing = await _requirements.MissingAsync(cell, cancellationToken).ConfigureAwait(false);
            CellError? error = null;
            if (missing is not null)
            {
                outputs.Print("stdout", $"Skipped: {missing}.\n");
            }
            else
            {
                error = await RunAsync(cell, ++count, outputs, cancellationToken).ConfigureAwait(false);
            }

            if (error is not null)
            {
                outputs.Error(error);
            }

            cell.SetOutputs(outputs.Close(), missing is null ? count : null);
            bool failed = error is not null && !cell.Tags.Contains("raises-exception", StringComparer.Ordinal);
            CellRun run = new(
                notebook.Cells.ToList().IndexOf(cell) + 1, cell.Id, FirstLine(cell), failed ? CellOutcome.Failed : missing is null ? CellOutcome.Done : CellOutcome.Skipped,
                failed ? $"{error!.Name}: {error.Message}" : missing, _clock.Elapsed - start);
            runs.Add(run);
            options.CellEnded?.Invoke(run);
            if (failed)
            {
                break;
            }
        }

        return new(notebook, runs, code.Length - runs.Count);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ICellKernel kernel in _kernels.Values)
        {
            await kernel.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<CellError?> RunAsync(NotebookCell cell, int count, CellOutputs outputs, CancellationToken cancellationToken)
    {
        (string language, string code) = CellLanguage.Of(cell, notebook.DefaultLanguage);
        if (Kernel(language) is not { } kernel)
        {
            return new CellError("Error", Unknown(language), []);
        }

        TimeSpan limit = options.Timeout is { } all && all - _clock.Elapsed < options.CellTimeout ? all - _clock.Elapsed : options.CellTimeout;
        using ConsoleCapture console = new(outputs);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // A thread of its own: code that neither ends nor awaits is left behind when its time is up.
        Task<CellError?> running = Task.Factory.StartNew(
            () => kernel.RunAsync(code, count, outputs, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        try
        {
            return await running.WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.FromTicks(1), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            return new CellError("Timeout", string.Create(CultureInfo.InvariantCulture, $"The cell was stopped after {Math.Max(0, limit.TotalSeconds):0.#} s."), []);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return CellErrors.Of(e);
        }
    }

    private ICellKernel? Kernel(string language)
    {
        if (!_kernels.TryGetValue(language, out ICellKernel? kernel))
        {
            kernel = language switch
            {
                CellLanguage.CSharp => new CSharpKernel(folder),
                CellLanguage.PowerShell when (options.PowerShell ?? Programs.Find("pwsh")) is { } program => new PowerShellKernel(program, folder, options.Module),
                _ => null,
            };
            if (kernel is not null)
            {
                _kernels[language] = kernel;
            }
        }

        return kernel;
    }

    private static string Unknown(string language) => language == CellLanguage.PowerShell
        ? "The cell is PowerShell, and there is no pwsh on the PATH."
        : $"The cell is in '{language}'; this runner knows csharp and pwsh.";

    private static string FirstLine(NotebookCell cell) =>
        cell.Source.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith("//", StringComparison.Ordinal)) ?? "";
}
