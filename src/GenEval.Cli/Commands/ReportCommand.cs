using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval report RUN</c>: a report that was written as JSON, in another format.</summary>
internal static class ReportCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string> run = new("RUN") { Description = "A report that was written with --format json." };
        OutputOptions output = new();
        GateOptions gate = new();
        Command command = new("report", "Show a saved report again, in any format.") { run };
        gate.AddTo(command);
        output.AddTo(command);
        command.SetAction(parsed =>
        {
            IReadOnlyList<Report> reports = ReportJson.Read(parsed.GetRequiredValue(run));
            DocumentOutput.Write(reports, parsed, output, console);
            return gate.Check(reports, parsed, console);
        });
        return command;
    }
}
