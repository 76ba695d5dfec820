using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Runs.Judging;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval evaluate PATH...</c>: recorded answers to the two levels.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        OutputOptions output = new();
        GateOptions gate = new();
        Option<int> worst = WorstOption();
        Option<string?> baseline = BaselineOption();
        Command command = new("evaluate", "Tell from recorded answers whether the model generalizes within its tasks, and across tasks.");
        input.AddTo(command);
        gate.AddTo(command);
        command.Add(baseline);
        Option<string[]> corpus = CorpusOption();
        Option<string?> drivers = DriverTrainerOption();
        command.Add(worst);
        command.Add(corpus);
        command.Add(drivers);
        Option<bool> dryRun = new("--dry-run") { Description = "Say what metrics that ask a model would ask and roughly cost; ask nothing." };
        command.Add(dryRun);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using Progress progress = new(console, parsed.GetValue(output.Quiet), "records");
            using MetricModels models = input.Models(parsed, progress);
            EvaluationOptions options = input.Evaluation(parsed, output) with
            {
                Worst = parsed.GetValue(worst), Corpus = parsed.GetValue(corpus) ?? [], Scorers = models.Catalog, DriverTrainer = DriverTrainers.Of(parsed.GetValue(drivers)),
            };
            string[] before = parsed.GetValue(baseline) is { } path ? [path] : [];
            if (parsed.GetValue(dryRun))
            {
                IEnumerable<ExpectedAnswer> answers = ExpectedAnswer.Of(InputResolver.Read([.. parsed.GetRequiredValue(input.Paths), .. before], input.Reading(parsed, console, progress)));
                IReadOnlyList<ScoringEstimate> scoring = await ScoringEstimate.OfAsync(models.Catalog, options.Metrics, answers, cancellationToken).ConfigureAwait(false);
                models.Dispose();
                RunText.Scoring(scoring, console.Out);
                console.Out.WriteLine(scoring.Count == 0 ? "None of the metrics asks a model; nothing was scored." : "Nothing was asked.");
                return ExitCode.Done;
            }

            IReadOnlyList<Report> reports = RecordedAnswers.Evaluate(
                parsed.GetRequiredValue(input.Paths), input.Reading(parsed, console, progress), options, before.Length == 0 ? null : before, progress.Count,
                cancellationToken);
            models.Dispose();
            DocumentOutput.Write(reports, parsed, output, console);
            return gate.Check(reports, parsed, console);
        });
        return command;
    }

    public static Option<string?> BaselineOption() => new("--baseline") { Description = "The answers of the same model before tuning: gives the transfer ratio.", HelpName = "PATH" };

    public static Option<string[]> CorpusOption() => new("--corpus")
    {
        Description = "Training text to look for the new inputs in: files or folders of .txt and .jsonl, also .gz. It is read once, in bounded memory.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "PATH",
    };

    public static Option<string?> DriverTrainerOption() => new("--driver-trainer")
    {
        Description = $"What fits the scores to features of the texts, to tell what goes with low scores: {DriverTrainers.Names[0]} (default), or with ML.NET {string.Join(", ", DriverTrainers.Names.Skip(1))}.",
        HelpName = "NAME",
    };

    public static Option<int> WorstOption() => new("--worst")
    {
        Description = "How many of the worst answers of each level to show.",
        DefaultValueFactory = _ => 5,
        HelpName = "N",
    };
}
