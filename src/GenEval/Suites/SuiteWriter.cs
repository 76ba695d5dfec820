using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Writes a suite as a folder that <see cref="SuiteReader"/> reads as the same suite. Each file appears whole or not at all.</summary>
public static class SuiteWriter
{
    /// <summary>Writes <c>suite.json</c>, <c>tasks.jsonl</c> and <c>instances.jsonl</c> into the folder, which is made where it is missing.</summary>
    /// <exception cref="GenEvalException">The folder cannot be written to.</exception>
    public static void Write(Suite suite, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Explain(folder, e);
        }

        WriteLines(Path.Combine(folder, "tasks.jsonl"), suite.Tasks, Write);
        WriteLines(Path.Combine(folder, "instances.jsonl"), suite.Instances, Write);
        using AtomicFile file = new(Path.Combine(folder, SuiteReader.SuiteFile));
        using (Utf8JsonWriter json = new(file, RecordWriter.Relaxed with { Indented = true }))
        {
            Write(json, suite);
        }

        file.Write("\n"u8);
        file.Commit();
    }

    private static void WriteLines<T>(string path, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        using AtomicFile file = new(path);
        using BufferedStream buffered = new(file, 1 << 16);
        using Utf8JsonWriter json = new(buffered, RecordWriter.Relaxed);
        foreach (T item in items)
        {
            write(json, item);
            json.Flush();
            json.Reset();
            buffered.WriteByte((byte)'\n');
        }

        buffered.Flush();
        file.Commit();
    }

    private static void Write(Utf8JsonWriter json, Suite suite)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, suite.Name);
        Text(json, "version", suite.Version);
        Text(json, "license", suite.License);
        Text(json, "description", suite.Description);
        Text(json, "metric", suite.Metric);
        if (suite.Threshold is { } threshold)
        {
            json.WriteNumber("threshold"u8, threshold);
        }

        json.WriteString("prompt"u8, suite.Prompt.Text);
        Text(json, "system", suite.System);
        Text(json, "wordings", suite.Wordings);
        End(json, suite.Extra);
    }

    private static void Write(Utf8JsonWriter json, SuiteTask task)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, task.Id);
        Text(json, "category", task.Category);
        Word(json, task.Novelty);
        Text(json, "metric", task.Metric);
        if (task.Examples.Count > 0)
        {
            json.WriteStartArray("examples"u8);
            foreach (SuiteExample example in task.Examples)
            {
                json.WriteStartObject();
                json.WriteString("input"u8, example.Input);
                json.WriteString("output"u8, example.Output);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("instructions"u8);
        foreach (SuiteInstruction instruction in task.Instructions)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, instruction.Id);
            json.WriteString("text"u8, instruction.Text);
            Word(json, instruction.Novelty);
            End(json, instruction.Extra);
        }

        json.WriteEndArray();
        End(json, task.Extra);
    }

    private static void Write(Utf8JsonWriter json, SuiteInstance instance)
    {
        json.WriteStartObject();
        json.WriteString("task"u8, instance.Task);
        json.WriteString("id"u8, instance.Id);
        json.WriteString("input"u8, instance.Input);
        json.WriteStartArray("references"u8);
        foreach (string reference in instance.References)
        {
            json.WriteStringValue(reference);
        }

        json.WriteEndArray();
        Word(json, instance.Novelty);
        End(json, instance.Extra);
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Word(Utf8JsonWriter json, Novelty? novelty) => Text(json, "novelty", novelty is { } word ? RecordJson.WordOf(word) : null);

    private static void End(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonElement>? extra)
    {
        foreach ((string name, JsonElement value) in extra ?? new Dictionary<string, JsonElement>(0, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
