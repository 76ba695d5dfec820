using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

/// <summary>
/// Logs and benchmarks of every format, damaged at random: each is read, or refused with a <see cref="GenEvalException"/>, soon. GENEVAL_FUZZ says how
/// often (20 times each); GENEVAL_FUZZ_SEED begins elsewhere.
/// </summary>
public sealed class FuzzTests
{
    private static readonly int s_times = int.TryParse(Environment.GetEnvironmentVariable("GENEVAL_FUZZ"), CultureInfo.InvariantCulture, out int times) ? times : 20;
    private static readonly int s_seed = int.TryParse(Environment.GetEnvironmentVariable("GENEVAL_FUZZ_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20261125;

    private static readonly string[] s_pieces =
    [
        "\"", "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\\", "\\u0000", "\\ud800", "\uFEFF", "null", "NaN", "-Infinity", "1e999", "-1", "true", "[]", "{}", "\"\"", "'", "\t", "PK\x03\x04", "PK\x01\x02", "PK\x05\x06",
    ];

    [Theory]
    [InlineData("peer-logs/inspect/with-errors")]
    [InlineData("peer-logs/inspect/killed")]
    [InlineData("peer-logs/lm-eval/SmolLM2-135M-Instruct")]
    [InlineData("peer-logs/promptfoo/antonyms-wordings.json")]
    [InlineData("peer-logs/promptfoo/antonyms-wordings.csv")]
    [InlineData("peer-logs/promptfoo/with-errors.json")]
    [InlineData("bbh-instances.jsonl.gz")]
    [InlineData("niv1-gpt3-instructions.jsonl.gz")]
    [InlineData("superni-splits.json")]
    [InlineData("selfinstruct252-instances.jsonl.gz")]
    public void Real_files(string path)
    {
        string full = Shared.Path(["data", .. path.Split('/')]);
        string file = Directory.Exists(full) ? Directory.GetFiles(full).Where(f => !Path.GetFileName(f).StartsWith("results_", StringComparison.Ordinal)).Order(StringComparer.Ordinal).First() : full;
        Damage(Path.GetFileName(file), File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("evals.jsonl", """
        {"spec": {"completion_fns": ["m"], "eval_name": "e.s.v0", "base_eval": "e", "split": "s"}}
        {"run_id": "1", "event_id": 0, "sample_id": "e.1", "type": "sampling", "data": {"prompt": [{"role": "user", "content": "p"}], "sampled": ["s"]}}
        {"run_id": "1", "event_id": 1, "sample_id": "e.1", "type": "match", "data": {"correct": true, "expected": ["x"], "picked": "x"}}
        {"final_report": {"accuracy": 0.5}}
        """)]
    [InlineData("scenario_state.json", """
        {"adapter_spec": {"model": "openai/gpt2"}, "request_states": [{"instance": {"input": {"text": "q"}, "references": [{"output": {"text": "a"}, "tags": ["correct"]}], "split": "test", "id": "id3"},
          "train_trial_index": 0, "output_mapping": {"A": "a"}, "request": {"model": "m"}, "result": {"success": true, "completions": [{"text": " A", "finish_reason": {"reason": "length"}}]}}]}
        """)]
    [InlineData("meai.json", """{"scenarioName": "s", "iterationName": "1", "executionName": "x", "messages": [{"role": "user", "contents": [{"text": "q"}]}], "modelResponse": {"messages": [{"role": "assistant", "contents": [{"text": "a"}]}], "modelId": "m", "finishReason": "stop"}, "evaluationResult": {"metrics": {"BLEU": {"value": 0.5, "name": "BLEU"}}}}""")]
    [InlineData("task1.json", """{"Contributors": ["x"], "Categories": ["c"], "Definition": ["d"], "Positive Examples": [{"input": "i", "output": "o"}], "Negative Examples": [], "Instances": [{"id": "1", "input": "i", "output": ["o"]}]}""")]
    [InlineData("subtask1.json", """{"Title": "T", "Prompt": "P", "Definition": "d", "Examples": {"Positive Examples": [{"input": "a", "output": "b"}]}, "Instances": [{"input": "q", "output": ["x"]}]}""")]
    [InlineData("bbh.json", """{"canary": "C", "examples": [{"input": "b a", "target": "a b"}]}""")]
    [InlineData("alpaca.json", """[{"instruction": "Add.", "input": "1", "output": "2"}]""")]
    [InlineData("flan.jsonl", """{"inputs": "q", "targets": "a", "task_name": "t"}""")]
    [InlineData("chat.jsonl", """{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u"}, {"role": "assistant", "content": "a"}]}""")]
    [InlineData("qa.csv", "task,question,answer\nx,q,\"a\nb\"\n")]
    [InlineData("answers.csv", "task,id,prediction\nx,1,\"a\"\n")]
    public void Files_in_each_shape(string name, string text) => Damage(name, System.Text.Encoding.UTF8.GetBytes(text));

    // A damaged log says so within seconds and within the memory of a small multiple of its size.
    private static void Damage(string name, byte[] whole)
    {
        // The second byte of damage to a compressed text would only ever be seen by the decompressor.
        bool isGzip = whole is [0x1F, 0x8B, ..];
        byte[] plain = isGzip ? Unpack(whole) : whole;
        Random random = new(s_seed);
        using TempFolder folder = new();
        for (int i = 0; i < s_times; i++)
        {
            byte[] bytes = Mutate(plain.Length > 300_000 ? plain[..300_000] : plain, random);
            string path = folder.Write(isGzip ? name[..^3] : name, isGzip && i % 4 == 0 ? Mutate(whole, random) : bytes);
            Stopwatch watch = Stopwatch.StartNew();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Try(() => _ = InputResolver.Read([path], new() { Warn = _ => { } }).Count(), i);
            Try(() => _ = InputResolver.ReadSuite([path], new() { Warn = _ => { } }).Instances.Count, i);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{name} {i}: {watch.Elapsed}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 600_000_000, $"{name} {i}: {GC.GetAllocatedBytesForCurrentThread() - before} bytes");
        }
    }

    private static void Try(Action read, int i)
    {
        try
        {
            read();
        }
        catch (GenEvalException e)
        {
            Assert.NotEmpty(e.Message);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"mutation {i} of seed {s_seed}: {e}");
        }
    }

    private static byte[] Mutate(byte[] whole, Random random)
    {
        List<byte> bytes = [.. whole];
        for (int times = random.Next(1, 8); times > 0 && bytes.Count > 0; times--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.RemoveRange(at, bytes.Count - at); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
                case 4: bytes.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(s_pieces[random.Next(s_pieces.Length)])); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat((byte)"[{\"0"[random.Next(4)], random.Next(1, 2000))); break;
                default: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Unpack(byte[] gzip)
    {
        using GZipStream stream = new(new MemoryStream(gzip), CompressionMode.Decompress);
        MemoryStream plain = new();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
