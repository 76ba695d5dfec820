using System.Globalization;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.Tests.Robustness;

/// <summary>What holds of every run whose store finds its disk full.</summary>
internal static class FullDisk
{
    /// <summary>It stops with an error that names the store, the disk and what to do.</summary>
    public static async Task StopsAsync(Trial trial, GenevalProcess process, string store, ITestOutputHelper output)
    {
        using (process)
        {
            (int exit, _, string error) = await process.EndAsync();
            output.WriteLine(error);
            Assert.Equal(3, exit);
            Assert.Contains(store, error, StringComparison.Ordinal);
            Assert.Contains("disk", error, StringComparison.Ordinal);
            Assert.Contains("--resume", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }

        Assert.InRange(trial.Server.Requests, 1, trial.Prompts - 1);
    }

    /// <summary>As long as there is no space it does not go on, and says so again.</summary>
    public static async Task StaysStoppedAsync(Trial trial, string location)
    {
        (int exit, _, string error) = await GenevalProcess.RunAsync(trial.Run(location, "--resume", "latest"));
        Assert.Contains(exit, (int[])[2, 3]);
        Assert.Contains("disk", error, StringComparison.Ordinal);
    }

    /// <summary>Resumed with space it loses nothing, sends nothing that was stored again, and reports what an undisturbed run reports.</summary>
    public static async Task GoesOnAsync(Trial trial, string location, int sessions, ITestOutputHelper output)
    {
        int sent = trial.Server.Requests;
        (RunInfo before, _, Dictionary<int, StoredResponse> kept) = (await Trial.HeldAsync(location))!.Value;
        Assert.InRange(sent - kept.Count, 0, sessions * Trial.Concurrency);
        string report = await Trial.WholeAsync(trial.Run(location, "--resume", before.Id));
        Assert.Equal(await trial.UndisturbedAsync(), report);
        (_, RunPlan plan, Dictionary<int, StoredResponse> held) = (await Trial.HeldAsync(location))!.Value;
        Trial.AssertWhole(plan, held);
        Assert.All(kept, pair => Assert.Equal(pair.Value, held[pair.Key]));
        Assert.Equal(trial.Prompts - kept.Count, trial.Server.Requests - sent);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kept.Count} of {trial.Prompts} answers were stored when the disk was full; {trial.Server.Requests - trial.Prompts} prompts sent again"));
    }
}
