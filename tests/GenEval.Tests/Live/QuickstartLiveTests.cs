using System.Globalization;
using System.Text.Json;
using GenEval.Runs;
using GenEval.Suites;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Live;

/// <summary>The quickstart suite on the real model that its recorded answers come from, from the first prompt to the report.</summary>
public sealed class QuickstartLiveTests(ITestOutputHelper output)
{
    private const string Model = "SmolLM2-135M-Instruct";

    [Fact]
    public async Task A_live_run_gives_the_recorded_answers_again_but_for_rare_tokens()
    {
        using LocalModel model = await LocalModel.StartAsync();
        using Folder folder = new();
        string suite = Path.Combine(Shared.Root, "suites", "quickstart");

        // One call at a time, as they were recorded: a server that batches calls rounds differently from batch to batch.
        Geneval run = await Geneval.RunAsync(
            "run", suite, "--model", Model, "--endpoint", model.Endpoint, "--temperature", "0", "--max-tokens", "64", "--concurrency", "1", "--inputs", "1",
            "--store", folder["runs.db"], "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        using JsonDocument report = JsonDocument.Parse(run.Out);
        Assert.Equal((96, 96), (report.RootElement.GetProperty("counts").GetProperty("records").GetInt32(), report.RootElement.GetProperty("counts").GetProperty("scored").GetInt32()));
        Assert.True(report.RootElement.GetProperty("levels").GetProperty("interTask").GetProperty("estimate").GetDouble() is > 0 and < 1);

        Dictionary<(string, string?, string?), string?> recorded = InputResolver.Read([Path.Combine(suite, "responses", Model + ".jsonl")])
            .ToDictionary(record => (record.Task, record.Instruction, record.Instance), record => record.Output);
        RunStore store = await RunStore.OpenAsync(folder["runs.db"]);
        List<EvaluationRecord> live = await store.ReadAsync("latest").ToListAsync();
        double same = live.Average(record => record.Output == recorded[(record.Task, record.Instruction, record.Instance)] ? 1.0 : 0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{same:P1} of {live.Count} answers are those recorded, to the last character"));
        Assert.InRange(same, 0.8, 1);
    }
}
