using System.Data.Common;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Runs.Stores;
using GenEval.Suites;

namespace GenEval.Tests.Runs;

public sealed class RunStoreTests(TestStores stores) : IClassFixture<TestStores>
{
    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task What_is_stored_is_read_again_and_what_was_not_sent_is_counted(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo run, RunPlan plan) = await CreateAsync(store);
        const string hostile = "a\0b \"quotes\" 'single' 日本 😀 \u001b[31m";
        await WriteAsync(store, run, (0, Answer(hostile)), (2, Answer("") with { Finish = "length", InputTokens = 5, OutputTokens = 9, Attempts = 3, Trail = "server reset" }),
            (5, new ModelReply { Status = "failed.timeout", Error = "too\0late", Attempts = 6 }));

        List<EvaluationRecord> records = await store.ReadAsync(run.Id).ToListAsync();
        Assert.Equal(plan.Count, records.Count);
        Assert.Equal((hostile, "answered", "stop"), (records[0].Output, records[0].Status, records[0].Finish));
        Assert.Equal(("", "length"), (records[2].Output, records[2].Finish));
        Assert.Equal((null, "failed.timeout", "too\uFFFDlate"), (records[5].Output, records[5].Status, records[5].Error));
        Assert.Equal("failed.notSent", AnswerStatus.FailureOf(records[1]));
        Assert.Equal(plan.Count - 3, records.Count(r => r.Status == "failed.notSent"));
        PlanCell cell = plan[0];
        Assert.Equal((cell.Task.Id, cell.Instruction.Id, cell.Instance.Id, 0, cell.Instance.Input, "built", "m"),
            (records[0].Task, records[0].Instruction, records[0].Instance, records[0].Repeat, records[0].Input, records[0].Suite, records[0].Model));
        Assert.Equal(["exact_match", "f1"], records.Select(r => r.Metric).Distinct());
        Assert.Equal("full", records[0].Labels!["strategy"]);

