using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Reports;
using GenEval.Runs;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval report RUN</c>: a report that was written as JSON in another format, or the report of a stored or exported run.</summary>
internal static class ReportCommand
{
    private const string Prefix = "run:";

    public static Command Create(CliConsole console)
    {
        Argument<string> run = new("RUN") { Description = "A report that was written with --format json, or a stored run: its id, the start of it, or latest; or an exported run." };
        InputOptions input = new();
        OutputOptions output = new();
        GateOptions gate = new();
        Option<string?> drivers = EvaluateCommand.DriverTrainerOption();
        Command command = new("report", "Show a saved report again, or that of a stored run, in any format.") { run };
        foreach (Option option in (Option[])[input.Store, input.Metrics, input.Embedding, input.Threshold, input.Unscored, input.Seen, input.WordingDesign, drivers])
        {
            command.Add(option);
        }

        gate.AddTo(command);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            string name = parsed.GetRequiredValue(run);
            IReadOnlyList<Report> reports = IsReport(name) ? ReportJson.Read(name) : OfRun(name, parsed, input, output, DriverTrainers.Of(parsed.GetValue(drivers)), console, cancellationToken);
            DocumentOutput.Write(reports, parsed, output, console);
            return Task.FromResult(gate.Check(reports, parsed, console));
        });
        return command;
    }

    /// <summary>A file is a report unless it is an exported run; so is what looks like a file, for its error to say that there is none.</summary>
    private static bool IsReport(string name) => File.Exists(name) ? !RunArchive.IsArchive(name) : Path.HasExtension(name) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IReadOnlyList<Report> OfRun(string name, ParseResult parsed, InputOptions input, OutputOptions output, IDriverTrainer drivers, CliConsole console, CancellationToken cancellationToken)
    {
        string path = File.Exists(name) || name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;
        return input.Scored(parsed, output, console, (progress, reading, evaluation) => RecordedAnswers.Evaluate(
            [path], reading, evaluation with { DriverTrainer = drivers }, counted: progress.Count, cancellationToken: cancellationToken));
    }
}
