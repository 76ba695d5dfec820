using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Suites;
using GenEval.Suites.Export;
using GenEval.Suites.Formats;

namespace GenEval.Cli.Commands;

/// <summary>
/// <c>geneval import PATH --from auto|NAME --output FILE</c>: another tool's log as records, a benchmark as a suite folder or its prompts, and a suite
/// as tasks of lm-evaluation-harness.
/// </summary>
internal static class ImportCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        Option<string> from = new("--from") { Description = $"The format: auto (by content), {string.Join(", ", FormatList.All.Select(f => f.Name))}.", DefaultValueFactory = _ => FormatList.Auto, HelpName = "auto|NAME" };
        Option<string> to = new("--to")
        {
            Description = "What to write: records (answers), suite (a folder), prompts (a line each, to be answered), lm_eval (a folder of lm-evaluation-harness tasks). "
                + "Default: records where there are answers; else prompts for .jsonl and .csv, a suite for a folder.",
            DefaultValueFactory = _ => "auto",
            HelpName = "WHAT",
        };
        to.AcceptOnlyFromAmong("auto", "records", "suite", "prompts", "lm_eval");
        Option<string?> output = new("--output", "-o") { Description = "Where to write: .jsonl, .jsonl.gz, .csv, or a folder; standard output where it is left out.", HelpName = "FILE" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no warnings on standard error." };
        Command command = new("import", "Turn another tool's log or a benchmark's files into records or a suite, and a suite into another tool's tasks.");
        foreach (Option option in (Option[])[from, to, output, input.Seen, input.Map, quiet])
        {
            command.Add(option);
        }

        command.Add(input.Paths);
        command.SetAction((parsed, cancellationToken) =>
        {
            bool silent = parsed.GetValue(quiet);
            string[] paths = parsed.GetRequiredValue(input.Paths);
            List<SuiteWarning> warnings = [];
            using (Progress progress = new(console, silent, "records"))
            {
                RecordReadOptions reading = input.Reading(parsed, console, progress) with { From = parsed.GetRequiredValue(from), Warn = warnings.Add };
                string what = parsed.GetRequiredValue(to);
                if (what == "records" || (what == "auto" && InputResolver.HoldAnswers(paths, reading)))
                {
                    WriteRecords(paths, reading, parsed.GetValue(output), console, progress, warnings, cancellationToken);
                }
                else
                {
                    WriteSuite(InputResolver.ReadSuite(paths, reading), what, parsed.GetValue(output), console, silent, warnings);
                }
            }

            RecordOutput.Warn(warnings, silent, console);
            return Task.FromResult(warnings.Exists(w => w.Code == FormatList.PartialImport) ? ExitCode.Incomplete : ExitCode.Done);
        });
        return command;
    }

    private static void WriteRecords(
        string[] paths, RecordReadOptions reading, string? output, CliConsole console, Progress progress, List<SuiteWarning> warnings, CancellationToken cancellationToken)
    {
        LabelCount labels = new();
        if (RecordOutput.Write(labels.Counting(InputResolver.Read(paths, reading)), output, console, progress, cancellationToken) == 0)
        {
            throw new GenEvalException("There is no record to import: the input is empty.") { Id = "NoRecords" };
        }

        warnings.AddRange(labels.Warnings($"geneval import {string.Join(' ', paths)}"));
    }

    private static void WriteSuite(Suite suite, string what, string? output, CliConsole console, bool silent, List<SuiteWarning> warnings)
    {
        SuiteExportFormat format = what switch
        {
            "suite" => SuiteExportFormat.Folder,
            "prompts" => SuiteExportFormat.Prompts,
            "lm_eval" => SuiteExportFormat.LmEval,
            _ => SuiteExportFormat.Auto,
        };
        SuiteExported written = output is null && format is (SuiteExportFormat.Auto or SuiteExportFormat.Prompts)
            ? SuiteExport.WritePrompts(suite, console.Output())
            : SuiteExport.Write(suite, output ?? "-", format);
        warnings.AddRange(written.Warnings);
        if (!silent && format == SuiteExportFormat.LmEval)
        {
            console.Error.WriteLine(FormattableString.Invariant($"{written.Tasks} tasks with {written.Items} prompts. Run them, then evaluate the log:"));
            console.Error.WriteLine($"    cd {output} && lm_eval --include_path . --tasks {SuiteExport.LmEvalTag(suite)} --log_samples --output_path logs --model hf --model_args pretrained=NAME");
            console.Error.WriteLine($"    geneval evaluate {output}/logs");
        }
    }
}
