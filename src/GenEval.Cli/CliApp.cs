using System.CommandLine;
using System.CommandLine.Parsing;
using GenEval.Cli.Commands;

namespace GenEval.Cli;

/// <summary>The verbs and what every one of them shares: bad usage and bad input end with 2 and say what to do, Ctrl+C with 130.</summary>
internal static class CliApp
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliConsole console, CancellationToken cancellationToken)
    {
        try
        {
            Option<string?> otlp = new("--otlp") { Description = "Send traces and metrics of model calls to an OpenTelemetry collector; so does OTEL_EXPORTER_OTLP_ENDPOINT.", HelpName = "URL", Recursive = true };
            ParseResult parsed = Root(console, otlp).Parse(args);
            if (parsed.Errors.Count > 0)
            {
                return Usage(parsed, console);
            }

            using IDisposable? telemetry = Telemetry.Start(parsed.GetValue(otlp));
            InvocationConfiguration invocation = new() { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("Cancelled; no half-written file was left.").ConfigureAwait(false);
            return ExitCode.Cancelled;
        }
        catch (GenEvalException e)
        {
            return Fail(console, e.Message, e.Action);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(console, e.Message, action: null);
        }
        finally
        {
            await FlushAsync(console).ConfigureAwait(false);
        }
    }

    private static RootCommand Root(CliConsole console, Option otlp)
    {
        RootCommand root = new("Tells whether an instruction-tuned LLM generalizes: within its tasks, and across tasks.")
        {
            DemoCommand.Create(console),
            InitCommand.Create(console),
            EvaluateCommand.Create(console),
            RunCommand.Create(console),
            RunsCommand.Create(console),
            ScoreCommand.Create(console),
            CompareCommand.Create(console),
            PowerCommand.Create(console),
            ScalingCommand.Create(console),
            CheckCommand.Create(console),
            ImportCommand.Create(console),
            ScorerCommand.Create(console),
            ReportCommand.Create(console),
            SchemaCommand.Create(console),
            otlp,
            NotebookCommand.Create(console),
        };
        return root;
    }

    private static int Usage(ParseResult parsed, CliConsole console)
    {
        foreach (ParseError error in parsed.Errors)
        {
            console.Error.WriteLine($"geneval: {error.Message}");
        }

        string command = parsed.CommandResult.Command is RootCommand ? "geneval" : $"geneval {parsed.CommandResult.Command.Name}";
        console.Error.WriteLine($"Try: {command} --help");
        return ExitCode.BadInput;
    }

    private static int Fail(CliConsole console, string message, string? action)
    {
        console.Error.WriteLine($"geneval: {Printable.Line(message)}");
        if (action is not null)
        {
            console.Error.WriteLine($"Try: {Printable.Line(action)}");
        }

        return ExitCode.BadInput;
    }

    private static async Task FlushAsync(CliConsole console)
    {
        try
        {
            await console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Whoever read our output has gone (| head); there is nobody left to tell.
        }
    }
}
