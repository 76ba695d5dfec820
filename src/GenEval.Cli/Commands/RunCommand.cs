using System.CommandLine;
using System.Globalization;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval run SUITE --model NAME --endpoint URL</c>: generate, score, report; nothing lost, nothing sent twice.</summary>
internal static class RunCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string> suitePath = new("SUITE") { Description = "The suite's folder." };
        ModelCommandOptions model = new();
        InputOptions input = new();
        OutputOptions output = new();
        GateOptions gate = new();
        Option<int> worst = EvaluateCommand.WorstOption();
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be sent and roughly cost; send nothing." };
        Command command = new("run", "Ask a model the suite's prompts, score its answers and report the two levels.") { suitePath };
        model.AddTo(command);
        command.Add(input.Store);
        command.Add(dryRun);
        foreach (Option option in (Option[])[input.Metrics, input.Threshold, input.Unscored, input.Seen, input.WordingDesign, worst])
        {
            command.Add(option);
        }

        gate.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Suite suite = SuiteReader.Read(parsed.GetRequiredValue(suitePath));
            ModelOptions options = model.Model(parsed);
            RunOptions plan = model.Run(parsed, parsed.GetValue(output.Seed), Levels(parsed, input));
            Print(EvaluationRun.Estimate(suite, options, plan), options, parsed.GetValue(dryRun) || !parsed.GetValue(output.Quiet), console);
            if (parsed.GetValue(dryRun))
            {
                return ExitCode.Done;
            }

            string? location = parsed.GetValue(input.Store);
            RunStore store = await RunStore.OpenAsync(location, StoreMode.Write, cancellationToken: cancellationToken).ConfigureAwait(false);
            RunSummary summary;
            using (RunProgressLine progress = new(console, parsed.GetValue(output.Quiet)))
            {
                summary = parsed.GetValue(model.Resume) is { } resume
                    ? await EvaluationRun.ResumeAsync(resume, options, plan, store, progress, suite: suite, cancellationToken: cancellationToken).ConfigureAwait(false)
                    : await EvaluationRun.StartAsync(suite, options, plan, store, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            Print(summary, console, parsed.GetValue(output.Quiet));
            if (summary.IsCancelled)
            {
                return ExitCode.Cancelled;
            }

            EvaluationOptions evaluation = input.Evaluation(parsed, output) with { Worst = parsed.GetValue(worst) };
            IReadOnlyList<Report> reports = RecordedAnswers.Evaluate(
                [$"run:{summary.Run.Id}"], input.Reading(parsed, console, progress: null), evaluation, cancellationToken: cancellationToken);
            DocumentOutput.Write(reports, parsed, output, console);
            int gated = gate.Check(reports, parsed, console);
            return summary.IsComplete ? gated : ExitCode.Incomplete;
        });
        return command;
    }

    /// <summary>The running estimates: each answer's rung and score as it comes.</summary>
    private static RunningLevels Levels(ParseResult parsed, InputOptions input)
    {
        RecordScorer scorer = new(parsed.GetValue(input.Metrics) is [string metric, ..] ? metric : null);
        return new(LevelRule.RungOf, record => scorer.Score(record).Value);
    }

    private static void Print(RunEstimate estimate, ModelOptions model, bool show, CliConsole console)
    {
        if (show)
        {
            console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{estimate.Prompts:N0} prompts ({estimate.Tasks:N0} tasks, {estimate.Inputs:N0} inputs, {estimate.Wordings:N0} wordings, {estimate.Repeats:N0} repeats) to {Printable.Line(model.Name)}; about {estimate.InputTokens:N0} tokens in and {estimate.OutputTokens:N0} out at most."));
        }
    }

    private static void Print(RunSummary summary, CliConsole console, bool quiet)
    {
        if (!quiet)
        {
            console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"run:{summary.Run.Id}: {summary.Run.Counts.Done:N0} of {summary.Run.Cells:N0} prompts have an outcome ({summary.Kept:N0} from before, {summary.Cached:N0} from the cache), {summary.Calls:N0} calls in {summary.Elapsed.TotalSeconds:0.0} s. {summary.Durability}"));
        }

        if (summary.Problem is { } problem)
        {
            console.Error.WriteLine($"geneval: {Printable.Line(problem.Message)}");
        }

        if (!summary.IsComplete)
        {
            console.Error.WriteLine($"Try: {(summary.Problem?.Action is { } action ? Printable.Line(action) + " " : "")}geneval run SUITE ... --resume {summary.Run.Id}");
        }
    }
}
