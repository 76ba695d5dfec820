using System.Collections;
using System.Globalization;
using System.Management.Automation;
using GenEval.Notebooks;
using GenEval.PowerShell.Input;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Invoke, "GenNotebook", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(NotebookRun))]
public sealed class InvokeGenNotebookCommand : GenPathCommand
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string OutputPath { get; set; } = "";

    [Parameter]
    [Alias("Parameters")]
    [ValidateNotNull]
    public IDictionary? Parameter { get; set; }

    [Parameter]
    public double CellTimeoutSec { get; set; } = 600;

    [Parameter]
    public double? TimeoutSec { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Module { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void ProcessPath(string path)
    {
        PathResolver resolver = new(this);
        string output = resolver.File(OutputPath, out ErrorRecord? error) ?? OutputPath;
        string target = Directory.Exists(output) ? global::System.IO.Path.Combine(output, global::System.IO.Path.GetFileName(path)) : output;
        // Two notebooks never go into one file.
        error ??= File.Exists(target) && (!Force || _written.Contains(target)) ? Errors.FileExists(resolver.Short(target)) : null;
        string? module = Module is null || error is not null ? null : resolver.File(Module, out error);
        Require(error);
        TryCall(() => Run(path, target, module), path);
    }

    private void Run(string path, string target, string? module)
    {
        Notebook notebook = Notebook.Read(path);
        NotebookOptions options = new()
        {
            Parameters = Parameter is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonValue.Texts(Parameter),
            CellTimeout = NotebookOptions.Seconds(CellTimeoutSec),
            Timeout = TimeoutSec is { } limit ? NotebookOptions.Seconds(limit) : null,
            Module = module,
        };
        if (!ShouldProcess(path, FormattableString.Invariant($"Run {notebook.Cells.Count(c => c.IsCode)} cells of code and write {target}")))
        {
            return;
        }

        NotebookRun run = Run(notebook, global::System.IO.Path.GetDirectoryName(path)!, options);
        run.Notebook.Write(target, StopToken);
        _written.Add(target);
        if (run.Failed is { } failed)
        {
            WriteError(Errors.NotebookFailed(path, failed.Number, failed.Id, Views.Text(failed.FirstLine), Views.Block(failed.Message)));
        }

        WriteObject(run);
    }

    private NotebookRun Run(Notebook notebook, string folder, NotebookOptions options)
    {
        NotebookRun? run = null;
        int ended = 0;
        using ProgressMeter progress = new(this, "Running cells", "cells");
        PipelinePump.Run<(CellRun Cell, TaskCompletionSource Said)>(
            async (post, token) => run = await NotebookRunner.RunAsync(notebook, folder, options with { CellEnded = cell => Post(cell, post, token) }, token).ConfigureAwait(false),
            one =>
            {
                WriteVerbose(string.Create(CultureInfo.InvariantCulture, $"cell {one.Cell.Number} {Views.Word(one.Cell.Outcome)} ({one.Cell.Elapsed.TotalSeconds:0.0} s) {Views.Text(one.Cell.Message ?? "")}").TrimEnd());
                progress.Show(string.Create(CultureInfo.InvariantCulture, $"{++ended} done"), percent: -1);
                one.Said.SetResult();
            },
            StopToken);
        return run!;
    }

    /// <summary>Waits until the session has said it: while the next cell runs, what is written to the console is that cell's output.</summary>
    private static void Post(CellRun cell, Action<(CellRun, TaskCompletionSource)> post, CancellationToken token)
    {
        TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        post((cell, said));
        said.Task.Wait(token);
    }
}
