using System.Globalization;
using GenEval.Suites;

namespace GenEval.Generalization.Drivers;

/// <summary>The features of an answer that need no other record.</summary>
internal static class DriverTraits
{
    private const int RefusalStart = 200;
    private const int ShortItem = 4;

    /// <summary>English words that begin most refusals.</summary>
    private static readonly string[] s_refusals =
    [
        "i cannot", "i can't", "i can\u2019t", "i'm sorry", "i\u2019m sorry", "i am sorry", "sorry, but", "as an ai", "i'm unable", "i am unable", "i'm not able", "i am not able",
        "i won't", "i will not", "cannot assist", "can't assist", "unable to assist", "unable to help", "i must decline",
    ];

    public static double?[] Of(EvaluationRecord record)
    {
        double?[] traits = new double?[Enum.GetValues<DriverFeature>().Length];
        string output = record.Output ?? "";
        string[] references = [.. (record.References ?? []).Where(r => !string.IsNullOrWhiteSpace(r))];
        traits[(int)DriverFeature.InputWords] = record.Input is { } input ? Log(Words(input)) : null;
        traits[(int)DriverFeature.AnswerWords] = Log(Words(output));
        traits[(int)DriverFeature.Refusal] = IsRefusal(output) ? 1 : 0;
        traits[(int)DriverFeature.Truncated] = record.Finish == "length" ? 1 : 0;
        traits[(int)DriverFeature.Empty] = string.IsNullOrWhiteSpace(output) ? 1 : 0;
        if (references.Length > 0)
        {
            traits[(int)DriverFeature.ReferenceWords] = Log(references.Average(Words));
            traits[(int)DriverFeature.OutputForm] = (int)FormOf(references[0]);
        }

        return traits;
    }

    public static double Log(double count) => Math.Log2(1 + count);

    /// <summary>Pieces between white space.</summary>
    public static double Words(string text)
    {
        int words = 0;
        bool inside = false;
        foreach (char c in text)
        {
            bool white = char.IsWhiteSpace(c);
            words += !white && !inside ? 1 : 0;
            inside = !white;
        }

        return words;
    }

    public static bool IsRefusal(string output)
    {
        ReadOnlySpan<char> start = output.AsSpan(0, Math.Min(output.Length, RefusalStart));
        foreach (string mark in s_refusals)
        {
            if (start.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The form of a text: JSON in braces or brackets, a number, a list (lines with marks, or three or more short items with commas), one word, else text.</summary>
    public static OutputForm FormOf(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (trimmed is ['{', .., '}'] or ['[', .., ']'])
        {
            return OutputForm.Json;
        }

        if (double.TryParse(trimmed.Trim("$%."), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
        {
            return OutputForm.Number;
        }

        string[] lines = trimmed.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] items = trimmed.ToString().Split([',', ';'], StringSplitOptions.TrimEntries);
        return (lines.Length > 1 && Array.TrueForAll(lines, IsMarked)) || (lines.Length == 1 && items.Length > 2 && Array.TrueForAll(items, i => Words(i) < ShortItem)) ? OutputForm.List
            : Words(text) <= 1 ? OutputForm.SingleWord
            : OutputForm.Text;
    }

    private static bool IsMarked(string line) =>
        line[0] is '-' or '*' or '\u2022' || (char.IsAsciiDigit(line[0]) && line.AsSpan().TrimStart("0123456789") is ['.' or ')', ..]);
}
