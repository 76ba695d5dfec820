using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Task files of BIG-Bench Hard: <c>{"canary", "examples": [{"input", "target"}]}</c>. The canary asks that the file never gets into training data,
/// and goes along as a field of the task.
/// </summary>
internal sealed class BigBenchHardFormat : IBenchmarkFormat
{
    public FormatInfo Info { get; } = new("bbh", FormatKind.Benchmark, "BIG-Bench Hard task files", MetRealLog: false);

    public bool Recognizes(FileProbe probe) => !probe.IsList && probe.Has("examples") && probe.HasNested("examples", "input") && probe.HasNested("examples", "target");

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        string task = FileProbe.Stem(file);
        using Stream stream = InputFile.Open(file, context.Options);
        using JsonCursor json = new(stream, file, context.Options.MaxLineBytes);
        json.Read();
        while (json.NextProperty() is { } name)
        {
            if (name == "examples" && json.Token == JsonTokenType.StartArray)
            {
                while (json.NextElement())
                {
                    Dictionary<string, JsonElement> example = json.TakeObject();
                    suite.Add(task, null, example.TextMember("input") ?? "", example.Member("target") is { } target ? Foreign.TextsOf(target) ?? [] : [], json.Origin);
                }
            }
            else if (name == "description")
            {
                suite.Task(task).AddInstruction(null, Foreign.TextOf(json.Take()) ?? "");
            }
            else if (name == "canary")
            {
                suite.Task(task).Extra["canary"] = json.Take();
            }
            else
            {
                json.Skip();
            }
        }
    }
}
