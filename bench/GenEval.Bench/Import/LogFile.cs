using System.IO.Compression;
using GenEval.Tests.Suites.Formats;

namespace GenEval.Bench.Import;

/// <summary>A made-up log of a tool: what stands before the entries, between them and behind them.</summary>
internal sealed record LogFile(string Name, string File, Func<int, string, string, string, byte[]> Entry, string Before = "", string Between = "\n", string After = "\n")
{
    private const string InspectHead = """{"version": 2, "status": "success", "eval": {"task": "t", "model": "m", "config": {"epochs": 1}}, "results": {"total_samples": COUNT}""";

    public static readonly LogFile[] All =
    [
        new("records .jsonl", "records.jsonl", LogShapes.Record),
        new("lm-eval .jsonl", "samples_t_2026-01-01T00-00-00.000000.jsonl", LogShapes.LmEval),
        new("inspect_ai .json", "inspect.json", LogShapes.Inspect, InspectHead + ", \"samples\": [\n", ",\n", "\n]}"),
        new("promptfoo .json", "promptfoo.json", LogShapes.Promptfoo, """{"evalId": "e", "results": {"version": 3, "prompts": [], "results": [""", ",\n", """], "stats": {}}, "config": {}}"""),
        new("promptfoo .jsonl", "promptfoo.jsonl", LogShapes.Promptfoo),
        new("openai/evals .jsonl", "evals.jsonl", LogShapes.OpenAiEvals, """{"spec": {"completion_fns": ["m"], "eval_name": "e.test.v0", "base_eval": "e", "split": "test"}}""" + "\n", "\n", "\n" + """{"final_report": {"accuracy": 0.5}}"""),
        new("HELM scenario_state.json", "scenario_state.json", LogShapes.Helm, """{"adapter_spec": {"model": "openai/gpt2"}, "request_states": [""", ",\n", "]}"),
    ];

    /// <summary>Writes at least so many bytes.</summary>
    /// <returns>The number of answers.</returns>
    public int Write(string path, long bytes, (string Output, string Reference)[] texts)
    {
        int count = (int)Math.Max(1, bytes / Entry(0, texts[0].Reference, texts[0].Output, texts[0].Reference).Length);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(System.Text.Encoding.UTF8.GetBytes(Before.Replace("COUNT", FormattableString.Invariant($"{count}"), StringComparison.Ordinal)));
        byte[] between = System.Text.Encoding.UTF8.GetBytes(Between);
        for (int i = 0; i < count; i++)
        {
            file.Write(i == 0 ? [] : between);
            (string output, string reference) = texts[i % texts.Length];
            file.Write(Entry(i, reference, output, reference));
        }

        file.Write(System.Text.Encoding.UTF8.GetBytes(After));
        return count;
    }

    /// <summary>Writes an <c>.eval</c> archive with deflated members, one after the other.</summary>
    public static int WriteArchive(string path, int count, (string Output, string Reference)[] texts)
    {
        using ZipArchive zip = new(System.IO.File.Create(path), ZipArchiveMode.Create);
        foreach ((string name, byte[] content) in Members(count, texts))
        {
            using Stream member = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            member.Write(content);
        }

        return count;
    }

    /// <summary>Writes an <c>.eval</c> archive as inspect_ai does, with zstandard.</summary>
    public static void WriteZstandard(string path, int count, (string Output, string Reference)[] texts) =>
        System.IO.File.WriteAllBytes(path, ZstdArchive.Of([.. Members(count, texts).Select(m => (m.Name, System.Text.Encoding.UTF8.GetString(m.Content)))]));

    public static IEnumerable<(string Name, byte[] Content)> Members(int count, (string Output, string Reference)[] texts)
    {
        for (int i = 0; i < count; i++)
        {
            (string output, string reference) = texts[i % texts.Length];
            yield return (FormattableString.Invariant($"samples/{i}_epoch_1.json"), LogShapes.Inspect(i, reference, output, reference));
        }

        yield return ("header.json", System.Text.Encoding.UTF8.GetBytes(InspectHead.Replace("COUNT", FormattableString.Invariant($"{count}"), StringComparison.Ordinal) + "}"));
    }
}
