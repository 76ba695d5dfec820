using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Task files of Super-NaturalInstructions and of Natural Instructions v1. The novelty of a Super-NI task is what the official split says, whose files
/// (<c>train_tasks.txt</c>, <c>test_tasks.txt</c>) are looked for in a folder <c>splits/default</c> or <c>splits</c> beside the tasks' folder.
/// </summary>
internal sealed class NaturalInstructionsFormat(bool isSuper) : IBenchmarkFormat
{
    private static readonly HashSet<string> s_wanted =
        ["Definition", "Prompt", "Categories", "Category", "Positive Examples", "Examples", "Instances", "Instance License"];

    public FormatInfo Info { get; } = isSuper
        ? new("super_ni", FormatKind.Benchmark, "Super-NaturalInstructions task files, with the official splits", MetRealLog: false)
        : new("ni_v1", FormatKind.Benchmark, "Natural Instructions v1 task files", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => !probe.IsList && probe.Has("Definition") && (isSuper ? probe.HasAny("Positive Examples", "Categories") : probe.HasAny("Prompt", "Title"));

    public bool IsCompanion(FileProbe probe) => probe.Name is "train_tasks.txt" or "test_tasks.txt" or "excluded_tasks.txt";

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        string task = FileProbe.Stem(file);
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        Dictionary<string, JsonElement> parts = new(StringComparer.Ordinal);
        json.Read();
        while (json.NextProperty() is { } name)
        {
            if (name == "Instances" && json.Token == JsonTokenType.StartArray)
            {
                while (json.NextElement())
                {
                    Add(suite, task, json.TakeObject(), json.Origin);
                }
            }
            else if (s_wanted.Contains(name))
            {
                parts[name] = json.Take();
            }
            else
            {
                json.Skip();
            }
        }

        Describe(suite.Task(task), parts);
        suite.Task(task).Novelty = isSuper ? SuperNiSplit.Of(file, task) : null;
    }

    private static void Add(SuiteBuilder suite, string task, Dictionary<string, JsonElement> instance, RecordOrigin origin) => suite.Add(
        task, instance.TextMember("id"), instance.TextMember("input") ?? "", instance.Member("output") is { } output ? Foreign.TextsOf(output) ?? [] : [], origin);

    private void Describe(SuiteBuilder.TaskDraft task, Dictionary<string, JsonElement> parts)
    {
        task.Category = isSuper ? Foreign.TextAt(parts.Member("Categories"), "0") : parts.TextMember("Category");
        IReadOnlyList<string> definitions = parts.Member("Definition") is { } definition ? Foreign.TextsOf(definition) ?? [] : [];
        for (int i = 0; i < definitions.Count; i++)
        {
            task.AddInstruction(i == 0 ? "definition" : FormattableString.Invariant($"definition-{i + 1}"), definitions[i]);
        }

        if (!isSuper && parts.TextMember("Prompt") is { Length: > 0 } prompt)
        {
            task.AddInstruction("prompt", prompt);
        }

        JsonElement? examples = isSuper ? parts.Member("Positive Examples") : Foreign.At(parts.Member("Examples"), "Positive Examples");
        foreach (JsonElement example in examples is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : (JsonElement[])[])
        {
            task.AddExample(Foreign.TextAt(example, "input") ?? "", Foreign.TextAt(example, "output") ?? "");
        }
    }
}
