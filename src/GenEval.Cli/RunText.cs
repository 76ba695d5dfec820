using System.CommandLine;
using System.Globalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Judging;

namespace GenEval.Cli;

/// <summary>What a person is told of a run before and after it: plan and cost, outcomes and what to do next.</summary>
internal sealed class RunText(CliConsole console)
{
    private readonly Option<decimal?> _inputPrice = new("--input-price") { Description = "What a million tokens of prompts cost, for the plan's estimate.", HelpName = "PRICE" };
    private readonly Option<decimal?> _outputPrice = new("--output-price") { Description = "What a million tokens of answers cost, for the plan's estimate.", HelpName = "PRICE" };

    public void AddTo(Command command)
    {
        command.Add(_inputPrice);
        command.Add(_outputPrice);
    }

    /// <summary>The plan: alone and whole on standard output where nothing will be sent, else in short on standard error.</summary>
    public void Plan(RunEstimate plan, IReadOnlyList<ScoringEstimate> scoring, ModelOptions model, RunInfo? resumed, ParseResult parsed, bool dry)
    {
        TextWriter to = dry ? console.Out : console.Error;
        to.WriteLine($"{Count(plan.Prompts, "prompt")} ({Count(plan.Tasks, "task")}, {Count(plan.Inputs, "input")}, {Count(plan.Wordings, "wording")}, {Count(plan.Repeats, "repeat")}) to {Printable.Line(model.Name)} at {Printable.Line(model.EndpointName)}");
        if (resumed is not null)
        {
            double rest = 1 - (resumed.Counts.Done / (double)resumed.Cells);
            plan = plan with { InputTokens = (long)(plan.InputTokens * rest), OutputTokens = (long)(plan.OutputTokens * rest) };
            to.WriteLine(Invariant($"{resumed.Counts.Done:N0} of them have an outcome in run:{resumed.Id}; {resumed.Cells - resumed.Counts.Done:N0} are to be sent."));
        }

        string bound = model.MaxTokens is { } most ? Invariant($"at most {most:N0} an answer") : Invariant($"at {TokenEstimate.Answer:N0} an answer, which --max-tokens would bound");
        to.WriteLine(Invariant($"About {plan.InputTokens:N0} tokens in and {plan.OutputTokens:N0} out ({bound}){Cost(plan, parsed)}."));
        Scoring(scoring, to);
        if (dry)
        {
            string system = plan.First.System is { } text ? $"System: {Printable.Line(text)}\n\n" : "";
            to.WriteLine($"The first prompt:\n\n{Indent(system + plan.First.User)}\n\nNothing was sent.");
        }
    }

    /// <summary>What metrics that ask a model would ask.</summary>
    public static void Scoring(IEnumerable<ScoringEstimate> scoring, TextWriter to)
    {
        foreach (ScoringEstimate estimate in scoring)
        {
            to.WriteLine($"{Printable.Line(estimate.Metric)}: {Printable.Line(estimate.Size)} at {Printable.Line(estimate.Endpoint)}, {estimate.Describe()}.");
        }
    }

    public void Summary(RunSummary summary, bool quiet)
    {
        if (!quiet)
        {
            string from = summary switch
            {
                { Kept: > 0, Cached: > 0 } => Invariant($" ({summary.Kept:N0} from before, {summary.Cached:N0} from the cache)"),
                { Kept: > 0 } => Invariant($" ({summary.Kept:N0} from before)"),
                { Cached: > 0 } => Invariant($" ({summary.Cached:N0} from the cache)"),
                _ => "",
            };
            string statuses = string.Join(", ", summary.Run.Counts.ByStatus.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Invariant($"{s.Key} {s.Value:N0}")));
            console.Error.WriteLine(Invariant($"run:{summary.Run.Id}: {summary.Run.Counts.Done:N0} of {summary.Run.Cells:N0} prompts have an outcome{from}: {statuses}; {Count(summary.Calls, "call")} in {summary.Elapsed.TotalSeconds:0.0} s; {summary.Durability}."));
        }

        if (summary.Problem is { } problem)
        {
            console.Error.WriteLine($"geneval: {Printable.Line(problem.Message)}");
        }

        if (!summary.IsComplete)
        {
            console.Error.WriteLine($"Try: {(summary.Problem?.Action is { } action ? Printable.Line(action) + " " : "")}geneval run --resume {summary.Run.Id}");
        }
    }

    private string Cost(RunEstimate plan, ParseResult parsed) => (parsed.GetValue(_inputPrice), parsed.GetValue(_outputPrice)) switch
    {
        (null, null) => "",
        var (input, output) => Invariant($": {plan.Cost(input ?? 0, output ?? 0):0.00} at {input ?? 0:0.####} and {output ?? 0:0.####} a million, without retries"),
    };

    private static string Indent(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Length == 0 ? "" : "    " + Printable.Line(line)));

    private static string Count(long number, string noun) => Invariant($"{number:N0} {noun}{(number == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
