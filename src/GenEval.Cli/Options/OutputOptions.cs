using System.CommandLine;
using GenEval.Reports;

namespace GenEval.Cli.Options;

/// <summary>The arguments of whatever reports: the document's format and place, confidence and seed.</summary>
internal sealed class OutputOptions
{
    public Option<ReportFormat> Format { get; } = new("--format", "-f")
    {
        Description = "table (default), json, markdown, html, junit or csv.",
        DefaultValueFactory = _ => ReportFormat.Table,
    };

    public Option<string?> Output { get; } = new("--output", "-o") { Description = "Where to write it; standard output where it is left out.", HelpName = "FILE" };

    public Option<double> Confidence { get; } = new("--confidence") { Description = "Of intervals (two-sided) and verdicts (one-sided).", DefaultValueFactory = _ => 0.95, HelpName = "C" };

    public Option<long> Seed { get; } = new("--seed") { Description = "Of whatever is drawn at random; stored in the report.", DefaultValueFactory = _ => 1, HelpName = "N" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no warnings on standard error." };

    public void AddTo(Command command)
    {
        command.Add(Format);
        command.Add(Output);
        command.Add(Confidence);
        command.Add(Seed);
        command.Add(Quiet);
    }
}
