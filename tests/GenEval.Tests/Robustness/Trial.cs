using System.Globalization;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Suites;
using GenEval.Tests.Cli;
using GenEval.Tests.Models;
using GenEval.Tests.Runs;
using GenEval.Tests.Suites;

namespace GenEval.Tests.Robustness;

/// <summary>A suite on disk with a server that answers it, and what a store holds of it; the answers are half right, so that reports can differ.</summary>
internal sealed class Trial : IDisposable
{
    public const int Concurrency = 8;

    private readonly TempFolder _folder = new();

    public Trial(int prompts, Func<string, int, Fault>? plan = null, int latency = 10, string echo = "")
    {
        const int tasks = 5;
        Suite = SuiteBuilder.Of(tasks, prompts / tasks / 2, wordings: 2);
        Suite = Suite with
        {
            Metric = "contains",
            Tasks = [.. Suite.Tasks.Select(t => t with { Metric = null })],
            Instances = [.. Suite.Instances.Select((instance, i) => instance with { References = [i * 7 % 5 < 3 ? instance.Input : "nowhere in the answer"] })],
        };
        SuiteWriter.Write(Suite, SuiteFolder);
        Server = new FaultServer(plan ?? ((_, _) => Fault.Answer)) { Latency = TimeSpan.FromMilliseconds(latency), RetryAfterSeconds = 0.05, Echo = echo }.Start();
        Prompts = Suite.Instances.Count * 2;
    }

    public int Prompts { get; }

    public Suite Suite { get; }

    public FaultServer Server { get; }

    public string SuiteFolder => Path.Combine(_folder.Path, "suite");

    public string Folder => _folder.Path;

    /// <summary>The arguments of <c>geneval run</c> with a JSON report.</summary>
    public string[] Run(string store, params string[] more) =>
    [
        "run", SuiteFolder, "--model", "mock", "--endpoint", Server.Endpoint, "--concurrency", Concurrency.ToString(CultureInfo.InvariantCulture),
        "--store", store, "--format", "json", "--threshold", "0.5", .. more,
    ];

    /// <summary>The report of a run that nothing disturbed.</summary>
    public async Task<string> UndisturbedAsync()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        string[] args = [.. Run(Path.Combine(_folder.Path, "undisturbed.db")).Select(arg => arg == Server.Endpoint ? server.Endpoint : arg)];
        string report = await WholeAsync(args);
        Assert.Equal(Prompts, server.Requests);
        return report;
    }

    /// <summary>Runs it, in this process, to its end; the report.</summary>
    public static async Task<string> WholeAsync(params string[] args)
    {
        Geneval run = await Geneval.RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Out;
    }

    /// <summary>The newest run of the store and what it holds, by cell; null where there is none yet.</summary>
    public static async Task<(RunInfo Run, RunPlan Plan, Dictionary<int, StoredResponse> Held)?> HeldAsync(string location)
    {
        RunStore store;
        RunInfo run;
        try
        {
            store = await RunStore.OpenAsync(location, StoreMode.Read);
            run = await store.FindAsync("latest");
        }
        catch (GenEvalException e) when (e.Id is "RunStoreMissing" or "RunStoreInvalid" or "RunMissing")
        {
            return null;
        }

        Dictionary<int, StoredResponse> held = await store.ResponsesAsync(run, default).ToDictionaryAsync(response => response.Cell);
        return (run, await store.PlanAsync(run), held);
    }

    /// <summary>How often a cell's prompt was was sent.</summary>
    public int SentOf(RunPlan plan, int cell) => Server.Ledger.TryGetValue(plan.Prompt(cell, system: null).User, out FaultServer.Entry? entry) ? entry.Sent : 0;

    /// <summary>Every prompt has its answer, once.</summary>
    public static void AssertWhole(RunPlan plan, Dictionary<int, StoredResponse> held)
    {
        Assert.Equal(plan.Count, held.Count);
        Assert.All(held.Values, response => Assert.Equal((ModelReply.Answered, FaultServer.AnswerTo(plan.Prompt(response.Cell, system: null).User)), (response.Reply.Status, response.Reply.Text)));
    }

    /// <summary>Waits until nothing that a killed process sent is on its way any more.</summary>
    public async Task SettleAsync()
    {
        do
        {
            await Task.Delay(60);
        }
        while (Server.InFlight > 0);
    }

    public void Dispose()
    {
        Server.Dispose();
        _folder.Dispose();
    }
}
