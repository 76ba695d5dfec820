using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval compare A B...</c>: is A better than B on the same prompts?</summary>
internal static class CompareCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        OutputOptions output = new();
        Option<bool> baseline = new("--baseline") { Description = "The last run is the others' model before tuning: adds the transfer ratio." };
        Option<string?> by = new("--by") { Description = "Pool the records and split them into runs by this label (strategy, seed, ...), or by their instruction.", HelpName = "LABEL" };
        Command command = new("compare", "Compare runs on the prompts they share, clustered by task; three or more in all pairs, adjusted by Holm.");
        input.AddReadingTo(command);
        command.Add(input.Unscored);
        command.Add(baseline);
        command.Add(by);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            IReadOnlyList<Comparison> comparisons = input.Scored(parsed, output, console, (progress, reading, evaluation) => RecordedAnswers.Compare(
                parsed.GetRequiredValue(input.Paths), parsed.GetValue(by), parsed.GetValue(baseline), reading, evaluation, progress.Count, cancellationToken));
            DocumentOutput.Write(
                comparisons.SelectMany(c => c.Warnings).Distinct(), parsed, output, console,
                (format, writer, options) => DocumentRenderer.Render(comparisons, format, writer, options));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
