using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>The rows of a JSON list, of JSON Lines or of a table with a header, all as named values.</summary>
internal static class TableRows
{
    public static IEnumerable<(Dictionary<string, JsonElement> Parts, RecordOrigin Origin)> Read(string file, ImportContext context) =>
        IsTable(file) ? ReadTable(file, context.Options) : JsonItems.Read(file, context.Options).Where(row => !IsCanary(row.Parts));

    public static bool IsTable(string file)
    {
        string plain = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetExtension(plain) is string ending && (ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".tsv", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<(Dictionary<string, JsonElement> Parts, RecordOrigin Origin)> ReadTable(string file, RecordReadOptions options)
    {
        using Stream stream = InputFile.Open(file, options);
        using Utf8LineReader lines = new(stream, file, options.MaxLineBytes);
        using CsvRows rows = new(lines);
        if (!rows.Read())
        {
            yield break;
        }

        string[] header = [.. Enumerable.Range(0, rows.Width).Select(i => rows.Cell(i).Trim())];
        while (rows.Read())
        {
            Dictionary<string, JsonElement> parts = new(StringComparer.Ordinal);
            for (int i = 0; i < header.Length && i < rows.Width; i++)
            {
                if (!rows.IsEmpty(i))
                {
                    string text = CsvText.Unescape(rows.Cell(i));
                    parts[header[i]] = ListOf(header[i], text) ?? JsonText.ElementOf(text);
                }
            }

            yield return (parts, new(file, rows.Line));
        }
    }

    // The column of our own tables holds lists, of one too; in another's, brackets around one text may be a part of it.
    private static JsonElement? ListOf(string column, string text) =>
        ColumnNames.References.Contains(column, StringComparer.Ordinal) && text is ['[', .., ']'] && CsvText.ReferencesOf(text, out RecordProblem? problem) is { } several
            && problem is null && (several.Count > 1 || column == "references")
            ? JsonElement.Parse(JsonText.ArrayOf(several))
            : null;

    // BIG-Bench's canary stands in a line of its own, whose other fields are null.
    private static bool IsCanary(Dictionary<string, JsonElement> parts) => parts.ContainsKey("canary") && parts.Count(part => part.Value.ValueKind != JsonValueKind.Null) == 1;
}
