using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval power</c>: what difference would a design find, and which design is cheapest?</summary>
internal static class PowerCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        OutputOptions output = new();
        Option<double?> tasks = Number("--tasks", "Tasks.", "T");
        Option<double?> inputs = Number("--inputs", "Inputs in each task.", "Z");
        Option<double?> taskVariance = Number("--task-variance", "Variance of the paired difference between tasks.", "V");
        Option<double?> inputVariance = Number("--input-variance", "Variance of the paired difference between inputs of a task.", "V");
        Option<double?> wordings = Number("--wordings", "Wordings of each input (1).", "I");
        Option<double?> wordingVariance = Number("--wording-variance", "Variance of the paired difference between wordings (0: the wordings are the ones named).", "V");
        Option<double?> power = Number("--power", "The chance of finding the difference (0.8).", "P");
        Option<double?> difference = Number("--difference", "A difference to find the cheapest design for.", "D");
        Option<double?> costTask = Number("--cost-task", "What one more task costs (0).", "C");
        Option<double?> costCall = Number("--cost-call", "What one answer costs (1).", "C");
        Option<string?> from = new("--from") { Description = "The records of a pilot: gives the variances, and the design where none is said. Two runs pair; one stands in for their difference.", HelpName = "PATH" };
        Command command = new("power", "Say which difference between two runs a design can find, and what other designs cost.");
        foreach (Option option in (Option[])[tasks, inputs, taskVariance, inputVariance, wordings, wordingVariance, power, difference, costTask, costCall, from, input.Metrics, input.Embedding, input.Seen, input.Map, input.Store])
        {
            command.Add(option);
        }

        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            PowerOptions defaults = new();
            PowerOptions options = new()
            {
                Tasks = parsed.GetValue(tasks),
                Inputs = parsed.GetValue(inputs),
                TaskVariance = parsed.GetValue(taskVariance),
                InputVariance = parsed.GetValue(inputVariance),
                Wordings = parsed.GetValue(wordings) ?? defaults.Wordings,
                WordingVariance = parsed.GetValue(wordingVariance) ?? defaults.WordingVariance,
                Power = parsed.GetValue(power) ?? defaults.Power,
                Confidence = parsed.GetValue(output.Confidence),
                Difference = parsed.GetValue(difference),
                CostTask = parsed.GetValue(costTask) ?? defaults.CostTask,
                CostCall = parsed.GetValue(costCall) ?? defaults.CostCall,
            };
            PowerReport report = input.Scored(parsed, output, console, (_, reading, evaluation) => PowerStudy.Plan(
                options, parsed.GetValue(from) is { } path ? InputResolver.Read([path], reading) : null,
                new EvaluationOptions { Metrics = evaluation.Metrics, Scorers = evaluation.Scorers }, cancellationToken));
            DocumentOutput.Write(report.Warnings, parsed, output, console, (format, writer, render) => DocumentRenderer.Render(report, format, writer, render));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Option<double?> Number(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
