using System.CommandLine;
using System.Globalization;
using GenEval.Notebooks;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval notebook run FILE</c>: a notebook from its first cell to its last, without a notebook's window.</summary>
internal static class NotebookCommand
{
    public static Command Create(CliConsole console)
    {
        Command command = new("notebook", "Run notebooks (.ipynb) headless, with parameters.") { Run(console) };
        return command;
    }

    private static Command Run(CliConsole console)
    {
        Argument<string> file = new("FILE") { Description = "The notebook: C# cells run here, PowerShell cells in the pwsh on the PATH." };
        Option<string[]> parameters = new("--parameter", "-p") { Description = "A value for the cell tagged 'parameters'.", HelpName = "name=value" };
        Option<string> output = new("--output", "-o") { Description = "Where the notebook with its outputs is written; FILE itself may be named.", Required = true, HelpName = "FILE" };
        Option<double> cellTimeout = new("--cell-timeout") { Description = "The longest that a cell may take, in seconds.", DefaultValueFactory = _ => 600, HelpName = "S" };
        Option<double?> timeout = new("--timeout") { Description = "The longest that all cells together may take, in seconds; no limit where it is left out.", HelpName = "S" };
        Option<string?> module = new("--module") { Description = "GenEval.psd1 of the module that PowerShell cells import; where it is left out, the one that they name.", HelpName = "FILE" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing of cells that are done." };
        Command command = new("run", "Run a notebook's cells in order; end with 1 at the first that fails.") { file, parameters, output, cellTimeout, timeout, module, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(file);
            NotebookOptions options = new()
            {
                Parameters = NotebookValues.Parse(parsed.GetValue(parameters) ?? []),
                CellTimeout = NotebookOptions.Seconds(parsed.GetValue(cellTimeout)),
                Timeout = parsed.GetValue(timeout) is { } limit ? NotebookOptions.Seconds(limit) : null,
                Module = parsed.GetValue(module) is { } manifest ? Path.GetFullPath(manifest) : null,
                CellEnded = parsed.GetValue(quiet) ? null : cell => Say(cell, console),
            };
            NotebookRun run = await NotebookRunner.RunAsync(Notebook.Read(path), Path.GetDirectoryName(Path.GetFullPath(path))!, options, cancellationToken).ConfigureAwait(false);
            string target = parsed.GetRequiredValue(output);
            run.Notebook.Write(target, cancellationToken);
            return Finish(run, target, console, parsed.GetValue(quiet));
        });
        return command;
    }

    private static int Finish(NotebookRun run, string target, CliConsole console, bool quiet)
    {
        if (!quiet)
        {
            int skipped = run.Cells.Count(c => c.Outcome == CellOutcome.Skipped);
            console.Error.WriteLine($"Wrote {Printable.Line(target)}: {run.Cells.Count - skipped} cells run, {skipped} skipped, {run.NotReached} not reached");
        }

        if (run.Failed is { } failed)
        {
            console.Error.WriteLine($"geneval: cell {failed.Number} ({failed.Id}) failed: {Printable.Line(failed.FirstLine)}");
            foreach (string line in failed.Message!.Split('\n'))
            {
                console.Error.WriteLine($"  {Printable.Line(line)}");
            }

            return ExitCode.GateFailed;
        }

        return ExitCode.Done;
    }

    private static void Say(CellRun cell, CliConsole console)
    {
        string what = cell.Outcome == CellOutcome.Skipped ? $"skipped, {cell.Message}" : cell.Outcome == CellOutcome.Failed ? "failed" : "done";
        console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cell {cell.Number} {Printable.Line(what)} ({cell.Elapsed.TotalSeconds:0.0} s)"));
    }
}
