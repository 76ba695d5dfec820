using System.Globalization;

namespace GenEval.Suites;

/// <summary>
/// Reads records from a table: the same names as in JSON, with <c>scores.NAME</c> and <c>labels.NAME</c> for the nested ones. An empty cell is
/// no value; an empty output of a row that does not say that it failed is an empty answer.
/// </summary>
internal static class CsvRecords
{
    public static IEnumerable<EvaluationRecord> Read(Utf8LineReader lines, RecordReadOptions options)
    {
        using CsvRows rows = new(lines);
        if (!rows.Read())
        {
            yield break;
        }

        string[] names = [.. Enumerable.Range(0, rows.Width).Select(i => CsvText.Unescape(rows.Cell(i).Trim()))];
        FieldTarget[] targets = [.. names.Select(name => options.Map?.Find(name) ?? RecordFields.Find(name) ?? default)];
        if (targets.GroupBy(t => t).FirstOrDefault(g => g.Key.Field != RecordField.Extra && g.Count() > 1) is { } twice)
        {
            throw Problem(names[Array.LastIndexOf(targets, twice.Key)], "is there twice in the header.", "Keep one of the two.").At(rows.File, 1);
        }

        CsvRecordBuilder builder = new(options.Seen);
        while (rows.Read())
        {
            CheckWidth(rows, names);
            builder.Begin();
            for (int i = 0; i < names.Length; i++)
            {
                if (builder.Set(targets[i], names[i], rows.IsEmpty(i) ? "" : rows.Cell(i)) is { } problem)
                {
                    throw (problem with { Message = $"column {Quote.Of(names[i])}: {problem.Message}" }).At(rows.File, rows.Line);
                }
            }

            RecordProblem? incomplete = builder.Build(rows.File, rows.Line, out EvaluationRecord record);
            yield return incomplete is null ? record : throw incomplete.At(rows.File, rows.Line);
        }
    }

    private static void CheckWidth(CsvRows rows, string[] names)
    {
        bool fits = rows.Width >= names.Length;
        for (int i = names.Length; fits && i < rows.Width; i++)
        {
            fits = rows.IsEmpty(i);
        }

        if (!fits)
        {
            throw new RecordProblem(
                string.Create(CultureInfo.InvariantCulture, $"the row has {rows.Width} cells and the header {names.Length}."),
                "A cell with a separator, a quote or a line break in it stands in double quotes.").At(rows.File, rows.Line);
        }
    }

    private static RecordProblem Problem(string column, string message, string action) => new($"the column {Quote.Of(column)} {message}", action);
}
