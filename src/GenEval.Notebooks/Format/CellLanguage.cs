namespace GenEval.Notebooks;

/// <summary>In which language a cell is: by a magic in its first line (<c>#!pwsh</c>), by its Polyglot metadata, by the notebook's kernel.</summary>
internal static class CellLanguage
{
    public const string CSharp = "csharp";
    public const string PowerShell = "pwsh";

    /// <summary>The language, and the code without the line that said so.</summary>
    public static (string Language, string Code) Of(NotebookCell cell, string defaultLanguage)
    {
        string source = cell.Source;
        string first = source.Split('\n', 2)[0];
        if (first.StartsWith("#!", StringComparison.Ordinal))
        {
            // The line stays, empty, so that errors name the lines of the cell.
            return (Name(first[2..].Trim()), source[first.Length..]);
        }

        string? said = NotebookCell.Text(cell.Metadata?["polyglot_notebook"]?["kernelName"])
            ?? NotebookCell.Text(cell.Metadata?["dotnet_interactive"]?["language"])
            ?? NotebookCell.Text(cell.Metadata?["vscode"]?["languageId"]);
        return (said is null ? defaultLanguage : Name(said), source);
    }

    public static string OfNotebook(JsonObject? metadata)
    {
        string? said = NotebookCell.Text(metadata?["polyglot_notebook"]?["kernelInfo"]?["defaultKernelName"])
            ?? NotebookCell.Text(metadata?["kernelspec"]?["name"])
            ?? NotebookCell.Text(metadata?["kernelspec"]?["language"]);
        return said is null ? CSharp : Name(said);
    }

    private static string Name(string said) => said.ToUpperInvariant() switch
    {
        "CSHARP" or "C#" or ".NET-CSHARP" => CSharp,
        "PWSH" or "POWERSHELL" or ".NET-POWERSHELL" or ".NET-PWSH" => PowerShell,
        _ => said,
    };
}
