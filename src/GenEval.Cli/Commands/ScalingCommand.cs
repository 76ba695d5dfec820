using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval scaling PATH... --label trainTasks</c>: does more tuning data help across tasks?</summary>
internal static class ScalingCommand
{
    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        OutputOptions output = new();
        Option<string> label = new("--label") { Description = "The label that has each run's number of training tasks.", DefaultValueFactory = _ => "trainTasks", HelpName = "LABEL" };
        Command command = new("scaling", "Fit the level across tasks against the logarithm of the number of training tasks.");
        input.AddTo(command);
        command.Add(label);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            ScalingReport scaling = input.Scored(parsed, output, console, (_, reading, evaluation) => ScalingStudy.Fit(
                InputResolver.Read(parsed.GetRequiredValue(input.Paths), reading), parsed.GetRequiredValue(label), evaluation, cancellationToken));
            DocumentOutput.Write(scaling.Warnings, parsed, output, console, (format, writer, options) => DocumentRenderer.Render(scaling, format, writer, options));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
