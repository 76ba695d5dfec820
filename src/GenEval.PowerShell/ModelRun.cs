using System.Globalization;
using GenEval.Generalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>Sends a suite's prompts to a model from a cmdlet: asks first, shows progress, and leaves a run that can be resumed however it ends.</summary>
internal sealed class ModelRun(GenCommand command, string? store, ModelOptions model, RunOptions options, EvaluationOptions evaluation)
{
    /// <summary>Begins a run; null where the user said no.</summary>
    public RunSummary? Start(Suite suite, CancellationToken stop)
    {
        RunPlan plan = RunPlan.Of(suite, options.Plan);
        RunEstimate estimate = EvaluationRun.Estimate(plan, model);
        string action = string.Create(CultureInfo.InvariantCulture, $"Send, about {estimate.InputTokens:N0} tokens in and at most {estimate.OutputTokens:N0} out") + Scoring(plan, resumed: null, stop);
        return command.ShouldProcess($"{estimate.Size}, model {Views.Text(model.Name)}", action)
            ? Run((open, observer, token) => EvaluationRun.StartAsync(suite, model, options, open, observer, cancellationToken: token), stop)
            : null;
    }

    /// <summary>Goes on with a run; null where the user said no.</summary>
    public RunSummary? Resume(string id, Suite? suite, CancellationToken stop)
    {
        RunStore read = Open(StoreMode.Read);
        RunInfo run = read.FindAsync(id, stop).GetAwaiter().GetResult();
        string left = string.Create(CultureInfo.InvariantCulture, $"{run.Cells - run.Counts.Done:N0} of {run.Cells:N0} prompts of run {run.Id}, model {Views.Text(model.Name)}");
        return command.ShouldProcess(left, "Send what has no outcome yet" + Scoring(read.PlanAsync(run, stop).GetAwaiter().GetResult(), (read, run), stop))
            ? Run((open, observer, token) => EvaluationRun.ResumeAsync(run.Id, model, options, open, observer, suite: suite, cancellationToken: token), stop)
            : null;
    }

    /// <summary>What metrics that ask a model would ask then.</summary>
    private string Scoring(RunPlan plan, (RunStore, RunInfo)? resumed, CancellationToken stop) => string.Concat(
        ScoringEstimate.OfRunAsync(evaluation.Scorers, evaluation.Metrics, plan, model, options, resumed, evaluation.Baseline, stop).GetAwaiter().GetResult()
            .Select(e => $"; then {Views.Text(e.Metric)}, {Views.Text(e.Size)}, {e.Describe()}"));

    private RunSummary Run(Func<RunStore, RunObserver, CancellationToken, Task<RunSummary>> work, CancellationToken stop)
    {
        RunStore open = Open(StoreMode.Write);
        RunSummary? summary = null;
        using ProgressMeter meter = new(command, $"Asking {Views.Text(model.Name)}", "prompts");
        PipelinePump.Run<RunProgress>(
            async (post, token) => summary = await work(open, new Observer(post, token), token).ConfigureAwait(false),
            progress => meter.Show(progress.Describe(), progress.Cells == 0 ? 100 : (int)(100L * progress.Done / progress.Cells)),
            stop);
        return summary!;
    }

    private RunStore Open(StoreMode mode) => RunStore.OpenAsync(store, mode).GetAwaiter().GetResult();

    private sealed class Observer(Action<RunProgress> post, CancellationToken token) : RunObserver
    {
        public override void OnProgress(RunProgress progress)
        {
            if (!token.IsCancellationRequested)
            {
                post(progress);
            }
        }
    }
}
