using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>Alpaca-style data: objects with <c>instruction</c>, <c>input</c> and <c>output</c>, as a list or one a line. Equal instructions are one task.</summary>
internal sealed class AlpacaFormat : IBenchmarkFormat
{
    public FormatInfo Info { get; } = new("alpaca", FormatKind.Benchmark, "Alpaca-style instruction data: JSON or JSON Lines", MetRealLog: false);

    public bool Recognizes(FileProbe probe) =>
        probe.Has("instruction", "output") && !probe.HasAny("task", "prediction", "references", "reference", "messages", "model", "status");

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        TasksByInstruction tasks = new(suite, FileProbe.Stem(file));
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in JsonItems.Read(file, context.Options))
        {
            string instruction = parts.TextMember("instruction") ?? "";
            string task = tasks.Of(instruction, parts.TextMember("id"));
            suite.Add(task, parts.TextMember("id"), parts.TextMember("input") ?? "", parts.Member("output") is { } output ? Foreign.TextsOf(output) ?? [] : [], origin);
        }
    }
}

/// <summary>Self-instruct data: an instruction with its <c>instances</c> a line.</summary>
internal sealed class SelfInstructFormat : IBenchmarkFormat
{
    public FormatInfo Info { get; } = new("self_instruct", FormatKind.Benchmark, "self-instruct tasks: an instruction with its instances a line", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => probe.Has("instruction", "instances") && probe.HasNested("instances", "output");

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        int number = 0;
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in JsonItems.Read(file, context.Options))
        {
            string task = parts.TextMember("id") ?? FormattableString.Invariant($"{FileProbe.Stem(file)}-{number}");
            number++;
            SuiteBuilder.TaskDraft draft = suite.Task(task);
            draft.AddInstruction(null, parts.TextMember("instruction") ?? "");
            draft.Category = parts.TextMember("motivation_app");
            foreach (JsonElement instance in parts.Member("instances") is { ValueKind: JsonValueKind.Array } instances ? [.. instances.EnumerateArray()] : (JsonElement[])[])
            {
                suite.Add(task, null, Foreign.TextAt(instance, "input") ?? "", Foreign.At(instance, "output") is { } output ? Foreign.TextsOf(output) ?? [] : [], origin);
            }
        }
    }
}

/// <summary>FLAN-style data: <c>inputs</c> and <c>targets</c> with the task's name; the instruction is within the inputs.</summary>
internal sealed class FlanFormat : IBenchmarkFormat
{
    public FormatInfo Info { get; } = new("flan", FormatKind.Benchmark, "FLAN-style data: inputs, targets and task_name", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => probe.Has("inputs", "targets");

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in JsonItems.Read(file, context.Options))
        {
            string task = parts.TextMember("task_name") ?? parts.TextMember("task") ?? FileProbe.Stem(file);
            suite.Task(task).Category ??= parts.TextMember("task_source");
            suite.Add(task, parts.TextMember("id"), parts.TextMember("inputs") ?? "", parts.Member("targets") is { } targets ? Foreign.TextsOf(targets) ?? [] : [], origin);
        }
    }
}

/// <summary>Chats, one a line: the last message of the assistant is the reference, what the user says before it the input.</summary>
internal sealed class ChatFormat : IBenchmarkFormat
{
    public FormatInfo Info { get; } = new("chat", FormatKind.Benchmark, "chats as JSON Lines: messages with role and content", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => probe.Has("messages") && !probe.HasAny("output", "prediction", "scenarioName") && probe.HasNested("messages", "role");

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        TasksByInstruction tasks = new(suite, FileProbe.Stem(file));
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in JsonItems.Read(file, context.Options))
        {
            JsonElement messages = parts["messages"];
            string? task = parts.TextMember("task") ?? parts.TextMember("task_name") ?? parts.TextMember("source");
            string? system = Foreign.LastOf(messages, "system");
            if (task is null)
            {
                task = system is null ? tasks.Whole : tasks.Of(system, null);
            }
            else if (system is not null)
            {
                suite.Task(task).AddInstruction(null, system);
            }

            string? reference = Foreign.LastOf(messages, "assistant");
            suite.Add(task, parts.TextMember("id"), Foreign.LastOf(messages, "user") ?? "", reference is null ? [] : [reference], origin);
        }
    }
}

/// <summary>Tasks of data that name none: equal instructions are one task, called after the id of its first input or its place.</summary>
internal sealed class TasksByInstruction(SuiteBuilder suite, string stem)
{
    private readonly Dictionary<string, string> _tasks = new(StringComparer.Ordinal);

    /// <summary>The one task of data that has no instructions either.</summary>
    public string Whole => stem;

    public string Of(string instruction, string? id)
    {
        if (!_tasks.TryGetValue(instruction, out string? task))
        {
            _tasks.Add(instruction, task = id ?? FormattableString.Invariant($"{stem}-{_tasks.Count}"));
            suite.Task(task).AddInstruction(null, instruction);
        }

        return task;
    }
}
