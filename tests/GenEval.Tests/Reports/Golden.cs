using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

/// <summary>Files that were looked at and accepted; GENEVAL_ACCEPT=1 writes them again, to be looked at in the diff.</summary>
internal static class Golden
{
    public static void Equal(string name, string actual)
    {
        string path = Path.Combine(Shared.Root, "tests", "GenEval.Tests", "Reports", "golden", name);
        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run with GENEVAL_ACCEPT=1 and look at what it writes.");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The page without its scripts, which are files of their own.</summary>
    public static RenderOptions Still { get; } = new() { Interactive = false };

    public static string Render(ReportFormat format, RenderOptions? options = null, params Report[] reports)
    {
        using StringWriter writer = new();
        ReportRenderer.Render(reports, format, writer, options);
        return writer.ToString();
    }
}
