using System.Text.RegularExpressions;

namespace GenEval.Notebooks;

/// <summary>A package as <c>#r "nuget: ID, VERSION"</c> names it.</summary>
/// <param name="Id">The package.</param>
/// <param name="Version">Its version; null for the newest.</param>
internal sealed partial record PackageName(string Id, string? Version)
{
    public static PackageName? Parse(string reference) => Form().Match(reference) is { Success: true } match
        ? new(match.Groups["id"].Value, match.Groups["version"] is { Success: true } version ? version.Value : null)
        : null;

    // Nothing else may stand here: the name goes into a project file.
    [GeneratedRegex(@"^\s*nuget\s*:\s*(?<id>[\w.-]+)\s*(,\s*(?<version>[\w.+*-]+)\s*)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
