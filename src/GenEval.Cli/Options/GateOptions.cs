using System.CommandLine;
using GenEval.Generalization;

namespace GenEval.Cli.Options;

/// <summary><c>--fail-below LEVEL</c>: ends with 1 unless the level is <c>generalizes</c> in every report.</summary>
internal sealed class GateOptions
{
    public Option<LevelKind?> FailBelow { get; } = new("--fail-below") { Description = "End with 1 unless this level generalizes: recall, intraTask, instruction or interTask.", HelpName = "LEVEL" };

    public Option<bool> AllowInconclusive { get; } = new("--allow-inconclusive") { Description = "Let an inconclusive or missing level through the gate." };

    public void AddTo(Command command)
    {
        command.Add(FailBelow);
        command.Add(AllowInconclusive);
    }

    public int Check(IReadOnlyList<Report> reports, ParseResult parsed, CliConsole console)
    {
        if (parsed.GetValue(FailBelow) is not { } level)
        {
            return ExitCode.Done;
        }

        int exit = ExitCode.Done;
        foreach (Report report in reports)
        {
            GateResult result = LevelGate.Check(report, level, parsed.GetValue(AllowInconclusive));
            if (!result.Passed)
            {
                console.Error.WriteLine($"geneval: gate failed: {Printable.Line(result.Message)}");
                exit = ExitCode.GateFailed;
            }
        }

        return exit;
    }
}