        RunInfo found = Assert.Single(await store.ListAsync());
        Assert.Equal((2, 1, 1, 1, 10L, 9L), (found.Counts.Answered, found.Counts.Failed, found.Counts.Empty, found.Counts.Truncated, found.Counts.Calls, found.Counts.OutputTokens));
        Assert.Equal(3, found.Counts.Done);
        Assert.Equal("running", found.State);
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task An_answer_is_never_overwritten_and_a_failure_only_by_a_later_outcome(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo run, _) = await CreateAsync(store);
        await WriteAsync(store, run, (0, Answer("first")), (1, new ModelReply { Status = "failed.auth", Attempts = 1 }));
        await Task.Delay(5);
        await WriteAsync(store, run, (0, Answer("second")), (1, Answer("at last")));
        await Task.Delay(5);
        await WriteAsync(store, run, (1, new ModelReply { Status = "failed.server", Attempts = 1 }));
        List<EvaluationRecord> records = await store.ReadAsync(run.Id).ToListAsync();
        Assert.Equal(["first", "at last"], records.Take(2).Select(r => r.Output));
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task An_answer_of_nothing_but_white_space_counts_as_empty(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo run, _) = await CreateAsync(store);
        ModelReply[] replies = [.. new[] { "", " \t\r\n\v\f", "\0", " a ", "日" }.Select(Answer)];
        await WriteAsync(store, run, [.. replies.Select((reply, cell) => (cell, reply))]);
        Assert.Equal(2, (await store.FindAsync(run.Id)).Counts.Empty);
        Assert.Equal([true, true, false, false, false], replies.Select(reply => reply.IsBlank));
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task A_run_has_one_writer_and_who_lost_it_writes_nothing_more(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo run, _) = await CreateAsync(store);
        RunOwner mine = RunOwner.Create();
        GenEvalException inUse = await Assert.ThrowsAsync<GenEvalException>(() => store.ClaimAsync(run, mine, default));
        Assert.Equal("RunInUse", inUse.Id);
        Assert.Contains(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), inUse.Message, StringComparison.Ordinal);
        Assert.Equal("RunInUse", (await Assert.ThrowsAsync<GenEvalException>(() => store.RemoveAsync(run.Id))).Id);

        // A process elsewhere that has been silent for longer than its lease.
        await store.UseAsync(c => c.ExecuteAsync("UPDATE geneval_runs SET owner = 'elsewhere/1/1/x', updated = updated - 61000", default), default);
        ResponseWriter late = new(store.Database, run, "elsewhere/1/1/x", TimeSpan.FromSeconds(1));
        await using (late)
        {
            await late.StoreAsync(0, Answer("in time"));
            await store.UseAsync(c => c.ExecuteAsync("UPDATE geneval_runs SET updated = updated - 61000", default), default);
            await store.ClaimAsync(run, mine, default);
            GenEvalException taken = await Assert.ThrowsAsync<GenEvalException>(() => late.StoreAsync(1, Answer("too late")).AsTask());
            Assert.Equal("RunTakenOver", taken.Id);
        }

        Assert.Equal(1, (await store.FindAsync(run.Id)).Counts.Done);
        await store.ReleaseAsync(run.Id, mine, "stopped");
        RunInfo released = await store.FindAsync(run.Id);
        Assert.Equal((false, "stopped", "incomplete"), (released.IsRunning, released.Note, released.State));
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task Two_writers_of_two_runs_share_a_store(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            (RunInfo run, RunPlan plan) = await CreateAsync(store, SuiteBuilder.Of(3, 20, 2));
            await Parallel.ForAsync(0, plan.Count, async (cell, _) => await WriteAsync(store, run, (cell, Answer($"{run.Id} {cell}"))));
            List<EvaluationRecord> records = await store.ReadAsync(run.Id).ToListAsync();
            Assert.Equal(Enumerable.Range(0, plan.Count).Select(cell => $"{run.Id} {cell}"), records.Select(r => r.Output));
        })));
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task A_run_is_found_by_its_id_the_start_of_it_and_as_the_latest(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        Assert.Equal("RunMissing", (await Assert.ThrowsAsync<GenEvalException>(() => store.FindAsync("latest"))).Id);
        (RunInfo first, _) = await CreateAsync(store);
        await Task.Delay(5);
        (RunInfo second, _) = await CreateAsync(store);
        Assert.Equal(first.Id, (await store.FindAsync("run:" + first.Id)).Id);
        Assert.Equal(first.Id, (await store.FindAsync(first.Id[..6])).Id);
        Assert.Equal(second.Id, (await store.FindAsync("latest")).Id);
        Assert.Equal([second.Id, first.Id], (await store.ListAsync()).Select(r => r.Id));
        Assert.Equal("RunMissing", (await Assert.ThrowsAsync<GenEvalException>(() => store.FindAsync("nothere"))).Id);
        Assert.Equal("RunAmbiguous", (await Assert.ThrowsAsync<GenEvalException>(() => store.FindAsync(""))).Id);
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task Removing_a_run_leaves_the_others_and_the_plan_that_they_share(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo first, RunPlan plan) = await CreateAsync(store);
        (RunInfo second, _) = await CreateAsync(store);
        await WriteAsync(store, first, (0, Answer("a")));
        await WriteAsync(store, second, (0, Answer("b")));
        await store.UseAsync(c => c.ExecuteAsync("UPDATE geneval_runs SET owner = NULL", default), default);
        await store.RemoveAsync(first.Id);
        Assert.Equal("b", (await store.ReadAsync(second.Id).ToListAsync())[0].Output);
        await store.RemoveAsync(second.Id);
        Assert.Empty(await store.ListAsync());
        Assert.Equal(0L, await store.UseAsync(c => c.ScalarAsync("SELECT (SELECT count(*) FROM geneval_plans) + (SELECT count(*) FROM geneval_responses)", default), default));
        Assert.True(plan.Count > 0);
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task An_older_store_is_brought_up_to_date_and_a_newer_one_is_refused(string kind)
    {
        string location = stores.NewLocation(kind);
        RunStore store = await RunStore.OpenAsync(location);
        (RunInfo run, _) = await CreateAsync(store);
        await WriteAsync(store, run, (0, Answer("old")));
        GenEvalException inUse = await Assert.ThrowsAsync<GenEvalException>(() => store.UseAsync<bool>(async c =>
        {
            await StoreSchema.UpgradeAsync(store.Database, c, [.. StoreSchema.Steps, "SELECT 1"], default);
            return true;
        }, default));
        Assert.Equal("RunInUse", inUse.Id);
        await store.UseAsync(c => c.ExecuteAsync("UPDATE geneval_runs SET owner = NULL", default), default);
        string[] newer = [.. StoreSchema.Steps, "ALTER TABLE geneval_responses ADD COLUMN added TEXT; UPDATE geneval_responses SET added = status || '!'"];

        // Two that upgrade at once: one does it, the other finds it done.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => store.UseAsync<bool>(async c =>
        {
            await StoreSchema.UpgradeAsync(store.Database, c, newer, default);
            return true;
        }, default))));
        Assert.Equal("answered!", await store.UseAsync(c => c.ScalarAsync("SELECT added FROM geneval_responses", default), default));
        Assert.Equal("old", (await store.ReadAsync(run.Id).FirstAsync()).Output);

        GenEvalException e = await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(location));
        Assert.Equal("RunStoreVersion", e.Id);
        Assert.Equal("RunStoreVersion", (await Assert.ThrowsAsync<GenEvalException>(() => RunStore.OpenAsync(location, StoreMode.Read))).Id);
    }

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task A_store_of_the_second_version_keeps_its_answers_in_the_third(string kind)
    {
        string location = stores.NewLocation(kind);
        (RunPlan plan, byte[] content) = RunPlan.Pack(SuiteBuilder.Of());
        StoreDatabase database = StoreDatabase.Of(location, StoreMode.Write);
        DbConnection connection = await database.OpenAsync(default);
        await using (connection)
        {
            await StoreSchema.UpgradeAsync(database, connection, [.. StoreSchema.Steps.Take(2)], default);
            await connection.ExecuteAsync("INSERT INTO geneval_plans (hash, content) VALUES (@hash, @content)", default, ("@hash", plan.Hash), ("@content", content));
            foreach (string id in new[] { "second", "first" })
            {
                await connection.ExecuteAsync(
                    "INSERT INTO geneval_runs (id, kind, suite, model, endpoint, settings, plan, cells, created, updated) VALUES (@id, 'run', 's', 'm', 'e', '{\"repeats\":1}', @plan, @cells, 1, 2)",
                    default, ("@id", id), ("@plan", plan.Hash), ("@cells", (long)plan.Count));
                foreach (long cell in new[] { 3L, 0L })
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO geneval_responses (run, cell, status, output, attempts, input_tokens, milliseconds, finished) VALUES (@run, @cell, 'answered', @output, 2, 7, 5, 9)",
                        default, ("@run", id), ("@cell", cell), ("@output", System.Text.Encoding.UTF8.GetBytes($"{id} {cell}")));
                }
            }
        }

        RunStore store = await RunStore.OpenAsync(location, StoreMode.Read);
        Assert.False(File.Exists(location + "-wal"));
        foreach (string id in new[] { "first", "second" })
        {
            RunInfo run = await store.FindAsync(id);
            Assert.Equal((2, 4L, 14L), (run.Counts.Answered, run.Counts.Calls, run.Counts.InputTokens));
            Assert.Equal(
                Enumerable.Range(0, plan.Count).Select(cell => cell is 0 or 3 ? $"{id} {cell}" : null), (await store.ReadAsync(id).ToListAsync()).Select(record => record.Output));
        }

        store = await RunStore.OpenAsync(location);
        (RunInfo third, _) = await CreateAsync(store);
        await WriteAsync(store, third, (0, Answer("new")));
        Assert.Equal("new", (await store.ReadAsync(third.Id).FirstAsync()).Output);
        Assert.Equal(2, (await store.FindAsync("second")).Counts.Done);
    }

    internal static ModelReply Answer(string text) => new() { Status = ModelReply.Answered, Text = text, Finish = "stop", Attempts = 1 };

    internal static async Task<(RunInfo Run, RunPlan Plan)> CreateAsync(RunStore store, Suite? suite = null)
    {
        (RunPlan plan, byte[] content) = RunPlan.Pack(suite ?? SuiteBuilder.Of());
        RunInfo run = new()
        {
            Id = RunStore.NewId(),
            Kind = "run",
            Suite = plan.Suite.Name,
            Model = "m",
            Endpoint = "http://localhost/v1",
            Settings = RunSettings.Of(plan, new ModelOptions { Name = "m", Endpoint = "http://localhost/v1" }, new Dictionary<string, string> { ["strategy"] = "full" }),
            Plan = plan.Hash,
            Cells = plan.Count,
            Created = DateTimeOffset.UtcNow,
            Updated = DateTimeOffset.UtcNow,
        };
        return (await store.CreateAsync(run, content, RunOwner.Create(), default), plan);
    }

    internal static async Task WriteAsync(RunStore store, RunInfo run, params (int Cell, ModelReply Reply)[] replies)
    {
        string owner = (string)(await store.UseAsync(c => c.ScalarAsync("SELECT owner FROM geneval_runs WHERE id = @id", default, ("@id", run.Id)), default))!;
        await using ResponseWriter writer = new(store.Database, run, owner, TimeSpan.FromSeconds(5));
        await Task.WhenAll(replies.Select(r => writer.StoreAsync(r.Cell, r.Reply).AsTask()));
    }
}
