using System.Collections.ObjectModel;

namespace System.Management.Automation;

public sealed class SessionState
{
    public PathIntrinsics Path { get; } = new();
}

public sealed class ProviderInfo(string name)
{
    public string Name => name;
}

public sealed class PSDriveInfo;

public sealed class ItemNotFoundException(string message) : Exception(message);

public sealed class DriveNotFoundException(string message) : Exception(message);

/// <summary>Resolves file paths against <see cref="Location"/>, with * and ? in the last part; <c>Env:</c> stands for every other provider.</summary>
public sealed class PathIntrinsics
{
    /// <summary>The session's location, which is not the process's; the double's own.</summary>
    public string Location { get; set; } = Environment.CurrentDirectory;

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        string full = GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        if (path.AsSpan().ContainsAny('*', '?'))
        {
            string folder = IO.Path.GetDirectoryName(full)!;
            return new([.. Directory.EnumerateFileSystemEntries(folder, IO.Path.GetFileName(full)).Order(StringComparer.Ordinal)]);
        }

        return IO.Path.Exists(full) ? new([full]) : throw new ItemNotFoundException($"Cannot find path '{full}' because it does not exist.");
    }

    public string GetUnresolvedProviderPathFromPSPath(string path) => GetUnresolvedProviderPathFromPSPath(path, out _, out _);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        drive = new();
        provider = new(path.StartsWith("Env:", StringComparison.OrdinalIgnoreCase) ? "Environment" : "FileSystem");
        return IO.Path.GetFullPath(path, Location);
    }
}
