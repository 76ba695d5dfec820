using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
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
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The compressed lines, and what identifies the plan: SHA-256 of the lines and the number of repeats, in hexadecimal.</summary>
    public static (byte[] Content, string Hash) Write(Suite suite, int repeats)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using MemoryStream target = new();
        using (GZipStream zip = new(target, CompressionLevel.Fastest))
        {
            ArrayBufferWriter<byte> line = new();
            using Utf8JsonWriter json = new(line, s_options);
            Add(new PlanHeader(suite.Name, suite.Version, suite.License, suite.Metric, suite.Threshold, suite.Prompt.Text, suite.System, suite.Wordings, suite.Tasks.Count), PlanJson.Default.PlanHeader);
            foreach (SuiteTask task in suite.Tasks)
            {
                Add(task, PlanJson.Default.SuiteTask);
            }

            foreach (SuiteInstance instance in suite.Instances)
            {
                Add(instance, PlanJson.Default.SuiteInstance);
            }

            void Add<T>(T value, JsonTypeInfo<T> type)
            {
                line.ResetWrittenCount();
                json.Reset();
                JsonSerializer.Serialize(json, value, type);
                line.Write("\n"u8);
                hash.AppendData(line.WrittenSpan);
                zip.Write(line.WrittenSpan);
            }
        }

        hash.AppendData(BitConverter.GetBytes(repeats));
        return (target.ToArray(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Suite Read(byte[] content)
    {
        using StreamReader reader = new(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        PlanHeader header = JsonSerializer.Deserialize(reader.ReadLine()!, PlanJson.Default.PlanHeader)!;
        List<SuiteTask> tasks = new(header.Tasks);
        for (int i = 0; i < header.Tasks; i++)
        {
            tasks.Add(JsonSerializer.Deserialize(reader.ReadLine()!, PlanJson.Default.SuiteTask)!);
        }

        // One string for all instances of a task.
        Dictionary<string, string> ids = tasks.ToDictionary(task => task.Id, task => task.Id, StringComparer.Ordinal);
        List<SuiteInstance> instances = [];
        while (reader.ReadLine() is { } line)
        {
            SuiteInstance instance = JsonSerializer.Deserialize(line, PlanJson.Default.SuiteInstance)!;
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
internal sealed partial class PlanJson : JsonSerializerContext;
