using GenEval.Models;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>A resumed run is the same run: neither its suite nor what shapes its answers may have changed meanwhile.</summary>
internal static class ResumeCheck
{
    /// <exception cref="GenEvalException">Something differs; the message names it.</exception>
    public static void Check(RunInfo run, RunPlan plan, ModelOptions model, Suite? suite)
    {
        RunSettings now = RunSettings.Of(plan, model, run.Settings.Labels);
        string[] differences =
        [
            .. Differ("the model", run.Model, model.Name),
            .. Differ("the temperature", run.Settings.Temperature, now.Temperature),
            .. Differ("the longest answer", run.Settings.MaxTokens, now.MaxTokens),
            .. Differ("the stop sequences", string.Join(' ', run.Settings.Stop ?? []), string.Join(' ', now.Stop ?? [])),
            .. Differ("the seed", run.Settings.Seed, now.Seed),
            .. Differ("the system prompt", run.Settings.System, now.System),
        ];
        if (differences.Length > 0)
        {
            throw new GenEvalException($"The run {run.Id} cannot go on with other settings: {string.Join("; ", differences)}.")
            {
                Id = "ResumeMismatch",
                Action = "Leave the settings out to take the run's own, or start a new run: without --resume.",
            };
        }

        if (suite is not null && !RunPlan.Of(suite, plan.Options).Hash.Equals(run.Plan, StringComparison.Ordinal))
        {
            throw new GenEvalException($"The suite '{suite.Name}' is not the one that run {run.Id} was planned from: it has changed since {run.Created:u}.")
            {
                Id = "ResumeMismatch",
                Action = $"To finish the run as it was planned, resume it without the suite; for the changed suite start a new run.",
            };
        }
    }

    private static string[] Differ<T>(string what, T then, T now) =>
        EqualityComparer<T>.Default.Equals(then, now) ? [] : [FormattableString.Invariant($"{what} was {(object?)then ?? "not set"}, now it is {(object?)now ?? "not set"}")];
}
