using System.Globalization;
using System.Text.RegularExpressions;

namespace GenEval.Notebooks;

/// <summary>The variables that a PowerShell cell sets, and values as PowerShell writes them.</summary>
internal static partial class PowerShellParameters
{
    public static IReadOnlyList<Parameter> Read(string code) =>
        [.. Assignment().Matches(code).Select(m => m.Groups["name"].Value).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new Parameter(name, "a value", value => $"${name} = {Value(value)}"))];

    private static string Value(string text) => text switch
    {
        _ when bool.TryParse(text, out bool flag) => flag ? "$true" : "$false",
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => text,
        _ => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
    };

    [GeneratedRegex(@"^\s*(\[[\w.\[\]]+\]\s*)?\$(?<name>\w+)\s*=", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Assignment();
}
