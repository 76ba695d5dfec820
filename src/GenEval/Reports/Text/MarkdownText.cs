using System.Text;

namespace GenEval.Reports;

/// <summary>Text for GitHub's Markdown: what means something is escaped, where it means it, so that numbers and ids stay readable in the source.</summary>
internal static class MarkdownText
{
    /// <summary>The text on one line, shown as it is; for the inside of a paragraph, a list item or a table's cell.</summary>
    public static string Escape(string? text, int max = 200)
    {
        string line = SafeText.Line(text, max);
        StringBuilder escaped = new(line.Length + 16);
        for (int i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                default:
                    escaped.Append(Means(line, i) ? "\\" : "").Append(line[i]);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static bool Means(string line, int at) => line[at] switch
    {
        '\\' or '`' or '*' or '[' or ']' or '~' or '|' or '@' or '$' => true,
        '_' => !IsWord(line, at - 1) || !IsWord(line, at + 1),
        '#' or '+' or '-' or '=' => at == 0,
        ')' => IsItem(line, at),
        // 1. is a list, www. a link.
        '.' => IsItem(line, at) || at > 0 && line[at - 1] is 'w' or 'W',
        ':' => at + 1 < line.Length && line[at + 1] == '/',
        _ => false,
    };

    private static bool IsWord(string line, int at) => at >= 0 && at < line.Length && char.IsLetterOrDigit(line[at]);

    private static bool IsItem(string line, int at) =>
        at > 0 && !line.AsSpan(0, at).ContainsAnyExceptInRange('0', '9') && (at + 1 == line.Length || line[at + 1] == ' ');
}
