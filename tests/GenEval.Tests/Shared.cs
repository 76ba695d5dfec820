namespace GenEval.Tests;

/// <summary>Where the project's root and the shared data are. Tests that need shared data call <see cref="Path"/>, which skips, with the reason, where it is absent.</summary>
internal static class Shared
{
    private static readonly Lazy<string> s_root = new(FindRoot);

    /// <summary>The project's root: the folder of GenEval.slnx.</summary>
    public static string Root => s_root.Value;

    /// <summary>The path of a file under the shared folder; skips the calling test where the file is not there.</summary>
    public static string Path(params string[] parts)
    {
        string shared = Environment.GetEnvironmentVariable("GENEVAL_SHARED") ?? System.IO.Path.Combine(Root, "..", "shared");
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine([shared, .. parts]));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"shared data absent: {path} (set GENEVAL_SHARED)");
        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "GenEval.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("GenEval.slnx is in no folder above the tests.");
    }
}
