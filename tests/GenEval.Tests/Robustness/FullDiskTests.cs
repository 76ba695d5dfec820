namespace GenEval.Tests.Robustness;

/// <summary>The disk of the store fills up under a run.</summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class FullDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_run_on_a_full_disk_says_so_and_goes_on_when_there_is_space()
    {
        using SmallDisk disk = SmallDisk.Mount(kilobytes: FullSize.Of(320, 1200));
        using Trial trial = new(FullSize.Of(300, 2000), latency: 1);
        string store = Path.Combine(disk.Path, "runs.db");
        await FullDisk.StopsAsync(trial, GenevalProcess.Start(trial.Run(store)), store, output);
        await FullDisk.StaysStoppedAsync(trial, store);
        disk.Grow(kilobytes: 64 * 1024);
        await FullDisk.GoesOnAsync(trial, store, sessions: 2, output);
    }

    [Fact]
    public async Task A_run_that_may_write_no_larger_file_says_so_and_goes_on_when_it_may()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no limit on the size of files");
        using Trial trial = new(FullSize.Of(300, 2000), latency: 1);
        string store = Path.Combine(trial.Folder, "runs.db");
        await FullDisk.StopsAsync(trial, GenevalProcess.Start(largestFile: FullSize.Of(400, 1600), trial.Run(store)), store, output);
        await FullDisk.GoesOnAsync(trial, store, sessions: 1, output);
    }

    /// <summary>Without a disk for anything there is no store, and nothing is sent.</summary>
    [Fact]
    public async Task A_disk_that_is_full_before_the_first_call_is_an_error_and_costs_no_call()
    {
        using SmallDisk disk = SmallDisk.Mount(kilobytes: 32);
        using Trial trial = new(20);
        (int exit, _, string error) = await GenevalProcess.RunAsync(trial.Run(Path.Combine(disk.Path, "runs.db")));
        Assert.Equal(2, exit);
        Assert.Contains("disk", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(0, trial.Server.Requests);
    }
}
