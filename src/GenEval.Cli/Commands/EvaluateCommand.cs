using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;

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
        Option<string?> baseline = new("--baseline") { Description = "The answers of the same model before tuning: gives the transfer ratio.", HelpName = "PATH" };
        Command command = new("evaluate", "Tell from recorded answers whether the model generalizes within its tasks, and across tasks.");
        input.AddTo(command);
        gate.AddTo(command);
        command.Add(baseline);
        Option<string[]> corpus = CorpusOption();
        command.Add(worst);
        command.Add(corpus);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            using Progress progress = new(console, parsed.GetValue(output.Quiet), "records");
            using MetricModels models = input.Models(parsed, progress);
            EvaluationOptions options = input.Evaluation(parsed, output) with { Worst = parsed.GetValue(worst), Corpus = parsed.GetValue(corpus) ?? [], Scorers = models.Catalog };
            IReadOnlyList<Report> reports = RecordedAnswers.Evaluate(
                parsed.GetRequiredValue(input.Paths), input.Reading(parsed, console, progress), options, parsed.GetValue(baseline) is { } before ? [before] : null, progress.Count,
                cancellationToken);
            models.Dispose();
            DocumentOutput.Write(reports, parsed, output, console);
            return Task.FromResult(gate.Check(reports, parsed, console));
        });
        return command;
    }

    public static Option<string[]> CorpusOption() => new("--corpus")
    {
        Description = "Training text to look for the new inputs in: files or folders of .txt and .jsonl, also .gz. It is read once, in bounded memory.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "PATH",
    };

    public static Option<int> WorstOption() => new("--worst")
    {
        Description = "How many of the worst answers of each level to show.",
        DefaultValueFactory = _ => 5,
        HelpName = "N",
    };
}
