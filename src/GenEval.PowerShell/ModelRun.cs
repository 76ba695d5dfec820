using System.Globalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.PowerShell;

/// <summary>Sends a suite's prompts to a model from a cmdlet: asks first, shows progress, and leaves a run that can be resumed however it ends.</summary>
internal sealed class ModelRun(GenCommand command, string? store, ModelOptions model, RunOptions options)
{
    /// <summary>Begins a run; null where the user said no.</summary>
    public RunSummary? Start(Suite suite, CancellationToken stop)
    {
        RunEstimate estimate = EvaluationRun.Estimate(suite, model, options);
        string action = string.Create(CultureInfo.InvariantCulture, $"Send, about {estimate.InputTokens:N0} tokens in and at most {estimate.OutputTokens:N0} out");
        return command.ShouldProcess($"{estimate.Size}, model {Views.Text(model.Name)}", action)
            ? Run((open, observer, token) => EvaluationRun.StartAsync(suite, model, options, open, observer, cancellationToken: token), stop)
            : null;
    }

    /// <summary>Goes on with a run; null where the user said no.</summary>
    public RunSummary? Resume(string id, Suite? suite, CancellationToken stop)
    {
        RunInfo run = Open(StoreMode.Read).FindAsync(id, stop).GetAwaiter().GetResult();
        string left = string.Create(CultureInfo.InvariantCulture, $"{run.Cells - run.Counts.Done:N0} of {run.Cells:N0} prompts of run {run.Id}, model {Views.Text(model.Name)}");
        return command.ShouldProcess(left, "Send what has no outcome yet")
            ? Run((open, observer, token) => EvaluationRun.ResumeAsync(run.Id, model, options, open, observer, suite: suite, cancellationToken: token), stop)
            : null;
    }

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
