using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace GenEval.PowerShell.Loader;

/// <summary>
/// Runs when the manifest's first nested module is imported, in the session's default context, and answers when PowerShell then asks by name
/// for the second one, the cmdlets: they come from <see cref="ModuleLoadContext"/>. PowerShell 7.3 and later take a nested module's assembly
/// from where its name leads (see AddAssembly in PowerShell's ExecutionContext.cs), so that no script is needed.
/// </summary>
public sealed class ModuleLoader : IModuleAssemblyInitializer
{
    private const string Cmdlets = "GenEval.PowerShell";
    private static readonly Lazy<ModuleLoadContext> s_context = new(() => new ModuleLoadContext(LibraryFolder()));
    private static int s_registered;

    /// <summary>Runs at every import, also in further runspaces of the process; the handler stays, since loaded assemblies do too.</summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref s_registered, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += Resolve;
        }
    }

    // Asked for what is not in its folder, the context would ask the default one, and that this handler again, without end.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        string.Equals(name.Name, Cmdlets, StringComparison.Ordinal) ? s_context.Value.InFolder(name) : null;

    private static string LibraryFolder() => Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "lib");
}
