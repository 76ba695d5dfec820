using System.Globalization;
using System.Text;

namespace GenEval.Suites;

/// <summary>Quotes text out of a file for a message: short, on one line, without control characters, since a file's content is hostile text.</summary>
internal static class Quote
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        StringBuilder quoted = new("'");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (quoted.Length > Longest)
            {
                quoted.Append('…');
                break;
            }

            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate)
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                quoted.Append(rune.ToString());
            }
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Up to eight of the names, quoted, with the number of the others.</summary>
    public static string List(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string shown = string.Join(", ", all.Take(8).Select(Of));
        return all.Length > 8 ? shown + string.Create(CultureInfo.InvariantCulture, $" and {all.Length - 8} more") : shown;
    }
}
