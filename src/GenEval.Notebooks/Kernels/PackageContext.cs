using System.Reflection;
using System.Runtime.Loader;

namespace GenEval.Notebooks;

/// <summary>Holds the packages of a notebook. An assembly is found by its name alone, whatever version is asked for: the SDK has chosen one for all.</summary>
internal sealed class PackageContext() : AssemblyLoadContext("notebook packages")
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads what is not loaded yet.</summary>
    public IReadOnlyList<Assembly> Add(IReadOnlyList<string> paths)
    {
        string[] added = [.. paths.Where(path => _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path))];
        return [.. added.Select(LoadFromAssemblyPath)];
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _paths.TryGetValue(assemblyName.Name!, out string? path) ? LoadFromAssemblyPath(path) : null;
}
