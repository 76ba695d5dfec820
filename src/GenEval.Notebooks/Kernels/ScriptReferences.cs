using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using GenEval.Generalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace GenEval.Notebooks;

/// <summary>What C# cells may use: the framework, GenEval and what it is built on, the names that .NET Interactive opens too.</summary>
internal static class ScriptReferences
{
    private static readonly string[] s_imports =
    [
        "System", "System.Collections", "System.Collections.Generic", "System.Linq", "System.Text", "System.Threading.Tasks", "GenEval.Notebooks",
    ];

    // The very assemblies that run here: a second copy of the core would have types of its own.
    private static readonly Lazy<Assembly[]> s_own = new(() => [.. Reachable([typeof(Report).Assembly, typeof(ScriptReferences).Assembly])]);

    public static ScriptOptions Options(string folder) => ScriptOptions.Default
        .WithReferences(Framework().Select(path => MetadataReference.CreateFromFile(path)))
        .AddReferences(s_own.Value)
        .WithImports(s_imports)
        .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder).WithSearchPaths(RuntimeEnvironment.GetRuntimeDirectory()))
        .WithAllowUnsafe(false);

    public static InteractiveAssemblyLoader Loader()
    {
        InteractiveAssemblyLoader loader = new();
        foreach (Assembly assembly in s_own.Value)
        {
            loader.RegisterDependency(assembly);
        }

        return loader;
    }

    /// <summary>Whether an assembly of that file name is here already.</summary>
    public static bool IsOwn(string file) => s_own.Value.Any(a => string.Equals(a.GetName().Name + ".dll", file, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Framework() =>
        Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll").Where(path => Path.GetFileName(path) is var name
            && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll" or "Microsoft.Win32.Primitives.dll")
            && IsManaged(path));

    private static bool IsManaged(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using System.Reflection.PortableExecutable.PEReader reader = new(stream);
        return reader.HasMetadata;
    }

    private static HashSet<Assembly> Reachable(IEnumerable<Assembly> roots)
    {
        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(typeof(ScriptReferences).Assembly) ?? AssemblyLoadContext.Default;
        HashSet<Assembly> reached = [];
        Queue<Assembly> open = new(roots);
        while (open.TryDequeue(out Assembly? assembly))
        {
            if (!reached.Add(assembly))
            {
                continue;
            }

            foreach (AssemblyName name in assembly.GetReferencedAssemblies().Where(n => !IsFramework(n.Name!)))
            {
                try
                {
                    open.Enqueue(context.LoadFromAssemblyName(name));
                }
                catch (Exception e) when (e is FileNotFoundException or FileLoadException)
                {
                    // A library that is left out of this installation is left out of its notebooks.
                }
            }
        }

        return reached;
    }

    private static bool IsFramework(string name) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));
}
