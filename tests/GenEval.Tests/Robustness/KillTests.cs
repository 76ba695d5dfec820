using System.Globalization;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Tests.Runs;

namespace GenEval.Tests.Robustness;

/// <summary>
/// <c>geneval run</c> is killed at seeded moments and resumed, over and over, until the run is whole: while it starts, while it sends, while it
/// reports. After each kill the store and the server's ledger are held against each other.
/// </summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class KillTests(TestStores stores, ITestOutputHelper output) : IClassFixture<TestStores>
{
    private int _kills;
    private int _sessions;

    [Theory]
    [InlineData("sqlite", 4, 100)]
    [InlineData("postgres", 2, 100)]
    public async Task A_run_that_is_killed_loses_no_answer_and_sends_no_stored_prompt_again(string kind, int some, int all)
    {
        Random random = new(20261125);
        int kills = FullSize.Of(some, all);
        int resent = 0;
        string? undisturbed = null;
        for (int run = 1; _kills < kills; run++)
        {
            using Trial trial = new(FullSize.Of(300, 2000));
            undisturbed ??= await trial.UndisturbedAsync();
            int before = _kills;
            string location = stores.NewLocation(kind);
            string report = await ToItsEndAsync(trial, location, random, kills);
            Assert.Equal(undisturbed, report);

            (_, RunPlan plan, Dictionary<int, StoredResponse> held) = (await Trial.HeldAsync(location))!.Value;
            Trial.AssertWhole(plan, held);
            Assert.InRange(trial.Server.Requests - trial.Prompts, 0, (_kills - before) * Trial.Concurrency);
            resent += trial.Server.Requests - trial.Prompts;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {_kills} kills in {_sessions} sessions; {resent} prompts sent again, {(double)resent / _kills:0.0} a kill at a concurrency of {Trial.Concurrency}"));
    }

    private async Task<string> ToItsEndAsync(Trial trial, string location, Random random, int kills)
    {
        Dictionary<int, (StoredResponse Response, int Sent)> known = [];
        while (true)
        {
            int requests = trial.Server.Requests;
            bool isResumable = await Trial.HeldAsync(location) is not null;
            using GenevalProcess process = GenevalProcess.Start(trial.Run(location, isResumable ? ["--resume", "latest"] : []));
            _sessions++;
            if (_kills >= kills || !await KilledAsync(process, trial, random, requests, trial.Prompts - known.Count))
            {
                (int exit, string report, string error) = await process.EndAsync();
                Assert.True(exit == 0, error);
                return report;
            }

            _kills++;
            await trial.SettleAsync();
            await CheckAsync(trial, location, known, trial.Server.Requests - requests);
        }
    }

    /// <summary>Kills it after some requests or after some time; false where it came to its end before.</summary>
    private static async Task<bool> KilledAsync(GenevalProcess process, Trial trial, Random random, int requests, int left)
    {
        TimeSpan wait = TimeSpan.FromMilliseconds(random.Next(0, 700));
        if (random.Next(5) > 0)
        {
            int after = Math.Min(random.Next(1, FullSize.Of(100, 250)), left);
            while (!process.HasExited && trial.Server.Requests - requests < after)
            {
                await Task.Delay(1);
            }

            wait = TimeSpan.FromMilliseconds(random.Next(0, after == left ? 300 : 15));
        }

        await Task.Delay(wait);
        if (process.HasExited)
        {
            return false;
        }

        await process.KillAsync();
        return true;
    }

    /// <summary>What was stored is still there as it was and was not sent again; of what was sent no more is missing than was in flight.</summary>
    private static async Task CheckAsync(Trial trial, string location, Dictionary<int, (StoredResponse Response, int Sent)> known, int sent)
    {
        if (await Trial.HeldAsync(location) is not var (_, plan, held))
        {
            Assert.Empty(known);
            Assert.Equal(0, sent);
            return;
        }

        foreach ((int cell, (StoredResponse response, int times)) in known)
        {
            Assert.Equal(response, held[cell]);
            Assert.Equal(times, trial.SentOf(plan, cell));
        }

        Assert.InRange(sent - (held.Count - known.Count), 0, Trial.Concurrency);
        foreach ((int cell, StoredResponse response) in held)
        {
            known[cell] = (response, trial.SentOf(plan, cell));
        }
    }
}
