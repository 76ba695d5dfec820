using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Suites;
using GenEval.Suites.Formats;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval import PATH --from auto|NAME --output FILE</c>: another tool's log or benchmark, as records.</summary>
internal static class ImportCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        Option<string> from = new("--from") { Description = $"The format: auto (by content), {string.Join(", ", FormatList.All.Select(f => f.Name))}.", DefaultValueFactory = _ => FormatList.Auto, HelpName = "auto|NAME" };
        Option<string?> output = new("--output", "-o") { Description = "Where to write the records (.jsonl, .jsonl.gz, .csv); standard output where it is left out.", HelpName = "FILE" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no warnings on standard error." };
        Command command = new("import", "Turn another tool's log or a benchmark's files into records.");
        foreach (Option option in (Option[])[from, output, input.Seen, input.Map, quiet])
        {
            command.Add(option);
        }

        command.Add(input.Paths);
        command.SetAction((parsed, cancellationToken) =>
        {
            bool silent = parsed.GetValue(quiet);
            List<SuiteWarning> warnings = [];
            long count;
            using (Progress progress = new(console, silent, "records"))
            {
                IEnumerable<EvaluationRecord> records = InputResolver.Read(
                    parsed.GetRequiredValue(input.Paths), input.Reading(parsed, console, progress) with { From = parsed.GetRequiredValue(from), Warn = warnings.Add });
                count = RecordOutput.Write(records, parsed.GetValue(output), console, progress, cancellationToken);
            }

            RecordOutput.Warn(warnings, silent, console);
            if (count == 0)
            {
                throw new GenEvalException("There is no record to import: the input is empty.") { Id = "NoRecords" };
            }

            return Task.FromResult(warnings.Exists(w => w.Code == FormatList.PartialImport) ? ExitCode.Incomplete : ExitCode.Done);
        });
        return command;
    }
}
