using System.Globalization;
using System.Text;

namespace GenEval.Reports;

/// <summary>
/// Hostile text made harmless to look at: control characters (a terminal obeys them), bidirectional controls (they reorder what a reader sees),
/// invisible characters and lone surrogates are shown as <c>\u{202E}</c>; what is too long is cut, and the rest counted.
/// </summary>
internal static class SafeText
{
    /// <summary>Characters of the basic plane that are invisible or reorder others. Joiners (U+200C, U+200D) stay: scripts and emoji need them.</summary>
    public static (char First, char Last)[] InvisibleRanges { get; } =
    [
        ('\u0000', '\u001F'), ('\u007F', '\u009F'), ('\u00AD', '\u00AD'), ('\u061C', '\u061C'), ('\u180E', '\u180E'), ('\u200B', '\u200B'),
        ('\u200E', '\u200F'), ('\u2028', '\u202E'), ('\u2060', '\u206F'), ('\uFEFF', '\uFEFF'), ('\uFFF9', '\uFFFB'), ('\uFFFE', '\uFFFF'),
    ];

    /// <summary>On one line, line breaks and tabs shown as \n, \r and \t.</summary>
    public static string Line(string? text, int max = 200) => Clean(text, max, keepLines: false);

    /// <summary>Line breaks and tabs kept.</summary>
    public static string Block(string? text, int max) => Clean(text, max, keepLines: true);

    private static string Clean(string? text, int max, bool keepLines)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        int end = text.Length > max ? Math.Max(max, 1) : text.Length;
        StringBuilder clean = new(Math.Min(end + 32, text.Length + 32));
        int at = 0;
        while (at < end)
        {
            bool valid = Rune.TryGetRuneAt(text, at, out Rune rune);
            int value = valid ? rune.Value : text[at];
            if (keepLines && value == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            {
                at++;
                continue;
            }

            if (valid && (keepLines && value is '\n' or '\t' || !IsInvisible(value)))
            {
                clean.Append(text, at, rune.Utf16SequenceLength);
            }
            else
            {
                clean.Append(Escape(value));
            }

            at += valid ? rune.Utf16SequenceLength : 1;
        }

        return at >= text.Length
            ? clean.ToString()
            : clean.Append(CultureInfo.InvariantCulture, $"… (+{text.Length - at:N0} characters)").ToString();
    }

    private static string Escape(int value) => value switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{{{value:X4}}}"),
    };

    private static bool IsInvisible(int value)
    {
        // Tag characters spell invisible words.
        if (value > char.MaxValue)
        {
            return value is >= 0xE0000 and <= 0xE0FFF || (value & 0xFFFE) == 0xFFFE;
        }

        foreach ((char first, char last) in InvisibleRanges)
        {
            if (value >= first && value <= last)
            {
                return true;
            }
        }

        return false;
    }
}
