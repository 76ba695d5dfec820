using System.Text.Json;
using GenEval.Tests.Models;

namespace GenEval.Tests.Cli;

public sealed class RunCliTests
{
    private const string Model = "legal-summarizer (constructed)";

    private static readonly string s_suite = Path.Combine(Shared.Root, "suites", "scenario-legal");
    private static readonly string s_fixture = "fixture:" + Path.Combine(s_suite, "responses", "constructed.jsonl");

    [Fact]
    public async Task A_run_of_recorded_answers_reports_what_evaluating_them_reports()
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("run", s_suite, "--model", Model, "--endpoint", s_fixture, "--store", folder["runs.db"], "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        Geneval direct = await Geneval.RunAsync("evaluate", s_suite, "--format", "json");
        Assert.Equal(direct.Out, run.Out);
        Geneval again = await Geneval.RunAsync("evaluate", "run:latest", "--store", folder["runs.db"], "--format", "json");
        Assert.Equal(direct.Out, again.Out);
        string[] baseline = ["--baseline", s_suite, "--format", "json"];
        Geneval compared = await Geneval.RunAsync(["run", s_suite, "--model", Model, "--endpoint", s_fixture, "--store", folder["runs.db"], .. baseline]);
        Assert.Contains("\"seenGain\": 0", compared.Out, StringComparison.Ordinal);
        Assert.Equal((await Geneval.RunAsync(["evaluate", s_suite, .. baseline])).Out, compared.Out);
    }

