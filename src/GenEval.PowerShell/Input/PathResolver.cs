using System.Collections.ObjectModel;
using System.Management.Automation;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>Turns paths as PowerShell writes them (drives, wildcards, relative to the session's location) into file system paths.</summary>
internal sealed class PathResolver(PSCmdlet cmdlet)
{
    // What the core reads that is no file: a stored run.
    private const string RunPrefix = "run:";

    /// <summary>The files and folders that a path names, or the error that it is.</summary>
    /// <param name="path">As typed.</param>
    /// <param name="literal">Whether * ? and [ stand for themselves.</param>
    /// <param name="error">Why there are none.</param>
    public IReadOnlyList<string> Existing(string path, bool literal, out ErrorRecord? error)
    {
        error = null;
        if (path.StartsWith(RunPrefix, StringComparison.Ordinal))
        {
            return [path];
        }

        try
        {
            Collection<string> found = literal
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _)]
                : cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            error = Check(path, provider)
                ?? (found.Count == 0 ? Errors.PathNotFound(path, new ItemNotFoundException($"No file or folder matches '{path}'.")) : null)
                ?? (found.FirstOrDefault(f => !System.IO.Path.Exists(f)) is { } missing
                    ? Errors.PathNotFound(path, new ItemNotFoundException($"Cannot find path '{missing}' because it does not exist.")) : null);
            return error is null ? found : [];
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException)
        {
            error = Errors.PathNotFound(path, e);
            return [];
        }
    }

    /// <summary>The one file that a path names, there or not; wildcards stand for themselves.</summary>
    public string? File(string path, out ErrorRecord? error)
    {
        try
        {
            string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            error = Check(path, provider);
            return error is null ? file : null;
        }
        catch (DriveNotFoundException e)
        {
            error = Errors.PathNotFound(path, e);
            return null;
        }
    }

    /// <summary>A path made absolute where a file is there; anything else (a pattern) as it is.</summary>
    public string FileOrPattern(string text) => text.StartsWith(SeenLabels.ClustersPrefix, StringComparison.Ordinal)
        ? SeenLabels.ClustersPrefix + FileOrPattern(text[SeenLabels.ClustersPrefix.Length..])
        : File(text, out _) is { } file && System.IO.File.Exists(file) ? file : text;

    /// <summary>A path as somebody at this location would write it: what is below is relative.</summary>
    public string Short(string path)
    {
        string relative = System.IO.Path.IsPathRooted(path) ? System.IO.Path.GetRelativePath(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath("."), path) : path;
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    private static ErrorRecord? Check(string path, ProviderInfo provider) =>
        string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal) ? null : Errors.NotAFilePath(path, provider.Name);
}
