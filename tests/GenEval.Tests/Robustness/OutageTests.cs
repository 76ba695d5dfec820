using System.Globalization;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Tests.Runs;

namespace GenEval.Tests.Robustness;

/// <summary>PostgreSQL goes away under a run and comes back.</summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class OutageTests(TestStores stores, ITestOutputHelper output) : IClassFixture<TestStores>
{
    [Fact]
    public async Task A_run_waits_for_its_store_and_sends_nothing_meanwhile_and_nothing_twice()
    {
        int outages = FullSize.Of(2, 20);
        Random random = new(7);
        using Trial trial = new(FullSize.Of(400, 2000), latency: 20);
        string undisturbed = await trial.UndisturbedAsync();
        string location = stores.NewLocation("postgres");
        PostgresServer postgres = stores.Postgres!;
        using GenevalProcess process = GenevalProcess.Start(trial.Run(location));
        int had = 0;
        for (; had < outages; had++)
        {
            // Every outage comes after a share of the prompts, every second one without a goodbye.
            int at = (trial.Prompts * (had * 2 + 1) / (outages * 2)) - random.Next(trial.Prompts / outages / 2);
            while (!process.HasExited && trial.Server.Requests < at)
            {
                await Task.Delay(1);
            }

            postgres.Stop(had % 2 == 0 ? "fast" : "immediate");
            await trial.SettleAsync();
            int requests = trial.Server.Requests;
            await Task.Delay(random.Next(50, 400));
            Assert.Equal(requests, trial.Server.Requests);
            Assert.False(process.HasExited, "the run gave up");
            postgres.Start();
        }

        (int exit, string report, string error) = await process.EndAsync();
        Assert.True(exit == 0, error);
        Assert.Equal(undisturbed, report);
        (_, RunPlan plan, Dictionary<int, StoredResponse> held) = (await Trial.HeldAsync(location))!.Value;
        Trial.AssertWhole(plan, held);
        Assert.Equal(trial.Prompts, trial.Server.Requests);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{had} outages, {trial.Prompts} prompts, {trial.Server.Requests} requests"));
    }

    [Fact]
    public async Task A_store_that_stays_away_ends_the_run_with_a_clear_error_and_the_run_goes_on_later()
    {
        using Trial trial = new(300);
        string location = stores.NewLocation("postgres");
        RunStore store = await RunStore.OpenAsync(location);
        Task<RunSummary> running = EvaluationRun.StartAsync(trial.Suite, EvaluationRunTests.Model(trial.Server), new RunOptions { StorePatience = TimeSpan.FromSeconds(1) }, store);
        while (trial.Server.Requests < 100)
        {
            await Task.Delay(1);
        }

        stores.Postgres!.Stop("fast");
        RunSummary first = await running;
        stores.Postgres.Start();
        Assert.Equal("RunStoreUnreachable", first.Problem!.Id);
        Assert.Contains("resume", first.Problem.Action, StringComparison.Ordinal);
        Assert.False(first.IsComplete);
        int sent = trial.Server.Requests;

        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, EvaluationRunTests.Model(trial.Server), options: null, store);
        Assert.True(second.IsComplete);
        Assert.InRange(sent - second.Kept, 0, EvaluationRunTests.Model(trial.Server).Concurrency);
        Assert.Equal(trial.Prompts - second.Kept, trial.Server.Requests - sent);
    }
}
