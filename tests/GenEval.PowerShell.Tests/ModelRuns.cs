using GenEval.Models;
using GenEval.Runs;

namespace GenEval.PowerShell.Tests;

/// <summary>Runs of the recorded answers of scenario-legal, in a store of a test's own.</summary>
internal static class ModelRuns
{
    public const string Model = "legal-summarizer (constructed)";

    public static ModelOptions Fixture => new() { Name = Model, Endpoint = "fixture:" + Answers };

    public static string Answers => Path.Combine(Scratch.Legal, "responses", "constructed.jsonl");

    public static string Store(Scratch scratch) => Path.Combine(scratch.Folder, "runs.db");

    /// <summary>Adds a run; one that is stopped when it has begun.</summary>
    public static async Task<RunInfo> AddAsync(Scratch scratch, bool stop = false)
    {
        using CancellationTokenSource source = new();
        Stopper stopper = new(source, stop);
        return (await EvaluationRun.StartAsync(
            Suites.SuiteReader.Read(Scratch.Legal), Fixture, options: null, await RunStore.OpenAsync(Store(scratch)), stopper, cancellationToken: source.Token)).Run;
    }

    private sealed class Stopper(CancellationTokenSource source, bool stop) : RunObserver
    {
        public override void OnStart(RunInfo run)
        {
            if (stop)
            {
                source.Cancel();
            }
        }
    }
}
