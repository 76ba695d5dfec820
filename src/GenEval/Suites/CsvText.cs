using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>
/// How a text stands in a cell. A cell that a spreadsheet would run as a formula gets an apostrophe in front; so that this can be undone,
/// so does a cell that already looks guarded. All other cells are what they seem.
/// </summary>
internal static class CsvText
{
    /// <summary>The text with the guard where it needs one: apostrophes, then one of = + - @ tab or carriage return.</summary>
    public static string Escape(string text) => IsGuarded(text, atLeast: 0) ? "'" + text : text;

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(string cell) => IsGuarded(cell, atLeast: 1) ? cell[1..] : cell;

    /// <summary>A JSON array of texts, else the one text itself; what begins like such an array and is none is a mistake.</summary>
    public static IReadOnlyList<string> ReferencesOf(string text, out RecordProblem? problem)
    {
        problem = null;
        if (text is not ['[', ..] || (text.AsSpan(1).TrimStart() is not ['"' or ']', ..]))
        {
            return [text];
        }

        try
        {
            JsonElement list = JsonElement.Parse(text);
            if (list.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            {
                return [.. list.EnumerateArray().Select(e => e.GetString()!)];
            }
        }
        catch (JsonException)
        {
            // Reported below.
        }

        problem = new("the references look like a JSON list of texts and are none.", "Write [\"one\", \"two\"], or the single reference in a column named 'reference'.");
        return [];
    }

    /// <summary>The number, or NaN where the text is none.</summary>
    public static double NumberOf(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    /// <summary>The two numbers of <c>[low, high]</c>, or NaN where they are none.</summary>
    public static (double Low, double High) ScaleOf(string text) =>
        text.Trim().TrimStart('[').TrimEnd(']').Split(',') is [string low, string high] ? (NumberOf(low), NumberOf(high)) : (double.NaN, double.NaN);

    private static bool IsGuarded(string text, int atLeast)
    {
        int quotes = 0;
        while (quotes < text.Length && text[quotes] == '\'')
        {
            quotes++;
        }

        return quotes >= atLeast && quotes < text.Length && text[quotes] is ('=' or '+' or '-' or '@' or '\t' or '\r');
    }
}
