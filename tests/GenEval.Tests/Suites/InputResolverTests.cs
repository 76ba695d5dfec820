using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class InputResolverTests
{
    [Fact]
    public void Several_paths_are_pooled()
    {
        using TempFolder folder = new();
        string a = folder.Write("a.jsonl", Records.Line);
        string b = folder.Write("b.csv", "task,output\nu,p\n");
        RecordReadOptions options = new()
        {
            StandardInput = new MemoryStream(Encoding.UTF8.GetBytes("""{"task":"v","output":"q"}""")),
            ResolveRun = (id, _) => [new() { Task = id, Output = "r" }],
        };

        Assert.Equal(["t", "u", "v", "7"], InputResolver.Read([a, b, "-", "run:7"], options).Select(r => r.Task));
    }

    [Fact]
    public void Labels_reach_runs_and_their_warnings_come_at_the_end()
    {
        List<SuiteWarning> warnings = [];
        RecordReadOptions options = new() { ResolveRun = (id, _) => [new() { Task = id, Output = "r" }], Seen = SeenLabels.FromNames(["x", "y"]), Warn = warnings.Add };

        Assert.Equal([Novelty.Seen, Novelty.Unseen], InputResolver.Read(["run:x", "run:z"], options).Select(r => r.Novelty!.Value));
        Assert.Equal("seenUnused", Assert.Single(warnings).Code);
    }

    [Fact]
    public void A_run_without_a_store_and_a_folder_that_is_no_suite_are_errors()
    {
        using TempFolder folder = new();
        folder.Write("notes.txt", "x");

        Assert.Equal("PathInvalid", Assert.Throws<GenEvalException>(() => InputResolver.Read(["run:1"]).Count()).Id);
        GenEvalException e = Assert.Throws<GenEvalException>(() => InputResolver.Read([folder.Path]).Count());
        Assert.Equal("PathIsFolder", e.Id);
        Assert.Contains("'notes.txt'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_small_models_answers_are_read_whole()
    {
        List<EvaluationRecord> records = [.. InputResolver.Read([Shared.Path("data", "smollm2-superni-responses.jsonl.gz")])];

        Assert.Equal(720, records.Count);
        Assert.Equal(20, records.Select(r => r.Task).Distinct(StringComparer.Ordinal).Count());
    }
}
