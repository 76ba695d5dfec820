using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>What a samples file's name and the results file beside it say of its answers.</summary>
internal sealed record LmEvalRun(string? Model, string Task, string? Group)
{
    private const string SamplesPrefix = "samples_";

    /// <summary>The run of a samples file; the results file of the same date counts, else the last one beside it.</summary>
    public static LmEvalRun Of(string file, ImportContext context)
    {
        string name = Path.GetFileName(file);
        int end = name.IndexOf(".json", StringComparison.OrdinalIgnoreCase);
        string stem = end < 0 ? name : name[..end];
        int date = stem.LastIndexOf('_');
        string task = stem.StartsWith(SamplesPrefix, StringComparison.Ordinal) && date > SamplesPrefix.Length ? stem[SamplesPrefix.Length..date] : stem;
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string? results = Directory.EnumerateFiles(folder, "results_*.json").Order(StringComparer.Ordinal).LastOrDefault();
        string exact = Path.Combine(folder, "results_" + (date < 0 ? "" : stem[(date + 1)..]) + ".json");
        if ((File.Exists(exact) ? exact : results) is not { } path)
        {
            context.Warn("noResultsFile", $"{file}: there is no results_*.json beside it; the folder's name was taken for the model.");
            return new(Path.GetFileName(folder), task, null);
        }

        return Read(path, task, context) with { Task = task } is var run && run.Model is null ? run with { Model = Path.GetFileName(folder) } : run;
    }

    private static LmEvalRun Read(string path, string task, ImportContext context)
    {
        using Stream stream = InputFile.Open(path, new());
        using JsonCursor json = new(stream, path, context.Options.MaxLineBytes);
        try
        {
            json.Read();
            Dictionary<string, JsonElement> parts = json.TakeObject(new HashSet<string>(StringComparer.Ordinal) { "model_name", "config", "group_subtasks" });
            string? group = parts.Member("group_subtasks") is { ValueKind: JsonValueKind.Object } groups
                ? groups.EnumerateObject().Where(g => g.Name != task && (Foreign.TextsOf(g.Value)?.Contains(task, StringComparer.Ordinal) ?? false)).Select(g => g.Name).FirstOrDefault()
                : null;
            return new(parts.TextMember("model_name") ?? Foreign.TextAt(parts.Member("config"), "model_args", "model") ?? Foreign.TextAt(parts.Member("config"), "model"), task, group);
        }
        catch (Exception e) when (e is TruncatedException or SuiteFormatException)
        {
            context.Warn("resultsUnreadable", $"{path}: cannot be read ({e.Message}); the folder's name was taken for the model.");
            return new(null, task, null);
        }
    }
}
