namespace GenEval.Tests.Runs.Judging;

/// <summary>Reads the marks of a judge's prompt as a model would.</summary>
internal static class Marks
{
    private const int CodeLength = 12;

    /// <summary>The code of the first block of that name, or null.</summary>
    public static string? Code(string prompt, string name)
    {
        string start = $"<<<{name}:";
        int at = prompt.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? null : prompt.Substring(at + start.Length, CodeLength);
    }

    /// <summary>The text between the marks of that name, or null.</summary>
    public static string? Block(string prompt, string name)
    {
        if (Code(prompt, name) is not { } code)
        {
            return null;
        }

        string start = $"<<<{name}:{code}>>>\n";
        int from = prompt.IndexOf(start, StringComparison.Ordinal) + start.Length;
        int to = prompt.IndexOf($"\n<<<END {name}:{code}>>>", from, StringComparison.Ordinal);
        return to < 0 ? null : prompt[from..to];
    }
}
