namespace GenEval.Notebooks;

/// <summary>What cells tagged <c>requires:NAME</c> need: <c>pwsh</c>, or a package that the notebook names with #r.</summary>
internal sealed class Requirements(Notebook notebook, string folder, NotebookOptions options)
{
    private const string Prefix = "requires:";

    /// <summary>What is missing for the cell, or null.</summary>
    public async Task<string?> MissingAsync(NotebookCell cell, CancellationToken cancellationToken)
    {
        foreach (string name in cell.Tags.Where(t => t.StartsWith(Prefix, StringComparison.Ordinal)).Select(t => t[Prefix.Length..]))
        {
            if (await MissingAsync(name, cancellationToken).ConfigureAwait(false) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    private async Task<string?> MissingAsync(string name, CancellationToken cancellationToken)
    {
        if (string.Equals(name, CellLanguage.PowerShell, StringComparison.OrdinalIgnoreCase))
        {
            return options.PowerShell is null && Programs.Find("pwsh") is null ? "there is no pwsh on the PATH" : Unpublished();
        }

        IReadOnlyList<PackageName>? packages = notebook.Cells.Where(c => c.IsCode).Select(c => CellDirectives.Read(c.Source).Packages)
            .FirstOrDefault(packages => packages.Any(p => string.Equals(p.Id, name, StringComparison.OrdinalIgnoreCase)));
        return packages is null
            ? $"this runner does not know what '{name}' is"
            : (await PackageFiles.OfAsync(packages, cancellationToken).ConfigureAwait(false)).Problem;
    }

    private string? Unpublished() => notebook.Cells.Where(c => c.IsCode)
        .SelectMany(c => PowerShellKernel.Manifests(PowerShellKernel.WithModule(c.Source, options.Module)))
        .Select(path => Path.GetFullPath(path, folder))
        .Any(path => !File.Exists(path) || !Directory.Exists(Path.Combine(Path.GetDirectoryName(path)!, "module", "bin")))
            ? "the GenEval module is not published: dotnet publish src/GenEval.PowerShell -c Release"
            : null;
}