    [Fact]
    public async Task A_stored_run_is_read_by_every_command_that_reads_records()
    {
        using Folder folder = new();
        string store = folder["runs.db"];
        await Geneval.RunAsync("run", s_suite, "--model", Model, "--endpoint", s_fixture, "--store", store, "--quiet");
        foreach (string[] command in (string[][])[["compare", "run:latest", "run:latest"], ["check", "run:latest"], ["power", "--from", "run:latest"], ["score", "run:latest"]])
        {
            Geneval run = await Geneval.RunAsync([.. command, "--store", store]);
            Assert.True(run.ExitCode == 0, run.Error);
        }
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_send_and_stores_nothing()
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("run", s_suite, "--model", "m", "--endpoint", "http://127.0.0.1:1", "--store", folder["runs.db"], "--dry-run");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("112 prompts (14 tasks", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was sent.\n", run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["runs.db"]));
    }

    [Fact]
    public async Task A_dry_run_estimates_the_cost_from_prices()
    {
        Geneval run = await Geneval.RunAsync("run", s_suite, "--model", "m", "--endpoint", "http://127.0.0.1:1", "--dry-run", "--max-tokens", "100", "--input-price", "1000", "--output-price", "2000");
        Assert.Contains(" tokens in and 11,200 out (at most 100 an answer): ", run.Out, StringComparison.Ordinal);
        string tokens = run.Out.Split("About ")[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal);
        decimal cost = (decimal.Parse(tokens, System.Globalization.CultureInfo.InvariantCulture) * 1000 / 1_000_000) + 22.4m;
        Assert.Contains(cost.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) + " at 1000 and 2000 a million", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_judges_would_be_asked_too_and_asks_nothing()
    {
        using Folder folder = new();
        using FaultServer server = new FaultServer((_, _) => Fault.Answer).Start();
        File.WriteAllText(folder["judge.json"], $$"""{ "model": "judge-1", "endpoint": "{{server.Endpoint}}", "kind": "reference", "maxTokens": 10, "outputPrice": 1000 }""");
        string[] judged = ["--store", folder["runs.db"], "--dry-run", "--metric", "exact_match", "judge:" + folder["judge.json"]];
        Geneval run = await Geneval.RunAsync(["run", s_suite, "--model", "m", "--endpoint", "http://127.0.0.1:1", .. judged]);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches("\njudge:.*judge.json: 224 calls to judge-1 at http.*, about [0-9,]+ tokens in and 2,240 out \\(at most 10 a verdict\\): 2.24 at 0 and 1000 a million, without retries.\n", run.Out);
        Geneval evaluate = await Geneval.RunAsync(["evaluate", s_suite, .. judged]);
        Assert.Equal(0, evaluate.ExitCode);
        Assert.Matches("^judge:.*: 224 calls to judge-1 .*: 2.24 at .*\nNothing was asked.\n$", evaluate.Out);
        // The answers of a baseline are judged too.
        foreach (Geneval both in (Geneval[])[
            await Geneval.RunAsync(["run", s_suite, "--model", "m", "--endpoint", "http://127.0.0.1:1", "--baseline", s_suite, .. judged]),
            await Geneval.RunAsync(["evaluate", s_suite, "--baseline", s_suite, .. judged])])
        {
            Assert.Contains(": 448 calls to judge-1 at ", both.Out, StringComparison.Ordinal);
        }

        Geneval plain = await Geneval.RunAsync("evaluate", s_suite, "--dry-run");
        Assert.Equal("None of the metrics asks a model; nothing was scored.\n", plain.Out);
        Assert.Equal(0, server.Requests);
        Assert.False(File.Exists(folder["runs.db"]));
    }

    [Fact]
    public async Task A_judge_is_read_before_the_run_and_its_file_not_again()
    {
        using Folder folder = new();
        string file = folder["judge.json"];
        using FaultServer server = new FaultServer((_, _) => Fault.Answer) { Speak = _ => { File.Delete(file); return "VERDICT: 4"; } }.Start();
        File.WriteAllText(file, $$"""{ "model": "judge-1", "endpoint": "{{server.Endpoint}}" }""");
        string[] args = ["run", s_suite, "--model", "m", "--endpoint", server.Endpoint, "--inputs", "1", "--store", folder["runs.db"], "--format", "json", "--metric"];
        Geneval run = await Geneval.RunAsync([.. args, "judge:" + file]);
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal(14, report.RootElement.GetProperty("counts").GetProperty("scored").GetInt32());
        // In the order in which it was done, and once.
        Assert.Matches("^14 prompts .*\n.*\njudge:.*: 14 calls .*\nrun:.*14 calls.*\njudge:.*: 14 of 14 questions\nwarning ", run.Error);

        // A metric that is asked for second and a baseline are looked at before the run too.
        foreach (string[] wrong in (string[][])[["judge:" + file], ["learned:" + file], ["numeric:few"], ["--baseline", file]])
        {
            Geneval missing = await Geneval.RunAsync([.. args, "exact_match", .. wrong]);
            Assert.Equal(2, missing.ExitCode);
        }

        Assert.Equal(28, server.Requests);
    }

    [Fact]
    public async Task A_run_that_stopped_is_resumed_by_its_name_alone_and_exits_with_3_until_it_is_whole()
    {
        using Folder folder = new();
        bool broken = true;
        int calls = 0;
        using FaultServer server = new FaultServer((_, _) => broken && Interlocked.Increment(ref calls) > 40 ? Fault.Unauthorized : Fault.Answer).Start();
        string[] store = ["--store", folder["runs.db"]];
        Geneval stopped = await Geneval.RunAsync(["run", s_suite, "--model", "m", "--endpoint", server.Endpoint, "--concurrency", "1", "--temperature", "0.5", "--stop", "END", "--run-label", "strategy=lora", .. store, "--quiet"]);
        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains("--resume", stopped.Error, StringComparison.Ordinal);
        Geneval plan = await Geneval.RunAsync(["run", "--resume", "latest", "--dry-run", .. store]);
        Assert.Contains(" of them have an outcome in run:", plan.Out, StringComparison.Ordinal);
        Geneval other = await Geneval.RunAsync(["run", "--resume", "latest", "--temperature", "1", .. store]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("the temperature was 0.5, now it is 1", other.Error, StringComparison.Ordinal);
        broken = false;
        Geneval whole = await Geneval.RunAsync(["run", "--resume", "latest", .. store, "--format", "json"]);
        Assert.True(whole.ExitCode == 0, whole.Error);
        using JsonDocument report = JsonDocument.Parse(whole.Out);
        Assert.Equal(112, report.RootElement.GetProperty("counts").GetProperty("scored").GetInt32());
        Assert.Equal("lora", report.RootElement.GetProperty("labels").GetProperty("strategy").GetString());
        Assert.Contains("\"stop\":[\"END\"]", server.LastBody, StringComparison.Ordinal);
        Assert.Equal(112, server.Ledger.Values.Sum(e => e.WholeAnswers));
    }

    [Fact]
    public async Task An_exported_run_is_imported_elsewhere_and_evaluated_as_it_is()
    {
        using Folder folder = new();
        string file = folder["run.jsonl.gz"];
        await Geneval.RunAsync("run", s_suite, "--model", Model, "--endpoint", s_fixture, "--store", folder["a.db"], "--quiet");
        Assert.Equal(0, (await Geneval.RunAsync("runs", "export", "latest", "--store", folder["a.db"], "--output", file)).ExitCode);
        Assert.Equal(0, (await Geneval.RunAsync("runs", "import", file, "--store", folder["b.db"])).ExitCode);
        Assert.Equal(0, (await Geneval.RunAsync("runs", "export", "latest", "--store", folder["b.db"], "--output", folder["again.jsonl.gz"])).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(folder["again.jsonl.gz"], TestContext.Current.CancellationToken));
        Geneval stored = await Geneval.RunAsync("evaluate", "run:latest", "--store", folder["a.db"], "--format", "json");
        Assert.Equal(stored.Out, (await Geneval.RunAsync("evaluate", file, "--format", "json")).Out);
        Geneval twice = await Geneval.RunAsync("runs", "import", file, "--store", folder["b.db"]);
        Assert.Equal(2, twice.ExitCode);
        Geneval compared = await Geneval.RunAsync("compare", file, "run:latest", "--store", folder["b.db"], "--format", "json");
        Assert.True(compared.ExitCode == 0, compared.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "suites", "--endpoint", "http://127.0.0.1:1")]
    [InlineData("run", "suites", "--model", "m")]
    [InlineData("run", "suites", "--model", "m", "--endpoint", "http://127.0.0.1:1", "--run-label", "lora")]
    [InlineData("run", "suites", "--model", "m", "--endpoint", "http://127.0.0.1:1", "--otlp", "nowhere")]
    public async Task What_is_missing_is_said_before_anything_is_sent(params string[] args)
    {
        Geneval run = await Geneval.RunAsync([.. args.Select(a => a == "suites" ? s_suite : a)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Try: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_no_answer_is_counted_and_not_zero()
    {
        using Folder folder = new();
        string half = folder.File("half.jsonl", string.Join('\n', File.ReadLines(s_fixture["fixture:".Length..]).Take(56)));
        Geneval run = await Geneval.RunAsync("run", s_suite, "--model", Model, "--endpoint", "fixture:" + half, "--store", folder["runs.db"], "--format", "json");
        using JsonDocument report = JsonDocument.Parse(run.Out);
        JsonElement counts = report.RootElement.GetProperty("counts");
        Assert.Equal(112, counts.GetProperty("records").GetInt32());
        Assert.Equal(56, counts.GetProperty("scored").GetInt32());
    }

    [Fact]
    public async Task Stored_runs_are_listed_shown_and_removed()
    {
        using Folder folder = new();
        string store = folder["runs.db"];
        await Geneval.RunAsync("run", s_suite, "--model", Model, "--endpoint", s_fixture, "--store", store, "--quiet");
        Geneval evaluated = await Geneval.RunAsync("evaluate", "run:latest", "--store", store);
        Assert.Equal(evaluated.Out, (await Geneval.RunAsync("report", "latest", "--store", store)).Out);
        Geneval missing = await Geneval.RunAsync("report", "no-such-report.json", "--store", store);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("no-such-report.json", missing.Error, StringComparison.Ordinal);
        Geneval list = await Geneval.RunAsync("runs", "list", "--store", store);
        Assert.Contains("112/112", list.Out, StringComparison.Ordinal);
        Geneval show = await Geneval.RunAsync("runs", "show", "latest", "--store", store);
        using JsonDocument run = JsonDocument.Parse(show.Out);
        Assert.Equal(Model, run.RootElement.GetProperty("model").GetString());
        Assert.Equal(0, (await Geneval.RunAsync("runs", "remove", "latest", "--store", store)).ExitCode);
        Assert.Empty((await Geneval.RunAsync("runs", "list", "--store", store)).Out);
        Assert.Equal(2, (await Geneval.RunAsync("runs", "show", "nosuch", "--store", store)).ExitCode);
    }
}
