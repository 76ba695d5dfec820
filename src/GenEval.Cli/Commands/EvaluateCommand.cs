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
            IDriverTrainer trainer = DriverTrainers.Of(parsed.GetValue(drivers));
            string[] before = parsed.GetValue(baseline) is { } path ? [path] : [];
            if (parsed.GetValue(dryRun))
            {
                return await SayAskedAsync([.. parsed.GetRequiredValue(input.Paths), .. before], parsed, input, console, cancellationToken).ConfigureAwait(false);
            }

            IReadOnlyList<Report> reports = input.Scored(parsed, output, console, (progress, reading, evaluation) => RecordedAnswers.Evaluate(
                parsed.GetRequiredValue(input.Paths), reading, evaluation with
                {
                    Worst = parsed.GetValue(worst), Corpus = parsed.GetValue(corpus) ?? [], DriverTrainer = trainer,
                },
                before.Length == 0 ? null : before, progress.Count, cancellationToken));
            DocumentOutput.Write(reports, parsed, output, console);
            return gate.Check(reports, parsed, console);
        });
        return command;
    }

    /// <summary>What metrics that ask a model would ask about the answers; nothing is asked.</summary>
    private static async Task<int> SayAskedAsync(string[] paths, ParseResult parsed, InputOptions input, CliConsole console, CancellationToken cancellationToken)
    {
        using MetricModels models = input.Models(parsed);
        IReadOnlyList<ScoringEstimate> scoring = await ScoringEstimate.OfAsync(
            models.Catalog, parsed.GetValue(input.Metrics) ?? [], ExpectedAnswer.Of(InputResolver.Read(paths, input.Reading(parsed, console, progress: null))), cancellationToken).ConfigureAwait(false);
        RunText.Scoring(scoring, console.Out);
        console.Out.WriteLine(scoring.Count == 0 ? "None of the metrics asks a model; nothing was scored." : "Nothing was asked.");
        return ExitCode.Done;
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
