using System.Text.RegularExpressions;

namespace GenEval.PowerShell.Help;

/// <summary>Markdown's marks taken out of a text.</summary>
internal static partial class Plain
{
    public static string Text(string markdown)
    {
        if (markdown.StartsWith('|'))
        {
            return Row(markdown);
        }

        string text = Link().Replace(markdown, m => m.Groups["text"].Value);
        return Mark().Replace(text, m => m.Groups["text"].Value);
    }

    private static string Row(string line) => "- " + string.Join(": ", line.Trim().Trim('|').Split('|').Select(c => Text(c.Trim())));

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]\([^)]+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<mark>`|\*\*)(?<text>.+?)\k<mark>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
