using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Inputs (or instructions) as lines or a table, under the common names of <see cref="ColumnNames"/>. Without a task column, equal instructions are one
/// task; without instructions either, the file is. Lines with <c>instructionText</c> are prompts of an exported suite: an input stands there once a wording.
/// </summary>
internal sealed class TableFormat : IBenchmarkFormat
{
    private const string WordingText = "instructionText";

    public FormatInfo Info { get; } = new("table", FormatKind.Benchmark, "inputs and references, or instructions, as JSON, JSON Lines, CSV or TSV with common column names", MetRealLog: true);

    public bool Recognizes(FileProbe probe) =>
        TableRows.IsTable(probe.Path) ? IsBenchmark([.. probe.FirstLine.Split(',', ';', '\t').Select(name => name.Trim('"', ' '))])
        : probe.IsJson && IsBenchmark(probe.Keys);

    public void Read(string file, SuiteBuilder suite, ImportContext context)
    {
        TasksByInstruction tasks = new(suite, FileProbe.Stem(file));
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in TableRows.Read(file, context))
        {
            if (parts.TextMember("task") is { } exported && parts.ContainsKey(WordingText))
            {
                AddPrompt(parts, exported, suite, origin);
                continue;
            }

            IReadOnlyList<string> instructions = parts.Find(ColumnNames.Instruction) is { } text ? Foreign.TextsOf(text) ?? [] : [];
            string? id = parts.FindText(ColumnNames.Instance);
            string task = parts.FindText(ColumnNames.Task) ?? (instructions.Count > 0 ? tasks.Of(instructions[0], id) : tasks.Whole);
            SuiteBuilder.TaskDraft draft = suite.Task(task);
            draft.Category ??= parts.FindText(ColumnNames.Category);
            draft.Novelty ??= parts.NoveltyOf();
            string? wording = parts.FindText(ColumnNames.Wording);
            foreach (string instruction in instructions.Concat(parts.Find(ColumnNames.Paraphrases) is { } more ? Foreign.TextsOf(more) ?? [] : []))
            {
                draft.AddInstruction(wording, instruction);
                wording = null;
            }

            if (parts.Find(ColumnNames.Input) is { } input)
            {
                suite.Add(task, id, Foreign.TextOf(input) ?? "", parts.Find(ColumnNames.References) is { } references ? Foreign.TextsOf(references) ?? [] : [], origin);
            }
        }
    }

    private static void AddPrompt(Dictionary<string, JsonElement> parts, string task, SuiteBuilder suite, RecordOrigin origin)
    {
        SuiteBuilder.TaskDraft draft = suite.Task(task);
        draft.Category ??= parts.FindText(ColumnNames.Category);
        draft.Novelty ??= parts.NoveltyOf();
        draft.Metric ??= parts.TextMember("metric");
        draft.AddInstruction(parts.TextMember("instruction"), parts.TextMember(WordingText) ?? "", parts.NoveltyOf("instructionNovelty"));
        string? id = parts.FindText(ColumnNames.Instance);
        if (id is null || !suite.Has(task, id))
        {
            IReadOnlyList<string> references = parts.Find(ColumnNames.References) is { } list ? Foreign.TextsOf(list) ?? [] : [];
            suite.Add(task, id, parts.FindText(ColumnNames.Input) ?? "", references, origin, parts.NoveltyOf("instanceNovelty"));
        }
    }

    private static bool IsBenchmark(IReadOnlySet<string> columns) =>
        !columns.Overlaps(ColumnNames.Answer) && !columns.Contains("output") && !columns.Contains("status")
        && (columns.Overlaps(ColumnNames.Input) ? columns.Overlaps(ColumnNames.References) : columns.Overlaps(ColumnNames.Instruction) && columns.Overlaps(ColumnNames.Task));

    private static bool IsBenchmark(IEnumerable<string> columns) => IsBenchmark(columns.ToHashSet(StringComparer.Ordinal));
}
