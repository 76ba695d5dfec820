using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

/// <summary>Logs far larger than what is held of them: the live memory does not grow with the file. bench import-memory does it with gigabytes.</summary>
[Collection(Alone.Name)]
public sealed class LargeLogTests
{
    private const int Answers = 20_000;
    private const long Most = 24_000_000;

    private static readonly string s_text = new('x', 3000);

    [Theory]
    [InlineData("samples_t_2026.jsonl", "", """{"doc_id": ID, "doc": {"input": "TEXT"}, "target": "t", "arguments": {}, "resps": [["a"]], "filtered_resps": ["a"], "filter": "none", "metrics": []}""", "\n", "")]
    [InlineData("inspect.json", """{"version": 2, "status": "success", "eval": {"task": "t", "model": "m"}, "results": {"total_samples": 20000}, "samples": [""", """{"id": ID, "input": "TEXT", "target": "t", "output": {"choices": [{"stop_reason": "stop"}], "completion": "a"}, "events": [{}]}""", ",", "]}")]
    [InlineData("promptfoo.json", """{"evalId": "e", "results": {"version": 3, "results": [""", """{"testIdx": ID, "promptIdx": 0, "vars": {"q": "TEXT"}, "response": {"output": "a"}, "testCase": {}}""", ",", "]}}")]
    [InlineData("evals.jsonl", """{"spec": {"eval_name": "e"}}""" + "\n", """{"run_id": "r", "event_id": 1, "sample_id": "ID", "type": "sampling", "data": {"prompt": "TEXT", "sampled": "a"}}""", "\n", "\n" + """{"final_report": {}}""")]
    [InlineData("scenario_state.json", """{"adapter_spec": {}, "request_states": [""", """{"instance": {"input": {"text": "TEXT"}, "id": "ID"}, "result": {"success": true, "completions": [{"text": "a"}]}}""", ",", "]}")]
    public void Its_live_memory_is_bounded(string name, string before, string entry, string between, string after)
    {
        using TempFolder folder = new();
        string path = folder.File(name);
        using (StreamWriter file = new(path, append: false, new UTF8Encoding(false)))
        {
            file.Write(before);
            for (int i = 0; i < Answers; i++)
            {
                file.Write(i == 0 ? "" : between);
                file.Write(entry.Replace("ID", FormattableString.Invariant($"{i}"), StringComparison.Ordinal).Replace("TEXT", s_text, StringComparison.Ordinal));
            }

            file.Write(after);
        }

        // The least of several looks: what is alive between two entries.
        long start = GC.GetTotalMemory(forceFullCollection: true);
        long least = long.MaxValue;
        int count = 0;
        foreach (EvaluationRecord record in InputResolver.Read([path], new() { Warn = _ => { } }))
        {
            if (++count > Answers / 2 && count % 2000 == 0)
            {
                least = Math.Min(least, GC.GetTotalMemory(forceFullCollection: true) - start);
            }

            GC.KeepAlive(record);
        }

        Assert.Equal(Answers, count);
        Assert.True(new FileInfo(path).Length > 2 * Most, $"{new FileInfo(path).Length} bytes");
        Assert.True(least < Most, $"{name}: {least} bytes are held");
    }
}
