using System.Text;

namespace GenEval.Suites.Formats;

/// <summary>Reads the print-out of a Python list of texts, <c>['a', "it's"]</c>, which tools write where they turn values into texts.</summary>
internal static class PythonList
{
    /// <summary>The texts, or null where it is no such list.</summary>
    public static IReadOnlyList<string>? Parse(string text)
    {
        if (text is not ['[', .., ']'])
        {
            return null;
        }

        List<string> items = [];
        int at = 1;
        while (true)
        {
            Skip(text, ref at);
            if (text[at] == ']')
            {
                return at == text.Length - 1 ? items : null;
            }

            if (Item(text, ref at) is not { } item)
            {
                return null;
            }

            items.Add(item);
            Skip(text, ref at);
            if (text[at] == ',')
            {
                at++;
            }
            else if (text[at] != ']')
            {
                return null;
            }
        }
    }

    private static void Skip(string text, ref int at)
    {
        while (text[at] == ' ')
        {
            at++;
        }
    }

    private static string? Item(string text, ref int at)
    {
        char quote = text[at];
        if (quote is not ('\'' or '"'))
        {
            return null;
        }

        StringBuilder item = new();
        for (at++; at < text.Length - 1; at++)
        {
            if (text[at] == quote)
            {
                at++;
                return item.ToString();
            }

            if (text[at] == '\\' && ++at < text.Length - 1)
            {
                item.Append(text[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', char other => other });
            }
            else
            {
                item.Append(text[at]);
            }
        }

        return null;
    }
}
