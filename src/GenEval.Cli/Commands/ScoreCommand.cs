using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval score PATH...</c>: records in, the same records with scores out, as a stream.</summary>
internal static class ScoreCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        Option<string?> output = new("--output", "-o") { Description = "Where to write the records (.jsonl, .jsonl.gz, .csv); standard output where it is left out.", HelpName = "FILE" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "No progress and no warnings on standard error." };
        Command command = new("score", "Add scores to records: each comes out as it went in, with a score, or the reason why there is none.");
        input.AddReadingTo(command);
        command.Add(output);
        command.Add(quiet);
        command.SetAction((parsed, cancellationToken) =>
        {
            bool silent = parsed.GetValue(quiet);
            List<SuiteWarning> warnings = [];
            long count;
            using (Progress progress = new(console, silent, "records"))
            using (MetricModels models = input.Models(parsed, progress))
            {
                IEnumerable<EvaluationRecord> records = InputResolver.Read(
                    parsed.GetRequiredValue(input.Paths), input.Reading(parsed, console, progress) with { Warn = warnings.Add });
                count = RecordOutput.Write(
                    ScoreStream.Annotate(records, Scorers(parsed, input, models.Catalog), cancellationToken: cancellationToken), parsed.GetValue(output), console, progress, cancellationToken);
            }

            RecordOutput.Warn(warnings, silent, console);
            if (count == 0)
            {
                throw new GenEvalException("There is no record to score: the input is empty.") { Id = "NoRecords" };
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static RecordScorer[] Scorers(ParseResult parsed, InputOptions input, ScorerCatalog catalog) =>
        parsed.GetValue(input.Metrics) is { Length: > 0 } metrics ? [.. metrics.Select(m => new RecordScorer(m, catalog))] : [new RecordScorer(metric: null, catalog)];
}
