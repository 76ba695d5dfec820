using System.Globalization;
using System.Text;

namespace GenEval.Cli;

/// <summary>Text from files and models made harmless for a terminal: control, escape and bidi characters are written out.</summary>
internal static class Printable
{
    public static string Line(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool harmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) || rune.Value == '\n';
            line.Append(harmless ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
        }

        return line.ToString();
    }
}
