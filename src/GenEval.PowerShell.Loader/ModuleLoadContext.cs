using System.Reflection;
using System.Runtime.Loader;

namespace GenEval.PowerShell.Loader;

/// <summary>
/// Holds the cmdlets, the core and every library they use, so that a session with other versions of the same libraries keeps working.
/// What is not in the folder (the framework, PowerShell itself) comes from the session's default context.
/// </summary>
internal sealed class ModuleLoadContext(string folder) : AssemblyLoadContext("GenEval")
{
    // Reads the deps.json, which only native libraries need: they lie in a folder for each platform.
    private readonly Lazy<AssemblyDependencyResolver> _native = new(() => new(Path.Combine(folder, "GenEval.PowerShell.dll")));

    protected override Assembly? Load(AssemblyName assemblyName) => InFolder(assemblyName);

    /// <summary>The assembly of the folder that has this name, or null.</summary>
    internal Assembly? InFolder(AssemblyName assemblyName)
    {
        string path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _native.Value.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
