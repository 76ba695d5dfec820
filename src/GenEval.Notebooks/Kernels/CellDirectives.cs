using System.Text.RegularExpressions;

namespace GenEval.Notebooks;

/// <summary>The lines of a C# cell that are no C#: references that are here already, packages, magics.</summary>
/// <param name="Code">The cell; the lines that were acted on are empty, so that errors name the lines of the cell.</param>
/// <param name="Packages">The packages that it asks for.</param>
/// <param name="Problem">What this runner cannot do, or null.</param>
internal sealed partial record CellDirectives(string Code, IReadOnlyList<PackageName> Packages, string? Problem)
{
    public static CellDirectives Read(string code)
    {
        string[] lines = code.Split('\n');
        List<PackageName> packages = [];
        string? problem = null;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Magic().IsMatch(lines[i]))
            {
                problem ??= $"Line {i + 1}: {lines[i].Trim()}: this runner knows no magics. Give a cell a language in its first line (#!pwsh) or its metadata, or run the notebook in .NET Interactive.";
            }

            if (Reference().Match(lines[i]) is not { Success: true } match)
            {
                continue;
            }

            string what = match.Groups["what"].Value;
            if (PackageName.Parse(what) is { } package)
            {
                packages.Add(package);
                lines[i] = "";
            }
            else if (ScriptReferences.IsOwn(Path.GetFileName(what.Replace('\\', '/'))))
            {
                lines[i] = "";
            }
        }

        return new(string.Join('\n', lines), packages, problem);
    }

    [GeneratedRegex("^\\s*#r\\s+\"(?<what>[^\"]+)\"\\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("^\\s*#(!|i\\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Magic();
}
