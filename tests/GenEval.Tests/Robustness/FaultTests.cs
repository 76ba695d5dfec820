using System.Text.Json;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Suites;
using GenEval.Tests.Cli;
using GenEval.Tests.Models;
using GenEval.Tests.Runs;

namespace GenEval.Tests.Robustness;

/// <summary>
/// <c>geneval run</c> against everything that goes wrong between a client and a model: what the report says is what the server did, prompt for prompt.
/// </summary>
[Trait(FullSize.Trait, FullSize.Name)]
public sealed class FaultTests(TestStores stores, ITestOutputHelper output) : IClassFixture<TestStores>
{
    // In seconds: only a stalled call may come so far, also on a busy machine.
    private const string Timeout = "5";

    [Theory]
    [MemberData(nameof(TestStores.All), MemberType = typeof(TestStores))]
    public async Task Every_prompt_ends_in_one_status_and_the_report_counts_what_the_server_did(string kind)
    {
        FaultMix mix = new(seed: 1);
        using Trial trial = new(FullSize.Of(400, 5000), mix.Plan, latency: 0);
        string location = stores.NewLocation(kind);
        Geneval run = await Geneval.RunAsync(trial.Run(location, "--timeout", Timeout, "--retries", "2"));
        Assert.True(run.ExitCode == 0, run.Error);
        RunStore store = await RunStore.OpenAsync(location);
        RunInfo info = await store.FindAsync("latest");
        await mix.AssertLedgerAsync(trial.Server, store, info, trial.Prompts);

        Dictionary<string, int> expected = trial.Server.Ledger.Keys.Select(mix.StatusOf).CountBy(status => status, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        using JsonDocument report = JsonDocument.Parse(run.Out);
        JsonElement counts = report.RootElement.GetProperty("counts");
        Assert.Equal(trial.Prompts, counts.GetProperty("records").GetInt32());
        Assert.Equal(expected[ModelReply.Answered], counts.GetProperty("scored").GetInt32());
        Assert.Equal(info.Counts.Empty, counts.GetProperty("empty").GetInt32());
        Assert.Equal(info.Counts.Truncated, counts.GetProperty("truncated").GetInt32());
        Assert.True(expected.Remove(ModelReply.Answered));
        Assert.Equal(expected, counts.GetProperty("unscored").EnumerateObject().ToDictionary(reason => reason.Name, reason => reason.Value.GetInt32(), StringComparer.Ordinal));

        // A failed call is no score of 0: the estimate is that of the answers. (Across tasks several wordings of an input are one.)
        foreach ((string level, int wording) in new[] { ("intraTask", 0), ("instruction", 1) })
        {
            double[] scores = [.. await ScoresAsync(store, info, mix, wording)];
            JsonElement found = report.RootElement.GetProperty("levels").GetProperty(level);
            Assert.Equal(scores.Length, found.GetProperty("records").GetInt32() - found.GetProperty("unscored").GetInt32());
            Assert.Equal(scores.Average(), found.GetProperty("micro").GetProperty("estimate").GetDouble(), 12);
        }

        output.WriteLine($"{kind}: {trial.Prompts} prompts, {trial.Server.Requests} requests; {string.Join(", ", info.Counts.ByStatus.Select(s => $"{s.Key} {s.Value}"))}");
    }

    /// <summary>The scores of the answers of seen tasks to a wording, from what the server said.</summary>
    private static async Task<IEnumerable<double>> ScoresAsync(RunStore store, RunInfo run, FaultMix mix, int wording)
    {
        RunPlan plan = await store.PlanAsync(run);
        return Enumerable.Range(0, plan.Count).Select(index => (Cell: plan[index], Prompt: plan.Prompt(index, system: null).User))
            .Where(c => c.Cell.Task.Novelty == Novelty.Seen && c.Cell.Instruction.Id == $"w{wording}" && mix.StatusOf(c.Prompt) == ModelReply.Answered)
            .Select(c => mix.Plan(c.Prompt, int.MaxValue) != Fault.Empty && FaultServer.AnswerTo(c.Prompt).Contains(c.Cell.Instance.References[0], StringComparison.Ordinal) ? 1.0 : 0);
    }
}
