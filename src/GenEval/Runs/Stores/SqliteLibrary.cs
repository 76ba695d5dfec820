using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace GenEval.Runs.Stores;

/// <summary>
/// Finds SQLite's native library beside the assemblies, in runtimes/RID/native, where publishing puts it. A program's deps.json says so to its host, but
/// a host that loads this library by its path, such as a notebook's kernel, reads no deps.json.
/// </summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<bool> s_found = new(Register);

    public static void Find() => _ = s_found.Value;

    private static bool Register()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The host has its own way to it.
            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        string file = OperatingSystem.IsWindows() ? name + ".dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";
        string path = Path.Combine(Path.GetDirectoryName(assembly.Location) ?? "", "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file);
        return File.Exists(path) && NativeLibrary.TryLoad(path, out nint library) ? library : 0;
    }
}
