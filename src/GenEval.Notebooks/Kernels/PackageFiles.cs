using System.Collections.Concurrent;
using System.Text.Json;

namespace GenEval.Notebooks;

/// <summary>
/// The assemblies of NuGet packages and of what they depend on. The SDK is asked, with a project that references them, so that the answer is what a
/// build would use: its folders, sources and versions. Asked once a process.
/// </summary>
/// <param name="Paths">The assemblies.</param>
/// <param name="Problem">Why there are none, or null.</param>
internal sealed record PackageFiles(IReadOnlyList<string> Paths, string? Problem)
{
    private static readonly ConcurrentDictionary<string, PackageFiles> s_known = new(StringComparer.Ordinal);

    public static PackageFiles None { get; } = new([], Problem: null);

    public static async Task<PackageFiles> OfAsync(IReadOnlyList<PackageName> packages, CancellationToken cancellationToken)
    {
        string items = string.Join('\n', packages.Select(p => $"<PackageReference Include=\"{p.Id}\" Version=\"{p.Version ?? "*"}\" />").Order(StringComparer.Ordinal));
        if (!s_known.TryGetValue(items, out PackageFiles? files))
        {
            s_known[items] = files = await AskAsync(items, string.Join(", ", packages.Select(p => $"{p.Id} {p.Version}".TrimEnd())), cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    private static async Task<PackageFiles> AskAsync(string items, string names, CancellationToken cancellationToken)
    {
        if (Programs.Find("dotnet") is not { } dotnet)
        {
            return new([], $"packages ({names}) are looked up with the .NET SDK, and there is no dotnet on the PATH.");
        }

        string folder = Directory.CreateTempSubdirectory("geneval-package-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
                  <ItemGroup>{items}</ItemGroup>
                </Project>
                """, cancellationToken).ConfigureAwait(false);
            ProgramResult result = await Programs.RunAsync(
                dotnet, ["build", "package.csproj", "-restore", "-t:ResolvePackageAssets", "-getItem:RuntimeCopyLocalItems", "-nologo"], folder, cancellationToken).ConfigureAwait(false);
            return result.ExitCode == 0 ? new(Read(result.Out), Problem: null) : new([], $"{names} cannot be had: {Reason(result.Error + result.Out)}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..]);
        return [.. document.RootElement.GetProperty("Items").GetProperty("RuntimeCopyLocalItems").EnumerateArray().Select(i => i.GetProperty("FullPath").GetString()!)];
    }

    private static string Reason(string output) => output.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Contains("error", StringComparison.Ordinal)) is { } line
        ? line[line.IndexOf("error", StringComparison.Ordinal)..]
        : "the SDK gave no reason.";
}
