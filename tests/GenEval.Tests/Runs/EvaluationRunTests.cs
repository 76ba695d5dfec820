using GenEval.Models;
using GenEval.Runs;
using GenEval.Suites;
using GenEval.Tests.Models;

namespace GenEval.Tests.Runs;

public sealed class EvaluationRunTests(TestStores stores) : IClassFixture<TestStores>
{
    [Fact]
    public async Task A_run_that_was_cancelled_goes_on_with_what_is_missing()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Latency = TimeSpan.FromMilliseconds(5) }.Start();
        RunStore store = await stores.NewAsync("sqlite");
        Suite suite = SuiteBuilder.Of(tasks: 5, inputs: 30, wordings: 2);
        using CancellationTokenSource cancel = new();
        CountingObserver observer = new(onRecord: count =>
        {
            if (count == 100)
            {
                cancel.Cancel();
            }
        });
        RunSummary first = await EvaluationRun.StartAsync(suite, Model(server), options: null, store, observer, cancellationToken: cancel.Token);
        Assert.True(first.IsCancelled);
        Assert.Equal("incomplete", first.Run.State);
        Assert.InRange(first.Run.Counts.Done, 100, 100 + 8);

        RunSummary second = await EvaluationRun.ResumeAsync("latest", EvaluationRun.ModelOf(first.Run), options: null, store, suite: suite);
        Assert.True(second.IsComplete);
        Assert.Equal(first.Run.Counts.Done, second.Kept);
        Assert.Equal(300 - second.Kept, second.Calls);

        // What was in flight when it was cancelled, and nothing else, was sent twice.
        Assert.InRange(server.Ledger.Values.Sum(entry => entry.Sent) - 300, 0, 8);
        Assert.All(await store.ReadAsync(second.Run.Id).ToListAsync(), record => Assert.Equal("answered", record.Status));
    }

    [Fact]
    public async Task A_refused_key_stops_the_run_at_once_and_the_run_goes_on_with_a_right_one()
    {
        bool refuse = true;
        using FaultServer server = new FaultServer((_, _) => refuse ? Fault.Unauthorized : Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        RunSummary first = await EvaluationRun.StartAsync(SuiteBuilder.Of(5, 30, 2), Model(server), options: null, store);
        Assert.Equal("EndpointFailed", first.Problem!.Id);
        Assert.Contains("OPENAI_API_KEY", first.Problem.Action, StringComparison.Ordinal);
        Assert.False(first.IsComplete);
        Assert.InRange(server.Ledger.Count, 1, 8);
        Assert.Equal(first.Problem.Message, first.Run.Note);

        refuse = false;
        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, Model(server), options: null, store);
        Assert.Equal((300, 300), (second.Run.Counts.Answered, second.Run.Cells));
        Assert.Null(second.Run.Note);
    }

    [Fact]
    public async Task An_endpoint_that_dies_stops_the_run_before_all_is_marked_as_failed()
    {
        FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        CountingObserver observer = new(onRecord: count =>
        {
            if (count == 50)
            {
                server.Dispose();
            }
        });
        RunSummary first = await EvaluationRun.StartAsync(SuiteBuilder.Of(5, 100, 2), Model(server), options: null, store, observer);
        Assert.Equal("EndpointFailed", first.Problem!.Id);
        Assert.InRange(first.Run.Counts.Done, 50, 150);

        using FaultServer back = new FaultServer((_, _) => Fault.Answer).Start();
        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, EvaluationRun.ModelOf(first.Run) with { Endpoint = back.Endpoint }, new RunOptions { RetryFailed = true }, store);
        Assert.Equal(1000, second.Run.Counts.Answered);
    }

    [Fact]
    public async Task A_very_long_row_of_failures_stops_the_run_and_a_short_one_among_answers_does_not()
    {
        bool broken = true;
        using FaultServer server = new FaultServer((prompt, _) => broken || prompt.Contains("input 7 ", StringComparison.Ordinal) ? Fault.ServerError : Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        ModelOptions model = Model(server) with { Retries = 1 };
        RunSummary first = await EvaluationRun.StartAsync(SuiteBuilder.Of(5, 40, 2), model, options: null, store);
        Assert.Equal("EndpointFailed", first.Problem!.Id);
        Assert.Contains("--retry-failed", first.Problem.Action, StringComparison.Ordinal);
        Assert.InRange(first.Run.Counts.Failed, 100, 100 + 8);

        broken = false;
        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, model, new RunOptions { RetryFailed = true }, store);
        Assert.Null(second.Problem);
        Assert.Equal((390, 10), (second.Run.Counts.Answered, second.Run.Counts.Failed));
    }

    [Fact]
    public async Task What_failed_for_the_prompts_sake_is_sent_again_only_when_asked_for()
    {
        bool broken = true;
        using FaultServer server = new FaultServer((prompt, _) => broken && prompt.Contains("input 3", StringComparison.Ordinal) ? Fault.BadRequest : Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        RunSummary first = await EvaluationRun.StartAsync(SuiteBuilder.Of(3, 5, 2), Model(server), options: null, store);
        Assert.Equal((24, 6, true), (first.Run.Counts.Answered, first.Run.Counts.ByStatus["failed.request"], first.IsComplete));
        broken = false;
        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, Model(server), options: null, store);
        Assert.Equal((0, 30), (second.Calls, second.Kept));
        RunSummary third = await EvaluationRun.ResumeAsync(first.Run.Id, Model(server), new RunOptions { RetryFailed = true }, store);
        Assert.Equal((6, 30), (third.Calls, third.Run.Counts.Answered));
    }

    [Fact]
    public async Task Another_suite_or_other_settings_are_no_resume()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        Suite suite = SuiteBuilder.Of();
        RunSummary run = await EvaluationRun.StartAsync(suite, Model(server) with { Temperature = 0.5 }, options: null, store);
        ModelOptions same = EvaluationRun.ModelOf(run.Run);
        GenEvalException settings = await Assert.ThrowsAsync<GenEvalException>(() => EvaluationRun.ResumeAsync(run.Run.Id, same with { Temperature = 1, Name = "other" }, null, store));
        Assert.Contains("the temperature was 0.5, now it is 1", settings.Message, StringComparison.Ordinal);
        Assert.Contains("the model was mock, now it is other", settings.Message, StringComparison.Ordinal);
        GenEvalException changed = await Assert.ThrowsAsync<GenEvalException>(() => EvaluationRun.ResumeAsync(run.Run.Id, same, null, store, suite: suite with { Prompt = PromptTemplate.Parse("{input}") }));
        Assert.Equal("ResumeMismatch", changed.Id);
    }

    [Fact]
    public async Task The_cache_takes_answers_where_everything_that_shapes_them_is_the_same_and_never_a_failure()
    {
        using FaultServer server = new FaultServer((prompt, attempt) => attempt == 0 && prompt.Contains("input 3", StringComparison.Ordinal) ? Fault.BadRequest : Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        Suite suite = SuiteBuilder.Of(3, 5, 2);
        RunOptions cached = new() { UseCache = true };
        await EvaluationRun.StartAsync(suite, Model(server), options: null, store);
        RunSummary without = await EvaluationRun.StartAsync(suite, Model(server), options: null, store);
        Assert.Equal((0, 30L), (without.Cached, without.Calls));
        await store.RemoveAsync(without.Run.Id);

        RunSummary with = await EvaluationRun.StartAsync(suite, Model(server), cached, store);
        Assert.Equal((24, 6L, 30), (with.Cached, with.Calls, with.Run.Counts.Answered));
        foreach (ModelOptions other in new[] { Model(server) with { Temperature = 1 }, Model(server) with { Name = "n" }, Model(server) with { Seed = 1 }, Model(server) with { System = "s" }, Model(server) with { MaxTokens = 5 }, Model(server) with { Stop = ["x"] } })
        {
            Assert.Equal(0, (await EvaluationRun.StartAsync(suite, other, cached, store)).Cached);
        }

        // A part of the suite is found again; another repeat of a prompt is another answer.
        RunSummary repeats = await EvaluationRun.StartAsync(suite, Model(server), cached with { Plan = new PlanOptions { Repeats = 2, Inputs = 2 } }, store);
        Assert.Equal((12, 12L), (repeats.Cached, repeats.Calls));
    }

    [Fact]
    public async Task The_system_prompt_is_the_models_else_the_suites()
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        Suite suite = SuiteBuilder.Of(1, 1, 1, system: "the suite's");
        RunSummary own = await EvaluationRun.StartAsync(suite, Model(server), options: null, store);
        Assert.Contains("""{"role":"system","content":"the suite's"}""", server.LastBody, StringComparison.Ordinal);
        Assert.Equal("the suite's", own.Run.Settings.System);
        await EvaluationRun.StartAsync(suite, Model(server) with { System = "mine" }, options: null, store);
        Assert.Contains("""{"role":"system","content":"mine"}""", server.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fixture_gives_back_what_was_recorded_without_a_network()
    {
        RunStore store = await stores.NewAsync("sqlite");
        string file = Path.Combine(stores.Folder, "fixture.jsonl");
        await File.WriteAllLinesAsync(file,
        [
            """{"model":"m","task":"task0","instruction":"w0","instance":"i0","output":"zero"}""",
            """{"model":"m","task":"task0","instruction":"w0","instance":"i1","output":"","finish":"stop"}""",
            """{"model":"m","task":"task0","instruction":"w0","instance":"i2","output":null,"status":"failed.timeout","error":"late"}""",
        ]);
        RunSummary summary = await EvaluationRun.StartAsync(SuiteBuilder.Of(1, 4, 1), new ModelOptions { Name = "m", Endpoint = "fixture:" + file }, options: null, store);
        Assert.Equal(["zero", "", null, null], (await store.ReadAsync(summary.Run.Id).ToListAsync()).Select(r => r.Output));
        Assert.Equal(["answered", "answered", "failed.timeout", "failed.notInFixture"], (await store.ReadAsync(summary.Run.Id).ToListAsync()).Select(r => r.Status));
        Assert.Equal(1, summary.Run.Counts.Empty);
    }

    [Fact]
    public async Task A_key_is_in_no_byte_of_the_store()
    {
        const string secret = "sk-live-0123456789abcdef";
        string location = stores.NewLocation("sqlite");
        RunStore store = await RunStore.OpenAsync(location);
        using FaultServer server = new FaultServer((prompt, _) => prompt.Contains("input 1", StringComparison.Ordinal) ? Fault.BadRequest : Fault.Answer) { Echo = "your key is " + secret }.Start();
        Suite suite = SuiteBuilder.Of(2, 3, 1);
        suite = suite with { Tasks = [.. suite.Tasks.Select(t => t with { Instructions = [.. t.Instructions.Select(i => i with { Text = "Repeat what you got" })] })] };
        RunSummary summary = await EvaluationRun.StartAsync(
            suite, Model(server) with { Key = ApiKey.FromText(secret, "test"), Endpoint = server.Endpoint + "?key=" + secret }, options: null, store);
        Assert.Equal((4, 2), (summary.Run.Counts.Answered, summary.Run.Counts.Failed));
        Assert.Contains(secret, server.LastHeaders, StringComparison.Ordinal);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(location)!))
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) < 0, file);
        }

        Assert.DoesNotContain(secret, summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_says_how_far_what_went_wrong_and_how_the_levels_stand()
    {
        using FaultServer server = new FaultServer((prompt, attempt) => attempt == 0 && prompt.Contains("input 1", StringComparison.Ordinal) ? Fault.ServerError : Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        RunningLevels levels = new(record => record.Novelty == Novelty.Seen ? "intraTask" : "interTask", record => record.Task is "task0" ? 1 : record.Task is "task2" ? 0.5 : null);
        CountingObserver observer = new(onRecord: null);
        RunSummary summary = await EvaluationRun.StartAsync(SuiteBuilder.Of(3, 5, 2), Model(server), new RunOptions { Levels = levels }, store, observer);
        Assert.Equal(summary.Run.Id, observer.Started!.Id);
        RunProgress last = observer.Last!;
        Assert.Equal((30, 30, 0), (last.Cells, last.Done, last.InFlight));
        Assert.Equal(6, last.Retried["server"]);
        Assert.Equal(30, last.ByStatus["answered"]);
        Assert.Equal((30 * 12L, 30 * 7L), last.Tokens);
        Assert.Equal(0.75, last.Levels["intraTask"]);
        Assert.False(last.Levels.ContainsKey("interTask"));
        Assert.Equal(30, observer.Records);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_observer_that_throws_ends_the_run_in_order(bool onRecord)
    {
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        RunStore store = await stores.NewAsync("sqlite");
        CountingObserver observer = new(count => throw new InvalidOperationException("the pipeline has stopped")) { ThrowsOnProgress = !onRecord, TakesRecords = onRecord };
        RunSummary first = await EvaluationRun.StartAsync(SuiteBuilder.Of(3, 200, 2), Model(server), options: null, store, observer);
        Assert.Contains("the pipeline has stopped", first.Problem!.Message, StringComparison.Ordinal);
        Assert.False(first.Run.IsRunning);
        RunSummary second = await EvaluationRun.ResumeAsync(first.Run.Id, Model(server), options: null, store);
        Assert.True(second.IsComplete);
    }

    internal static ModelOptions Model(FaultServer server) => ModelCallerTests.Options(server.Endpoint) with { Concurrency = 8, Timeout = TimeSpan.FromSeconds(10), Retries = 4 };

    private sealed class CountingObserver(Action<int>? onRecord) : RunObserver
    {
        private int _records;

        public bool ThrowsOnProgress { get; init; }

        public bool TakesRecords { get; init; } = true;

        public RunInfo? Started { get; private set; }

        public RunProgress? Last { get; private set; }

        public int Records => _records;

        public override TimeSpan Interval => TimeSpan.FromMilliseconds(5);

        public override bool WantsRecords => TakesRecords;

        public override void OnStart(RunInfo run) => Started = run;

        public override void OnProgress(RunProgress progress)
        {
            Last = progress;
            if (ThrowsOnProgress && progress.Done > 10)
            {
                throw new InvalidOperationException("the pipeline has stopped");
            }
        }

        public override void OnRecord(EvaluationRecord record)
        {
            int count = Interlocked.Increment(ref _records);
            onRecord?.Invoke(count);
        }
    }
}
