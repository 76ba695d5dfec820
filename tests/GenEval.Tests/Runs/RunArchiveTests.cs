using System.Text;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Suites;

namespace GenEval.Tests.Runs;

public sealed class RunArchiveTests(TestStores stores) : IClassFixture<TestStores>
{
    [Theory]
    [InlineData("sqlite", "postgres", "run.jsonl.gz")]
    [InlineData("postgres", "sqlite", "run.jsonl")]
    public async Task An_exported_run_is_the_same_run_in_another_store(string from, string to, string name)
    {
        (RunStore store, RunInfo run) = await RunAsync(from);
        string file = Path.Combine(stores.Folder, name);
        await RunArchive.ExportAsync(store, run.Id, file);
        RunStore other = await stores.NewAsync(to);
        RunInfo imported = await RunArchive.ImportAsync(other, file);
        Assert.Equal("incomplete", imported.State);
        Assert.Equal((run.Id, run.Plan, run.Cells, run.Settings.Labels!["strategy"]), (imported.Id, imported.Plan, imported.Cells, imported.Settings.Labels!["strategy"]));
        Assert.Equal(await LinesAsync(store, run.Id), await LinesAsync(other, run.Id));
        Assert.Equal("RunExists", (await Assert.ThrowsAsync<GenEvalException>(() => RunArchive.ImportAsync(other, file))).Id);

        // What was imported can be finished.
        await other.ClaimAsync(imported, GenEval.Runs.Stores.RunOwner.Create(), default);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("changed plan")]
    [InlineData("records")]
    [InlineData("not JSON")]
    public async Task What_is_no_whole_export_leaves_nothing_behind(string how)
    {
        (RunStore store, RunInfo run) = await RunAsync("sqlite");
        string file = Path.Combine(stores.Folder, "broken.jsonl");
        await RunArchive.ExportAsync(store, run.Id, file);
        string[] lines = await File.ReadAllLinesAsync(file);
        string[] broken = how switch
        {
            "half" => lines[..^1],
            "changed plan" => [lines[0], lines[1].Replace("exact_match", "f1", StringComparison.Ordinal), .. lines[2..]],
            "records" => ["""{"model":"m","task":"t","output":"x"}"""],
            _ => [.. lines[..^1], "{\"cell\":"],
        };
        await File.WriteAllLinesAsync(file, broken);
        RunStore other = await stores.NewAsync("sqlite");
        SuiteFormatException e = await Assert.ThrowsAsync<SuiteFormatException>(() => RunArchive.ImportAsync(other, file));
        Assert.Equal("RunArchiveInvalid", e.Id);
        Assert.Empty(await other.ListAsync());
    }

    private async Task<(RunStore Store, RunInfo Run)> RunAsync(string kind)
    {
        RunStore store = await stores.NewAsync(kind);
        (RunInfo run, _) = await RunStoreTests.CreateAsync(store);
        await RunStoreTests.WriteAsync(store, run, (0, RunStoreTests.Answer("a\0b \u001b[31m 日本 😀\n")), (3, RunStoreTests.Answer("")),
            (4, new ModelReply { Status = "failed.timeout", Error = "late", Attempts = 6, Trail = "timeout timeout", Duration = TimeSpan.FromMilliseconds(1234) }));
        return (store, run);
    }

    private static async Task<string[]> LinesAsync(RunStore store, string id) =>
        await store.ReadAsync(id).Select(record =>
        {
            using MemoryStream line = new();
            using (System.Text.Json.Utf8JsonWriter json = new(line))
            {
                RecordJson.Write(json, record);
            }

            return Encoding.UTF8.GetString(line.ToArray());
        }).ToArrayAsync();
}
