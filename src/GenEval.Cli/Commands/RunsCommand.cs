using System.CommandLine;
using System.Globalization;
using GenEval.Reports;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval runs list|show|remove|export|import</c>: the run store.</summary>
internal static class RunsCommand
{
    public static Command Create(CliConsole console)
    {
        Option<string?> store = StoreOption();
        Command command = new("runs", "The stored runs.") { List(console, store), Show(console, store), Remove(console, store), Export(console, store), Import(console, store) };
        return command;
    }

    public static Option<string?> StoreOption() => new("--store")
    {
        Description = "The run store: a SQLite file or a PostgreSQL connection. Default: GENEVAL_STORE, else a file in the user's data folder.",
        HelpName = "FILE|CONNECTION",
    };

    private static Command List(CliConsole console, Option<string?> store)
    {
        Option<bool> json = new("--json") { Description = "As JSON." };
        Command command = new("list", "All runs, the newest first.") { store, json };
        return On(command, store, StoreMode.Read, async (parsed, open, cancellationToken) =>
        {
            IReadOnlyList<RunInfo> runs = await open.ListAsync(cancellationToken).ConfigureAwait(false);
            console.Out.Write(parsed.GetValue(json) ? DocumentJson.Serialize<IReadOnlyList<RunInfo>>(runs) : string.Concat(runs.Select(r => Line(r) + "\n")));
        });
    }

    private static Command Show(CliConsole console, Option<string?> store)
    {
        Argument<string> id = Id();
        Command command = new("show", "One run, as JSON.") { id, store };
        return On(command, store, StoreMode.Read, async (parsed, open, cancellationToken) =>
        {
            console.Out.Write(DocumentJson.Serialize(await open.FindAsync(parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false)));
        });
    }

    private static Command Remove(CliConsole console, Option<string?> store)
    {
        Argument<string> id = Id();
        Command command = new("remove", "Remove a run and its answers.") { id, store };
        return On(command, store, StoreMode.Write, async (parsed, open, cancellationToken) =>
        {
            RunInfo run = await open.FindAsync(parsed.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
            await open.RemoveAsync(run.Id, cancellationToken).ConfigureAwait(false);
            console.Out.WriteLine($"Removed {Line(run)}");
        });
    }

    private static Command Export(CliConsole console, Option<string?> store)
    {
        Argument<string> id = Id();
        Option<string> output = new("--output", "-o") { Description = "The file, JSON Lines; compressed where its name ends in .gz.", HelpName = "FILE", Required = true };
        Command command = new("export", "Write a run into a file that another store takes in, and that evaluate reads.") { id, store, output };
        return On(command, store, StoreMode.Read, async (parsed, open, cancellationToken) =>
        {
            string file = parsed.GetRequiredValue(output);
            RunInfo run = await RunArchive.ExportAsync(open, parsed.GetRequiredValue(id), file, cancellationToken).ConfigureAwait(false);
            console.Error.WriteLine($"Wrote {Printable.Line(file)}: {Line(run)}");
        });
    }

    private static Command Import(CliConsole console, Option<string?> store)
    {
        Argument<string> file = new("FILE") { Description = "A file that runs export wrote." };
        Command command = new("import", "Take an exported run into the store, under the id that it has.") { file, store };
        return On(command, store, StoreMode.Write, async (parsed, open, cancellationToken) =>
        {
            RunInfo run = await RunArchive.ImportAsync(open, parsed.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            console.Error.WriteLine($"Imported {Line(run)}");
        });
    }

    /// <summary>The command with what it does on the opened store.</summary>
    private static Command On(Command command, Option<string?> store, StoreMode mode, Func<ParseResult, RunStore, CancellationToken, Task> work)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            RunStore open = await RunStore.OpenAsync(parsed.GetValue(store), mode, cancellationToken: cancellationToken).ConfigureAwait(false);
            await work(parsed, open, cancellationToken).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Id() => new("RUN") { Description = "The run's id, its beginning, or latest." };

    private static string Line(RunInfo run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Id}  {run.Created:yyyy-MM-dd HH:mm}  {run.State,-10}  {run.Counts.Done:N0}/{run.Cells:N0}{Failed(run)}  {Printable.Line(run.Model)} on {Printable.Line(run.Suite)}");

    private static string Failed(RunInfo run) => run.Counts.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({run.Counts.Failed:N0} failed)");
}
