using System.Text.Json;

namespace GenEval.Tests.Cli;

/// <summary>compare, power and scaling: their documents, in every format.</summary>
public sealed class StudyCliTests
{
    [Fact]
    public async Task Compare_writes_its_document_in_every_format()
    {
        using Folder folder = new();
        string a = folder.File("a.jsonl", Records("a", "1101", "1011", "0111"));
        string b = folder.File("b.jsonl", Records("b", "1001", "0011", "0111"));
        JsonElement document = await EveryFormat.RunAsync("geneval.comparison/1", "compare", a, b, "--metric", "exact_string");
        Assert.Equal(12, document.GetProperty("pairs").GetInt32());
        Assert.Equal(2 / 12.0, document.GetProperty("difference").GetProperty("estimate").GetDouble(), 12);
    }

    [Fact]
    public async Task Compare_by_label_tells_strategies_apart_and_one_run_is_an_error()
    {
        using Folder folder = new();
        string records = folder.File("r.jsonl", Records("x", "1101", "1011").Replace("\"model\":\"x\"", "\"labels\":{\"strategy\":\"full\"}", StringComparison.Ordinal) + "\n"
            + Records("x", "1001", "1010").Replace("\"model\":\"x\"", "\"labels\":{\"strategy\":\"lora\"}", StringComparison.Ordinal));
        Geneval run = await Geneval.RunAsync("compare", records, "--by", "strategy", "--metric", "exact_string", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        Assert.Equal("full", document.RootElement.GetProperty("a").GetString());
        Assert.Equal(2, (await Geneval.RunAsync("compare", records, "--by", "seed")).ExitCode);
        Assert.Equal(2, (await Geneval.RunAsync("compare", folder.File("one.jsonl", Records("x", "11")))).ExitCode);
    }

    /// <summary>T = 10, Z = 50, s2_t = .004, s2_z = .12: exact noncentral t .07968011 (statistics.md, mde_power.json).</summary>
    [Fact]
    public async Task Power_gives_the_worked_detectable_difference()
    {
        JsonElement document = await EveryFormat.RunAsync("geneval.power/1", "power", "--tasks", "10", "--inputs", "50", "--task-variance", "0.004", "--input-variance", "0.12", "--difference", "0.05");
        Assert.Equal(0.07968011, document.GetProperty("minimumDetectableDifference").GetDouble(), 7);
        Assert.True(document.GetProperty("cheapest").GetProperty("minimumDetectableDifference").GetDouble() <= 0.05);
    }

    [Fact]
    public async Task Power_takes_variances_from_a_pilot_and_says_what_it_took()
    {
        using Folder folder = new();
        string one = folder.File("a.jsonl", Records("a", "1101", "1011", "0100"));
        Geneval run = await Geneval.RunAsync("power", "--from", one, "--metric", "exact_string", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("oneRunPilot", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Geneval.RunAsync("power", "--tasks", "10")).ExitCode);
        Assert.Equal(2, (await Geneval.RunAsync("power", "--tasks", "10", "--inputs", "5", "--task-variance", "-1", "--input-variance", "0.1")).ExitCode);
    }

    [Fact]
    public async Task Scaling_fits_the_runs_that_a_label_numbers()
    {
        using Folder folder = new();
        // .25, .5, .75 at 8, 16, 32 training tasks: each doubling adds .25, and a = -.5.
        string records = folder.File("r.jsonl", string.Join('\n',
            Labelled("8", "1000", "0100"), Labelled("16", "1100", "0011"), Labelled("32", "1110", "0111")));
        JsonElement document = await EveryFormat.RunAsync("geneval.scaling/1", "scaling", records, "--metric", "exact_string");
        Assert.Equal(0.25, document.GetProperty("slope").GetProperty("estimate").GetDouble(), 12);
        Assert.Equal(-0.5, document.GetProperty("intercept").GetDouble(), 12);
        Assert.Equal(2, (await Geneval.RunAsync("scaling", folder.File("s.jsonl", Records("x", "11")))).ExitCode);
    }

    private static string Records(string model, params string[] tasks) => string.Join('\n', tasks.SelectMany((task, t) => task.Select((answer, i) =>
        $$"""{"model":"{{model}}","task":"t{{t}}","novelty":"unseen","instance":"{{i}}","output":"{{answer}}","reference":"1"}""")));

    private static string Labelled(string size, params string[] tasks) =>
        Records("m", tasks).Replace("\"model\":\"m\"", $$"""
            "model":"m","labels":{"trainTasks":"{{size}}"}
            """, StringComparison.Ordinal);
}
