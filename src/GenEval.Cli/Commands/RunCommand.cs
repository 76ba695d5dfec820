using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval run SUITE --model NAME --endpoint URL</c>: generate, score, report; nothing lost, nothing sent twice.</summary>
internal static class RunCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string?> suitePath = new("SUITE") { Description = "The suite's folder; may be left out with --resume.", Arity = ArgumentArity.ZeroOrOne };
        ModelCommandOptions model = new();
        InputOptions input = new();
        OutputOptions output = new();
        GateOptions gate = new();
        RunText text = new(console);
        Option<int> worst = EvaluateCommand.WorstOption();
        Option<string?> baseline = EvaluateCommand.BaselineOption();
        Option<string[]> corpus = EvaluateCommand.CorpusOption();
        Option<string?> drivers = EvaluateCommand.DriverTrainerOption();
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be sent and roughly cost; send nothing." };
        Command command = new("run", "Ask a model the suite's prompts, score its answers and report the two levels.") { suitePath };
        model.AddTo(command);
        command.Add(input.Store);
        command.Add(dryRun);
        text.AddTo(command);
        foreach (Option option in (Option[])[input.Metrics, input.Embedding, input.Threshold, input.Unscored, input.Seen, input.WordingDesign, baseline, worst, corpus, drivers])
        {
            command.Add(option);
        }

        gate.AddTo(command);
        output.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Suite? suite = parsed.GetValue(suitePath) is { } folder ? SuiteReader.Read(folder) : null;
            string? location = parsed.GetValue(input.Store);
            bool dry = parsed.GetValue(dryRun);
            // Opened and read before the run, so that a wrong file fails before money is spent.
            using MetricModels models = input.Models(parsed);
            EvaluationOptions evaluation = input.Evaluation(parsed, output) with
            {
                Worst = parsed.GetValue(worst), Corpus = parsed.GetValue(corpus) ?? [], Scorers = models.Catalog, DriverTrainer = DriverTrainers.Of(parsed.GetValue(drivers)),
                Baseline = parsed.GetValue(baseline) is { } before ? [.. InputResolver.Read([before], input.Reading(parsed, console, progress: null))] : null,
            };
            RunStore? store = null;
            RunInfo? resumed = null;
            if (parsed.GetValue(model.Resume) is { } id)
            {
                store = await RunStore.OpenAsync(location, dry ? StoreMode.Read : StoreMode.Write, cancellationToken: cancellationToken).ConfigureAwait(false);
                resumed = await store.FindAsync(id, cancellationToken).ConfigureAwait(false);
            }
            else if (suite is null)
            {
                throw new GenEvalException("The suite is missing.") { Id = "PathInvalid", Action = "geneval run SUITE --model NAME --endpoint URL, or go on with a stored run: geneval run --resume latest" };
            }

            ModelOptions options = model.Model(parsed, resumed);
            RunOptions plan = model.Run(parsed, parsed.GetValue(output.Seed), RunningLevels.Of(evaluation.Metrics, LevelRule.RungOf, evaluation.Scorers));
            (RunEstimate sending, IReadOnlyList<ScoringEstimate> scoring) = await EstimateAsync().ConfigureAwait(false);
            if (dry || !parsed.GetValue(output.Quiet))
            {
                text.Plan(sending, scoring, options, resumed, parsed, dry);
            }

            if (dry)
            {
                return ExitCode.Done;
            }

            store ??= await RunStore.OpenAsync(location, StoreMode.Write, cancellationToken: cancellationToken).ConfigureAwait(false);
            RunSummary summary;
            using (RunProgressLine progress = new(console, parsed.GetValue(output.Quiet)))
            {
                summary = resumed is not null
                    ? await EvaluationRun.ResumeAsync(resumed.Id, options, plan, store, progress, suite: suite, cancellationToken: cancellationToken).ConfigureAwait(false)
                    : await EvaluationRun.StartAsync(suite!, options, plan, store, progress, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            text.Summary(summary, parsed.GetValue(output.Quiet));
            if (summary.IsCancelled)
            {
                return ExitCode.Cancelled;
            }

            IReadOnlyList<Report> reports;
            try
            {
                using Progress progress = new(console, parsed.GetValue(output.Quiet), "records");
                models.Progress = progress;
                reports = RecordedAnswers.Evaluate(
                    [$"run:{summary.Run.Id}"], input.Reading(parsed, console, progress, summary.Plan), evaluation, counted: progress.Count, cancellationToken: cancellationToken);
            }
            catch (GenEvalException e) when (summary.Problem is not null)
            {
                // What stopped the run may keep its answers from being read too.
                console.Error.WriteLine($"geneval: there is no report of what is stored: {Printable.Line(e.Message)}");
                return ExitCode.Incomplete;
            }
            finally
            {
                models.Dispose();
            }

            DocumentOutput.Write(reports, parsed, output, console);
            int gated = gate.Check(reports, parsed, console);
            return summary.IsComplete ? gated : ExitCode.Incomplete;

            // On its own, so that the plan is not held while the run makes the same one.
            async Task<(RunEstimate Sending, IReadOnlyList<ScoringEstimate> Scoring)> EstimateAsync()
            {
                RunPlan cells = resumed is null ? RunPlan.Of(suite!, plan.Plan) : await store!.PlanAsync(resumed, cancellationToken).ConfigureAwait(false);
                return (EvaluationRun.Estimate(cells, options), await ScoringEstimate.OfRunAsync(
                    evaluation.Scorers, evaluation.Metrics, cells, options, plan, resumed is null ? null : (store!, resumed), evaluation.Baseline, cancellationToken).ConfigureAwait(false));
            }
        });
        return command;
    }
}
