using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Answers as lines or a table, under the common names of <see cref="ColumnNames"/>, whose inputs and references may stand in another file: a benchmark
/// that is named beside it says what they lack.
/// </summary>
internal sealed class AnswersFormat : ILogFormat
{
    public FormatInfo Info { get; } = new("answers", FormatKind.Log, "answers as JSON, JSON Lines, CSV or TSV with common column names (prediction, completion, response, ...)", MetRealLog: true);

    public bool Recognizes(FileProbe probe) =>
        TableRows.IsTable(probe.Path) ? IsAnswers([.. probe.FirstLine.Split(',', ';', '\t').Select(name => name.Trim('"', ' '))]) : probe.IsJson && IsAnswers(probe.Keys);

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        foreach ((Dictionary<string, JsonElement> parts, RecordOrigin origin) in TableRows.Read(file, context))
        {
            RecordDraft draft = new(context, origin)
            {
                Model = parts.FindText(ColumnNames.Model),
                Task = parts.FindText(ColumnNames.Task),
                Category = parts.FindText(ColumnNames.Category),
                Novelty = parts.NoveltyOf(),
                Instruction = parts.FindText(ColumnNames.Wording),
                Instance = parts.FindText(ColumnNames.Instance),
                Input = parts.FindText(ColumnNames.Input),
                References = parts.Find(ColumnNames.References) is { } references ? Foreign.TextsOf(references) : null,
                Output = parts.FindText(ColumnNames.Answer),
            };
            draft.TakeOwnFields(parts);
            draft.TakeMapped(parts);
            yield return draft.Build();
        }
    }

    private static bool IsAnswers(IEnumerable<string> columns)
    {
        HashSet<string> names = [.. columns];
        return names.Overlaps(ColumnNames.Answer) && !names.Contains("output");
    }
}
