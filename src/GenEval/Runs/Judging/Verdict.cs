using System.Globalization;
using System.Text.RegularExpressions;

namespace GenEval.Runs.Judging;

/// <summary>
/// A judge's verdict: the last line of what it says that is not blank, and nothing but that, so that a verdict that the judge quotes from the answer
/// before it does not count.
/// </summary>
internal static partial class Verdict
{
    /// <summary>The verdict as the answer's score in [0, 1]; null where the text has none. Swapped, the answer is B.</summary>
    public static double? Parse(string text, JudgeSettings judge, bool swapped)
    {
        string last = text.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.Length > 0) ?? "";
        Match match = Line().Match(last);
        if (!match.Success)
        {
            return null;
        }

        string value = match.Groups["value"].Value;
        return judge.Kind == JudgeKind.Rubric ? OfScale(value, judge.Scale) : value.ToUpperInvariant() switch
        {
            "A" => swapped ? 0 : 1,
            "B" => swapped ? 1 : 0,
            "TIE" => judge.Tie,
            _ => null,
        };
    }

    private static double? OfScale(string value, (double Low, double High) scale) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number)
        && number >= scale.Low && number <= scale.High
            ? (number - scale.Low) / (scale.High - scale.Low)
            : null;

    // Models like to set the line in bold, or to end it as a sentence.
    [GeneratedRegex(@"^\**verdict\**:\**\s*\**(?<value>-?[0-9]+(\.[0-9]+)?|[A-Za-z]+)\**\.?\**$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
