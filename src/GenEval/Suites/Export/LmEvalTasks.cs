using System.Text;
using System.Text.RegularExpressions;

namespace GenEval.Suites.Export;

/// <summary>
/// A suite as tasks of lm-evaluation-harness: <c>SUITE_TASK.yaml</c> with its prompts in <c>data/SUITE_TASK.jsonl</c>. A document is a record without its
/// answer, so that the harness's log says of each answer what the suite says.
/// </summary>
internal static partial class LmEvalTasks
{
    private const string DataFolder = "data";

    /// <exception cref="GenEvalException">The folder cannot be written to, or the suite has no inputs.</exception>
    public static SuiteExported Write(Suite suite, string folder)
    {
        ILookup<string, SuiteInstance> instances = suite.Instances.ToLookup(i => i.Task, StringComparer.Ordinal);
        SuiteTask[] tasks = [.. suite.Tasks.Where(task => instances[task.Id].Any())];
        if (tasks.Length == 0)
        {
            throw PromptLines.NothingToAsk(suite);
        }

        try
        {
            Directory.CreateDirectory(Path.Combine(folder, DataFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw WriteFailure.Explain(folder, e);
        }

        string tag = TagOf(suite);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase) { tag, tag + "_seen", tag + "_unseen" };
        List<string> dates = [];
        long prompts = 0;
        foreach (SuiteTask task in tasks)
        {
            string name = Unique(Name(tag + "_" + task.Id), names);
            string data = DataFolder + "/" + name + ".jsonl";
            EvaluationRecord[] documents = [.. PromptLines.Of(suite, task, instances[task.Id])];
            WriteData(Path.Combine(folder, DataFolder, name + ".jsonl"), documents);
            using AtomicFile file = new(Path.Combine(folder, name + ".yaml"));
            file.Write(Encoding.UTF8.GetBytes(LmEvalYaml.Of(suite, name, Tags(tag, task), data, documents)));
            file.Commit();
            prompts += documents.Length;
            if (LooksLikeTimes(documents))
            {
                dates.Add(task.Id);
            }
        }

        return new(prompts, tasks.Length, dates.Count == 0 ? [] :
        [
            new("datesReadAsTimes", $"lm-evaluation-harness reads inputs, references and ids that all look like dates as points in time and writes them in another form; this is so in {Quote.List(dates)}."),
        ]);
    }

    /// <summary>The name by which the harness runs the whole suite.</summary>
    public static string TagOf(Suite suite) => Name(suite.Name);

    private static void WriteData(string path, IEnumerable<EvaluationRecord> documents)
    {
        using RecordWriter writer = RecordWriter.CreateForPrompts(path);
        foreach (EvaluationRecord document in documents)
        {
            writer.Write(document);
        }

        writer.Complete();
    }

    private static string[] Tags(string tag, SuiteTask task) => task.Novelty is Novelty.Seen or Novelty.Unseen ? [tag, tag + "_" + RecordJson.WordOf(task.Novelty.Value)] : [tag];

    // The harness splits names at commas, takes * for a pattern and makes file names of them.
    private static string Name(string text) => NotOfName().Replace(text, "_") is { Length: > 0 } name ? name : "_";

    private static string Unique(string name, HashSet<string> names)
    {
        string unique = name;
        for (int i = 2; !names.Add(unique); i++)
        {
            unique = FormattableString.Invariant($"{name}_{i}");
        }

        return unique;
    }

    // Its reader of JSON Lines (Arrow's) makes times of a column in which every text is a date.
    private static bool LooksLikeTimes(EvaluationRecord[] documents) =>
        documents.All(d => Date().IsMatch(d.Input ?? "")) || documents.All(d => Date().IsMatch(d.Instance ?? ""))
        || documents.All(d => d.References is { Count: > 0 } references && references.All(r => Date().IsMatch(r)));

    [GeneratedRegex("[^A-Za-z0-9_-]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotOfName();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d([ T]\d\d(:?\d\d(:?\d\d)?)?Z?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Date();
}
