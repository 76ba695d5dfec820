using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenEval.Scoring.Learned;

namespace GenEval.PowerShell.Tests.Module;

/// <summary>A package holds exactly the files that it should: what is new in one is read before it is shipped.</summary>
public sealed partial class PackageTests
{
    [Theory]
    [InlineData("GenEval.PowerShell", "GenEval", "module-files")]
    [InlineData("GenEval.Cli", "GenEval.Cli", "tool-files")]
    public async Task A_package_has_exactly_its_files_and_the_version_of_the_changelog(string project, string id, string list)
    {
        using Scratch scratch = new();
        await PackAsync(project, scratch.Folder);
        string package = Assert.Single(Directory.EnumerateFiles(scratch.Folder, "*.nupkg"));
        string without = LearnedBackend.Installed is null ? "-withoutMLNet" : "";
        Assert.Equal($"{id}.{Version()}{without}.nupkg", Path.GetFileName(package));
        await using ZipArchive zip = await ZipFile.OpenReadAsync(package, TestContext.Current.CancellationToken);
        string[] files = [.. zip.Entries.Select(e => Uri.UnescapeDataString(e.FullName)).Where(n => !IsPackaging(n)).Order(StringComparer.Ordinal)];
        string expected = Path.Combine(Shared.Root, "tests", "GenEval.PowerShell.Tests", "Module", $"{list}{without}.txt");
        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            await File.WriteAllLinesAsync(expected, files, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllLinesAsync(expected, TestContext.Current.CancellationToken), files);
        Assert.Empty(await MissingAsync(zip, files));
    }

    /// <summary>The libraries that a package's list of them (deps.json) names and its files lack: .NET would not start a tool with one.</summary>
    private static async Task<string[]> MissingAsync(ZipArchive zip, string[] files)
    {
        ZipArchiveEntry list = Assert.Single(zip.Entries, e => e.Name.EndsWith(".deps.json", StringComparison.Ordinal));
        await using Stream stream = await list.OpenAsync(TestContext.Current.CancellationToken);
        using JsonDocument deps = await JsonDocument.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        string folder = list.FullName[..^list.Name.Length];
        return
        [
            .. from library in deps.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject()
               from kind in library.Value.EnumerateObject()
               where kind.Name is "runtime" or "native" or "runtimeTargets"
               from file in kind.Value.EnumerateObject()
               where !files.Contains(folder + file.Name, StringComparer.Ordinal) && !files.Contains(folder + Path.GetFileName(file.Name), StringComparer.Ordinal)
               select file.Name,
        ];
    }

    [Theory]
    [InlineData("GenEval.PowerShell", "true", "")]
    [InlineData("GenEval.PowerShell", "false", "-withoutMLNet")]
    [InlineData("GenEval.Cli", "true", "")]
    [InlineData("GenEval.Cli", "false", "-withoutMLNet")]
    public async Task A_package_without_ML_NET_says_so_in_its_version(string project, string with, string suffix) => Assert.Equal(
        Version() + suffix,
        (await RunAsync("msbuild", Path.Combine(Shared.Root, "src", project), $"-p:WithMLNet={with}", "-getProperty:PackageVersion", "-nologo")).Trim());

    private static Task<string> PackAsync(string project, string folder)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.OrdinalIgnoreCase) ? "Release" : "Debug";
        return RunAsync(
            "pack", Path.Combine(Shared.Root, "src", project), "-c", configuration, "--no-build", "-nologo", "-v", "quiet",
            $"-p:PackageOutputPath={folder}", $"-p:ModulePackageFolder={Path.Combine(folder, "module")}{Path.DirectorySeparatorChar}");
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await output + await error);
        return await output;
    }

    // What every package of NuGet's has of its own.
    private static bool IsPackaging(string name) =>
        name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal) || name.EndsWith(".nuspec", StringComparison.Ordinal)
        || name == "[Content_Types].xml";

    private static string Version() => Heading().Match(File.ReadAllText(Path.Combine(Shared.Root, "CHANGELOG.md"))).Groups["version"].Value;

    [GeneratedRegex(@"^## (?<version>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();
}
