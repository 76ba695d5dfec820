using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Results of promptfoo as a table: the test's variables, then for each provider and prompt a column <c>[provider] prompt</c> with its status and scores.
/// A table has no metadata, so that task, novelty and instance are not in it, and its scores have two digits.
/// </summary>
internal sealed class PromptfooCsvFormat : ILogFormat
{
    public const string Tool = "promptfoo";

    private static readonly string[] s_ofGroup = ["Status", "Score", "Named Scores", "Grader Reason", "Comment"];

    public FormatInfo Info { get; } = new(Tool, FormatKind.Log, "promptfoo results: JSON, JSON Lines and CSV", MetRealLog: true);

    public bool Recognizes(FileProbe probe) =>
        probe.Members is null && !probe.IsJson && probe.FirstLine.Contains("Status,Score", StringComparison.Ordinal) && probe.FirstLine.Contains(",Grader Reason", StringComparison.Ordinal);

    public IEnumerable<EvaluationRecord> Read(string file, ImportContext context)
    {
        using Stream stream = InputFile.Open(file, context.Options);
        using Utf8LineReader lines = new(stream, file, context.Options.MaxLineBytes);
        using CsvRows rows = new(lines);
        if (!rows.Read())
        {
            yield break;
        }

        string[] header = [.. Enumerable.Range(0, rows.Width).Select(rows.Cell)];
        Group[] groups = [.. Groups(header)];
        int variables = groups.Length > 0 ? groups[0].Output : header.Length;
        string task = FileProbe.Stem(file);
        for (int test = 0; rows.Read(); test++)
        {
            Dictionary<string, JsonElement> cells = new(StringComparer.Ordinal);
            for (int i = 0; i < variables && i < rows.Width; i++)
            {
                cells[header[i]] = JsonText.ElementOf(Unescaped(rows.Cell(i)));
            }

            // Without a status there is no result of this prompt for the test (its run was stopped, or filtered).
            foreach (Group group in groups.Where(group => rows.Cell(group.Status).Length > 0))
            {
                yield return RecordOf(rows, group, cells, new(context, new(file, rows.Line)) { Task = task, Instance = string.Create(CultureInfo.InvariantCulture, $"test-{test}") });
            }
        }
    }

    private static EvaluationRecord RecordOf(CsvRows rows, Group group, Dictionary<string, JsonElement> cells, RecordDraft draft)
    {
        (draft.Model, draft.Instruction, draft.Output) = (group.Provider, group.Prompt, Unescaped(rows.Cell(group.Output)));
        string[] variables = [.. cells.Keys.Where(name => name != "Description")];
        draft.Input = variables.Length == 1 ? Foreign.TextOf(cells[variables[0]]) : null;
        if (rows.Cell(group.Status) == "ERROR")
        {
            string said = draft.Output is { Length: > 0 } text ? text : group.Reason is { } reason ? Unescaped(rows.Cell(reason)) : "";
            draft.Fail("failed.error", said.Length > 0 ? said : null);
        }
        else
        {
            foreach ((string name, int column) in group.Scores.Where(score => rows.Cell(score.Column).Length > 0))
            {
                draft.AddScore(Tool, name, CsvText.NumberOf(rows.Cell(column)));
            }
        }

        foreach (string name in variables)
        {
            draft.TakeOwnField(name, cells[name]);
        }

        draft.TakeMapped(cells);
        return draft.Build();
    }

    private static IEnumerable<Group> Groups(string[] header)
    {
        for (int i = 0; i + 1 < header.Length; i++)
        {
            if (header[i + 1] != "Status")
            {
                continue;
            }

            List<(string, int)> scores = [];
            int? reason = null;
            for (int j = i + 2; j < header.Length && (s_ofGroup.Contains(header[j], StringComparer.Ordinal) || header[j].StartsWith("Metric: ", StringComparison.Ordinal)); j++)
            {
                if (header[j] == "Score")
                {
                    scores.Add(("score", j));
                }
                else if (header[j] == "Grader Reason")
                {
                    reason = j;
                }
                else if (header[j].StartsWith("Metric: ", StringComparison.Ordinal))
                {
                    scores.Add((header[j]["Metric: ".Length..], j));
                }
            }

            int end = header[i].IndexOf("] ", StringComparison.Ordinal);
            bool named = header[i].StartsWith('[') && end > 0;
            yield return new(i, i + 1, named ? header[i][1..end] : null, named ? header[i][(end + 2)..] : header[i], scores, reason);
        }
    }

    // Since 2026 promptfoo puts an apostrophe before texts that a spreadsheet would run: = and @, and + and - where no number follows.
    private static string Unescaped(string cell)
    {
        ReadOnlySpan<char> text = cell.StartsWith('\'') ? cell.AsSpan(1).TrimStart().TrimStart("\u200B\u200C\u200D") : default;
        bool isGuarded = text is ['=' or '@', ..] || (text is ['+' or '-', ..] && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return isGuarded ? cell[1..] : cell;
    }

    private sealed record Group(int Output, int Status, string? Provider, string Prompt, IReadOnlyList<(string Name, int Column)> Scores, int? Reason);
}
