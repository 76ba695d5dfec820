using System.Text.Json;
using GenEval.Reports;
using NJsonSchema;

namespace GenEval.Tests.Cli;

public sealed class CliTests
{
    private const string Good = """
        {"model":"m","task":"a","novelty":"seen","instance":"1","instanceNovelty":"unseen","output":"yes","reference":"yes"}
        {"model":"m","task":"a","novelty":"seen","instance":"2","instanceNovelty":"unseen","output":"no","reference":"yes"}
        {"model":"m","task":"b","novelty":"unseen","instance":"1","output":"yes","reference":"yes"}
        """;

    [Fact]
    public async Task Json_goes_alone_to_standard_output_and_warnings_to_standard_error()
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("evaluate", folder.File("r.jsonl", Good), "--format", "json", "--metric", "exact_string");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal("geneval.report/1", report.RootElement.GetProperty("schema").GetString());
        Assert.Equal(0.5, report.RootElement.GetProperty("levels").GetProperty("intraTask").GetProperty("estimate").GetDouble());
        Assert.Contains("warning defaultThreshold", run.Error, StringComparison.Ordinal);
        JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get("geneval.report/1"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(run.Out));
    }

    [Fact]
    public async Task Standard_input_is_read_for_a_dash()
    {
        Geneval run = await Geneval.RunAsync(Good, ["evaluate", "-", "--format", "csv", "--quiet"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("intraTask", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("intraTask", false, 1)]
    [InlineData("intraTask", true, 0)]
    [InlineData("recall", false, 1)]
    [InlineData("recall", true, 0)]
    public async Task The_gate_fails_on_inconclusive_and_missing_levels_unless_allowed(string level, bool allow, int exit)
    {
        using Folder folder = new();
        string[] args = ["evaluate", folder.File("r.jsonl", Good), "--fail-below", level, "--format", "json"];
        Geneval run = await Geneval.RunAsync(allow ? [.. args, "--allow-inconclusive"] : args);
        Assert.Equal(exit, run.ExitCode);
        Assert.Equal(exit == 1, run.Error.Contains("gate failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("evaluate", "x.jsonl", "--threshold", "2")]
    [InlineData("evaluate", "x.jsonl", "--confidence", "1")]
    [InlineData("evaluate", "x.jsonl", "--format", "yaml")]
    [InlineData("evaluate", "x.jsonl", "--fail-below", "best")]
    [InlineData("evaluate", "x.jsonl", "--map", "nonsense")]
    [InlineData("evaluate", "no-such-file.jsonl")]
    [InlineData("frobnicate")]
    [InlineData("schema", "geneval.nonsense/1")]
    public async Task Bad_usage_ends_with_2_and_says_what_to_do(params string[] args)
    {
        using Folder folder = new();
        string file = folder.File("x.jsonl", Good);
        Geneval run = await Geneval.RunAsync([.. args.Select(a => a == "x.jsonl" ? file : a)]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Out);
        Assert.StartsWith("geneval: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_line_is_named_with_file_line_and_column_and_leaves_no_output_file()
    {
        using Folder folder = new();
        string records = folder.File("r.jsonl", Good + "\n\n\n\nnot json\n");
        Geneval run = await Geneval.RunAsync("evaluate", records, "--format", "html", "--output", folder["report.html"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("r.jsonl:7:", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["report.html"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task No_record_at_all_ends_with_2(string content)
    {
        using Folder folder = new();
        Assert.Equal(2, (await Geneval.RunAsync("evaluate", folder.File("r.jsonl", content))).ExitCode);
        Assert.Equal(2, (await Geneval.RunAsync("score", folder.File("s.jsonl", content))).ExitCode);
    }

    [Fact]
    public async Task Records_with_failed_calls_evaluate_with_a_warning_and_0()
    {
        using Folder folder = new();
        string failed = """{"model":"m","task":"a","novelty":"seen","instance":"3","output":null,"status":"failed.timeout","reference":"yes"}""";
        Geneval run = await Geneval.RunAsync("evaluate", folder.File("r.jsonl", Good + "\n" + failed), "--format", "json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warning unscored", run.Error, StringComparison.Ordinal);
        Assert.Contains("\"failed.timeout\": 1", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_keeps_the_records_and_their_unknown_fields_and_adds_scores_or_reasons()
    {
        using Folder folder = new();
        string records = folder.File("r.jsonl", """
            {"task":"a","output":"yes","reference":"yes","mine":{"x":[1,2]}}
            {"task":"a","instance":"i","output":null,"status":"refused","reference":"yes"}
            """);
        Geneval run = await Geneval.RunAsync("score", records, "--metric", "exact_string", "rougeL");
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using JsonDocument first = JsonDocument.Parse(lines[0]);
        using JsonDocument second = JsonDocument.Parse(lines[1]);
        Assert.Equal(1, first.RootElement.GetProperty("scores").GetProperty("rougeL").GetDouble());
        Assert.Equal(2, first.RootElement.GetProperty("mine").GetProperty("x")[1].GetInt32());
        Assert.Equal("refused", second.RootElement.GetProperty("unscored").GetProperty("exact_string").GetString());
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task What_score_writes_evaluates_to_the_same_report_by_its_scores()
    {
        using Folder folder = new();
        string records = folder.File("r.jsonl", Good);
        Geneval score = await Geneval.RunAsync("score", records, "--metric", "rougeL", "--output", folder["scored.jsonl.gz"]);
        Assert.Equal(0, score.ExitCode);
        Geneval direct = await Geneval.RunAsync("evaluate", records, "--format", "json", "--metric", "rougeL");
        Geneval again = await Geneval.RunAsync("evaluate", folder["scored.jsonl.gz"], "--format", "json", "--metric", "rougeL");
        Assert.Equal(direct.Out, again.Out);
    }

    [Fact]
    public async Task A_saved_report_is_shown_again_in_another_format()
    {
        using Folder folder = new();
        await Geneval.RunAsync("evaluate", folder.File("r.jsonl", Good), "--format", "json", "--output", folder["report.json"]);
        Geneval direct = await Geneval.RunAsync("evaluate", folder["r.jsonl"], "--format", "markdown");
        Geneval again = await Geneval.RunAsync("report", folder["report.json"], "--format", "markdown");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(direct.Out, again.Out);
    }

    [Fact]
    public async Task Init_makes_a_suite_that_evaluates_and_overwrites_nothing()
    {
        using Folder folder = new();
        Assert.Equal(0, (await Geneval.RunAsync("init", folder["mine"])).ExitCode);
        Geneval run = await Geneval.RunAsync("evaluate", folder["mine"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("interTask", run.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await Geneval.RunAsync("init", folder["mine"])).ExitCode);
    }

    [Fact]
    public async Task Demo_prints_the_two_levels_and_writes_the_page()
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync("demo", "--output", folder["out"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("intraTask", run.Out, StringComparison.Ordinal);
        Assert.Contains("interTask", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n').Where(l => !l.Contains(folder.Path, StringComparison.Ordinal)), l => Assert.True(l.Length <= 80, l));
        Assert.Contains("<!doctype html>", await File.ReadAllTextAsync(folder["out/quickstart.html"], TestContext.Current.CancellationToken), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_wanted_columns_may_have_other_names_and_seen_tasks_may_be_listed()
    {
        using Folder folder = new();
        string records = folder.File("r.jsonl", """
            {"prompt_task":"a","prediction":"x","gold":"x"}
            {"prompt_task":"b","prediction":"x","gold":"x"}
            """);
        Geneval run = await Geneval.RunAsync(
            "evaluate", records, "--map", "prompt_task=task", "prediction=output", "gold=reference", "--seen", folder.File("seen.txt", "a\n"), "--format", "csv");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("intraTask", run.Out, StringComparison.Ordinal);
        Assert.Contains("interTask", run.Out, StringComparison.Ordinal);
    }
}
