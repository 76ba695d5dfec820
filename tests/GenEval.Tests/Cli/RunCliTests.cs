using System.Text.Json;

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
        Assert.Contains("112 prompts (14 tasks", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["runs.db"]));
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
