using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Tests.Runs;

namespace GenEval.Tests.Robustness;

/// <summary>Several processes on one store.</summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class SharedStoreTests(TestStores stores) : IClassFixture<TestStores>
{
    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task Two_processes_that_begin_at_once_make_one_store_with_two_whole_runs(string kind)
    {
        using Trial trial = new(FullSize.Of(200, 2000), latency: 1);
        string location = stores.NewLocation(kind);
        GenevalProcess[] processes = [.. Enumerable.Range(0, FullSize.Of(2, 4)).Select(_ => GenevalProcess.Start(trial.Run(location)))];
        string[] reports = await Task.WhenAll(processes.Select(async process =>
        {
            using (process)
            {
                (int exit, string report, string error) = await process.EndAsync();
                Assert.True(exit == 0, error);
                return report;
            }
        }));
        Assert.Single(reports.Distinct(StringComparer.Ordinal));
        RunStore store = await RunStore.OpenAsync(location);
        IReadOnlyList<RunInfo> runs = await store.ListAsync();
        Assert.Equal(processes.Length, runs.Count);
        foreach (RunInfo run in runs)
        {
            Assert.Equal("complete", run.State);
            Trial.AssertWhole(await store.PlanAsync(run), await store.ResponsesAsync(run, default).ToDictionaryAsync(response => response.Cell));
        }

        if (kind == "sqlite")
        {
            Assert.Equal("ok", await store.UseAsync(connection => connection.ScalarAsync("PRAGMA integrity_check", default), default));
        }
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task A_second_process_that_resumes_a_run_under_way_is_told_who_writes_to_it(string kind)
    {
        using Trial trial = new(400, latency: 2000);
        string location = stores.NewLocation(kind);
        using GenevalProcess first = GenevalProcess.Start(trial.Run(location));
        while (trial.Server.Requests < Trial.Concurrency)
        {
            await Task.Delay(5);
        }

        int requests = trial.Server.Requests;
        (int exit, string report, string error) = await GenevalProcess.RunAsync(trial.Run(location, "--resume", "latest"));
        Assert.Equal((2, ""), (exit, report));
        Assert.Contains($"is being written to by process {first.Id} on {Environment.MachineName}", error, StringComparison.Ordinal);
        Assert.Contains("Try: ", error, StringComparison.Ordinal);
        Assert.False(first.HasExited);
        Assert.InRange(trial.Server.Requests, requests, trial.Prompts - 1);
        Assert.All(trial.Server.Ledger.Values, entry => Assert.Equal(1, entry.Sent));
        await first.KillAsync();
    }
}
