using System.Diagnostics;
using System.Globalization;
using GenEval.Runs;
using GenEval.Runs.Stores;

namespace GenEval.Tests.Robustness;

/// <summary>A run that is asked to end.</summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class InterruptTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_asked_to_end_gives_up_in_order_and_goes_on_later(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals");
        using Trial trial = new(200, latency: 50);
        string store = Path.Combine(trial.Folder, "runs.db");
        using GenevalProcess process = GenevalProcess.Start(trial.Run(store));
        while (trial.Server.Requests < 60)
        {
            await Task.Delay(1);
        }

        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        (int exit, string report, string error) = await process.EndAsync();
        Assert.Equal((130, ""), (exit, report));
        (RunInfo run, _, Dictionary<int, StoredResponse> held) = (await Trial.HeldAsync(store))!.Value;
        Assert.Equal(("incomplete", "It was cancelled."), (run.State, run.Note));
        Assert.Contains("--resume " + run.Id, error, StringComparison.Ordinal);
        await trial.SettleAsync();
        int sent = trial.Server.Requests;
        Assert.InRange(sent - held.Count, 0, Trial.Concurrency);

        report = await Trial.WholeAsync(trial.Run(store, "--resume", run.Id));
        Assert.Equal(await trial.UndisturbedAsync(), report);
        Assert.Equal(trial.Prompts - held.Count, trial.Server.Requests - sent);
    }
}
