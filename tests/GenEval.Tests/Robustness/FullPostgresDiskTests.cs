using GenEval.Models;
using GenEval.Runs;
using GenEval.Tests.Runs;

namespace GenEval.Tests.Robustness;

/// <summary>
/// A disk of PostgreSQL's fills up under a run. Without space for a table the server says so and goes on; without space for its log it goes down, and does
/// not come up again before there is some.
/// </summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class FullPostgresDiskTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_run_whose_tables_find_no_space_says_so_and_goes_on_when_there_is_some()
    {
        using SmallDisk disk = SmallDisk.Mount(kilobytes: 32 * 1024);
        using PostgresServer postgres = Server();
        await postgres.CreateTablespaceAsync("small", Path.Combine(disk.Path, "tables"));
        string location = postgres.CreateDatabase("small");
        string name = (await RunStore.OpenAsync(location)).Name;
        using Trial trial = new(FullSize.Of(300, 2000), latency: 1);
        disk.Fill(leaving: FullSize.Of(96, 256));
        await FullDisk.StopsAsync(trial, GenevalProcess.Start(trial.Run(location)), name, output);
        await FullDisk.StaysStoppedAsync(trial, location);
        disk.Grow(kilobytes: 128 * 1024);
        await FullDisk.GoesOnAsync(trial, location, sessions: 2, output);
    }

    [Fact]
    public async Task A_run_whose_server_goes_down_for_lack_of_space_says_so_and_goes_on_when_there_is_some()
    {
        const int segment = 1024 * 1024;
        using SmallDisk disk = SmallDisk.Mount(kilobytes: 32 * 1024);
        using PostgresServer postgres = Server($"--wal-segsize=1 --waldir={disk.Path}/log");
        string location = postgres.CreateDatabase();
        RunStore store = await RunStore.OpenAsync(location);
        using Trial trial = new(FullSize.Of(300, 2000), latency: 1);

        // The log goes on in a new file of 1 MB, for which there will be no space, when a little more is written.
        int left = FullSize.Of(64, 256) * 1024;
        await PostgresServer.ExecuteAsync(location, "SELECT pg_switch_wal()");
        await PostgresServer.ExecuteAsync(location, $"SELECT pg_logical_emit_message(false, '', repeat('x', ({segment - left} - (pg_current_wal_insert_lsn() - '0/0') % {segment})::int))");
        disk.Fill(leaving: 0);
        ModelOptions model = new() { Name = "mock", Endpoint = trial.Server.Endpoint, Concurrency = Trial.Concurrency };
        RunSummary stopped = await EvaluationRun.StartAsync(trial.Suite, model, new RunOptions { StorePatience = TimeSpan.FromSeconds(1) }, store);
        output.WriteLine($"{stopped.Problem!.Id}: {stopped.Problem.Message} {stopped.Problem.Action}");
        Assert.Contains(stopped.Problem.Id, (string[])["RunStoreFull", "RunStoreUnreachable"]);
        Assert.Contains(store.Name, stopped.Problem.Message, StringComparison.Ordinal);
        Assert.Contains("resume", stopped.Problem.Action, StringComparison.Ordinal);
        Assert.InRange(trial.Server.Requests, 1, trial.Prompts - 1);

        disk.Grow(kilobytes: 128 * 1024);
        postgres.Crash();
        postgres.Start();
        await FullDisk.GoesOnAsync(trial, location, sessions: 1, output);
    }

    private static PostgresServer Server(string initdb = "")
    {
        PostgresServer? server = PostgresServer.TryStart(out string reason, initdb);
        Assert.SkipWhen(server is null, reason);
        return server!;
    }
}
