using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// A planned suite as JSON Lines (a header, its tasks, its instances), compressed: what a store keeps, so that a run needs its suite's folder no more.
/// </summary>
internal static class PlanContent
{
    private const int BlockBytes = 64 * 1024;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The compressed lines, and what identifies the plan: SHA-256 of the lines and the number of repeats, in hexadecimal.</summary>
    /// <param name="suite">The planned suite.</param>
    /// <param name="repeats">How often each prompt is sent.</param>
    /// <param name="keeps">False gives no lines, only what identifies them.</param>
    public static (byte[] Content, string Hash) Write(Suite suite, int repeats, bool keeps = true)
    {
        using Packer packer = new(keeps);
        packer.Add(new PlanHeader(suite.Name, suite.Version, suite.License, suite.Metric, suite.Threshold, suite.Prompt.Text, suite.System, suite.Wordings, suite.Tasks.Count), PlanJson.Default.PlanHeader);
        foreach (SuiteTask task in suite.Tasks)
        {
            packer.Add(task, PlanJson.Default.SuiteTask);
        }

        foreach (SuiteInstance instance in suite.Instances)
        {
            packer.Add(instance, PlanJson.Default.SuiteInstance);
        }

        return packer.Finish(repeats);
    }

    /// <summary>Packs lines that <see cref="Lines"/> gave.</summary>
    public static (byte[] Content, string Hash) Pack(IEnumerable<string> lines, int repeats)
    {
        using Packer packer = new(keeps: true);
        foreach (string line in lines)
        {
            packer.Add(line);
        }

        return packer.Finish(repeats);
    }

    /// <summary>The lines as they were written.</summary>
    public static IEnumerable<string> Lines(byte[] content)
    {
        using StreamReader reader = new(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Suite Read(byte[] content)
    {
        using IEnumerator<string> lines = Lines(content).GetEnumerator();
        PlanHeader header = JsonSerializer.Deserialize(Next(lines), PlanJson.Default.PlanHeader)!;
        List<SuiteTask> tasks = new(header.Tasks);
        for (int i = 0; i < header.Tasks; i++)
        {
            tasks.Add(JsonSerializer.Deserialize(Next(lines), PlanJson.Default.SuiteTask)!);
        }

        // One string for all instances of a task.
        Dictionary<string, string> ids = tasks.ToDictionary(task => task.Id, task => task.Id, StringComparer.Ordinal);
        List<SuiteInstance> instances = [];
        while (lines.MoveNext())
        {
            SuiteInstance instance = JsonSerializer.Deserialize(lines.Current, PlanJson.Default.SuiteInstance)!;
            instances.Add(instance with { Task = ids[instance.Task] });
        }

        return new Suite
        {
            Name = header.Name,
            Version = header.Version,
            License = header.License,
            Metric = header.Metric,
            Threshold = header.Threshold,
            Prompt = PromptTemplate.Parse(header.Prompt),
            System = header.System,
            Wordings = header.Wordings,
            Tasks = tasks,
            Instances = instances,
        };
    }

    private static string Next(IEnumerator<string> lines) => lines.MoveNext() ? lines.Current : throw new JsonException("the plan ends too early");

    /// <summary>
    /// Hashes lines and compresses them beside that, a block at a time: a run waits for its plan. Each block is a gzip member of its own, and readers take
    /// them for one.
    /// </summary>
    private sealed class Packer : IDisposable
    {
        private readonly bool _keeps;
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly MemoryStream _content = new();
        private readonly Queue<Task<Block>> _ahead = new();
        private readonly Utf8JsonWriter _json;
        private Block _block = new();

        public Packer(bool keeps)
        {
            _keeps = keeps;
            _json = new Utf8JsonWriter(_block.Lines, s_options);
        }

        public void Add<T>(T value, JsonTypeInfo<T> type)
        {
            JsonSerializer.Serialize(_json, value, type);
            EndLine();
        }

        public void Add(string line)
        {
            Encoding.UTF8.GetBytes(line, _block.Lines);
            EndLine();
        }

        public (byte[] Content, string Hash) Finish(int repeats)
        {
            Flush();
            while (_ahead.Count > 0)
            {
                Take();
            }

            _hash.AppendData(BitConverter.GetBytes(repeats));
            return (_content.ToArray(), Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }

        public void Dispose()
        {
            _json.Dispose();
            _content.Dispose();
            _hash.Dispose();
        }

        private void EndLine()
        {
            _block.Lines.Write("\n"u8);
            if (_block.Lines.WrittenCount >= BlockBytes)
            {
                Flush();
            }

            _json.Reset(_block.Lines);
        }

        private void Flush()
        {
            _hash.AppendData(_block.Lines.WrittenSpan);
            if (_keeps)
            {
                _ahead.Enqueue(Task.Run(_block.Compress));
                _block = _ahead.Count > Environment.ProcessorCount ? Take() : new Block();
            }

            _block.Lines.ResetWrittenCount();
        }

        /// <summary>Waits for the oldest block, whose buffers the next one takes over.</summary>
        private Block Take()
        {
            Block block = _ahead.Dequeue().GetAwaiter().GetResult();
            block.Content.WriteTo(_content);
            return block;
        }
    }

    private sealed class Block
    {
        public ArrayBufferWriter<byte> Lines { get; } = new(2 * BlockBytes);

        public MemoryStream Content { get; } = new();

        public Block Compress()
        {
            Content.SetLength(0);
            using GZipStream zip = new(Content, CompressionLevel.Fastest, leaveOpen: true);
            zip.Write(Lines.WrittenSpan);
            return this;
        }
    }
}

/// <summary>The first line of a plan.</summary>
internal sealed record PlanHeader(
    string Name, string? Version, string? License, string? Metric, double? Threshold, string Prompt, string? System, string? Wordings, int Tasks);

/// <summary>Serializes plans and settings without reflection, which would cost the start-up a tenth of a second.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanHeader))]
[JsonSerializable(typeof(SuiteTask))]
[JsonSerializable(typeof(SuiteInstance))]
[JsonSerializable(typeof(RunSettings))]
[JsonSerializable(typeof(ArchiveHeader))]
[JsonSerializable(typeof(ArchiveResponse))]
internal sealed partial class PlanJson : JsonSerializerContext;
