using System.Text;

namespace GenEval.Suites;

/// <summary>Reads a suite folder: <c>suite.json</c>, <c>tasks.jsonl</c>, <c>instances.jsonl</c> (the last two also as <c>.gz</c>).</summary>
public static class SuiteReader
{
    internal const string SuiteFile = "suite.json";

    /// <summary>Whether a path is a suite's folder.</summary>
    public static bool IsSuite(string path) => File.Exists(Path.Combine(path, SuiteFile));

    /// <summary>Reads a suite; its responses are read by <see cref="SuiteResponses"/>.</summary>
    /// <exception cref="GenEvalException">A file is missing or breaks the format; ids are double; an instance names an unknown task.</exception>
    public static Suite Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw File.Exists(folder)
                ? new GenEvalException($"{folder}: a suite is a folder with {SuiteFile} in it, and this is a file.") { Id = "SuiteInvalid", Action = "Name the folder." }
                : InputFile.NoSuchPath(folder);
        }

        string file = Path.Combine(folder, SuiteFile);
        JsonFields fields = JsonFields.OfFile(file);
        string prompt = fields.Optional("prompt") ?? PromptTemplate.Default.Text;
        string? wordings = fields.Optional("wordings");
        if (wordings is not (null or "crossed" or "nested"))
        {
            throw fields.Problem("wordings", $"'wordings' is {Quote.Of(wordings)}; crossed or nested is expected.", "Leave it out to have it inferred from the instruction ids.");
        }

        Suite suite = new()
        {
            Folder = folder,
            Name = fields.Required("name"),
            Version = fields.Optional("version"),
            License = fields.Optional("license"),
            Description = fields.Optional("description"),
            Metric = fields.Optional("metric"),
            Threshold = fields.Share("threshold"),
            Prompt = Template(fields, prompt),
            System = fields.Optional("system"),
            Wordings = wordings,
            Extra = fields.Rest(),
        };
        List<SuiteTask> tasks = ReadTasks(LinesFile(folder, "tasks"));
        return suite with { Tasks = tasks, Instances = ReadInstances(LinesFile(folder, "instances"), tasks) };
    }

    private static PromptTemplate Template(JsonFields fields, string prompt)
    {
        try
        {
            return PromptTemplate.Parse(prompt);
        }
        catch (GenEvalException e)
        {
            throw fields.Problem("prompt", e.Message, e.Action ?? "");
        }
    }

    private static List<SuiteTask> ReadTasks(string file)
    {
        Dictionary<string, long> known = new(StringComparer.Ordinal);
        List<SuiteTask> tasks = [];
        foreach (JsonFields fields in ReadLines(file))
        {
            SuiteTask task = new()
            {
                Id = fields.Required("id"),
                Category = fields.Optional("category"),
                Novelty = fields.Novelty("novelty"),
                Metric = fields.Optional("metric"),
                Examples = [.. fields.Objects("examples").Select(e => new SuiteExample(e.Optional("input") ?? "", e.Required("output")))],
                Instructions = [.. fields.Objects("instructions").Select(i =>
                    new SuiteInstruction(i.Required("id"), i.Optional("text") ?? "", i.Novelty("novelty")) { Extra = i.Rest() })],
                Extra = fields.Rest(),
            };
            Once(known, task.Id, fields, "id", "the task");
            if (task.Instructions.GroupBy(i => i.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw fields.Problem("instructions", $"the instruction {Quote.Of(twice.Key)} is there twice in task {Quote.Of(task.Id)}.", "Give each wording of a task its own id.");
            }

            tasks.Add(task);
        }

        return tasks;
    }

    private static List<SuiteInstance> ReadInstances(string file, List<SuiteTask> tasks)
    {
        Dictionary<string, Dictionary<string, long>> known = tasks.ToDictionary(t => t.Id, _ => new Dictionary<string, long>(StringComparer.Ordinal), StringComparer.Ordinal);
        List<SuiteInstance> instances = [];
        foreach (JsonFields fields in ReadLines(file))
        {
            string task = fields.Required("task");
            if (!known.TryGetValue(task, out Dictionary<string, long>? ids))
            {
                throw fields.Problem("task", $"the suite has no task {Quote.Of(task)}; it has {Quote.List(known.Keys)}.", "Add it to tasks.jsonl, or correct the name.");
            }

            SuiteInstance instance = new()
            {
                Task = task,
                Id = fields.Required("id"),
                Input = fields.Optional("input") ?? "",
                References = References(fields),
                Novelty = fields.Novelty("novelty"),
                Extra = fields.Rest(),
            };
            Once(ids, instance.Id, fields, "id", "the instance");
            instances.Add(instance);
        }

        return instances;
    }

    private static IReadOnlyList<string> References(JsonFields fields)
    {
        IReadOnlyList<string> several = fields.Texts("references");
        return fields.Optional("reference") is not { } one ? several
            : several.Count == 0 ? [one]
            : throw fields.Problem("reference", "the references are given twice.", "Keep one of 'reference' and 'references'.");
    }

    private static void Once(Dictionary<string, long> known, string id, JsonFields fields, string field, string what)
    {
        if (!known.TryAdd(id, fields.Origin.Line))
        {
            throw fields.Problem(field, FormattableString.Invariant($"{what} {Quote.Of(id)} was given before, on line {known[id]}."), "Give each its own id.");
        }
    }

    private static IEnumerable<JsonFields> ReadLines(string file)
    {
        RecordReadOptions options = new();
        using Stream stream = InputFile.Open(file, options);
        using Utf8LineReader lines = new(stream, file, options.MaxLineBytes);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!Encoding.UTF8.GetString(line).AsSpan().IsWhiteSpace())
            {
                yield return JsonFields.Of(line, file, lines.Line);
            }
        }
    }

    private static string LinesFile(string folder, string name)
    {
        string plain = Path.Combine(folder, name + ".jsonl");
        return !File.Exists(plain) && File.Exists(plain + ".gz") ? plain + ".gz" : plain;
    }
}
