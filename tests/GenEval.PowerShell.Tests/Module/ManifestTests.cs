using System.Reflection;
using System.Text.RegularExpressions;
using System.Management.Automation;

namespace GenEval.PowerShell.Tests.Module;

/// <summary>Manifest, cmdlets and pages of help name the same things.</summary>
public sealed partial class ManifestTests
{
    private static readonly string s_manifest = File.ReadAllText(Path.Combine(Shared.Root, "GenEval.psd1"));

    private static readonly string[] s_cmdlets = [.. MetadataTests.Commands
        .Select(c => c.Data.GetCustomAttribute<CmdletAttribute>()!).Select(c => $"{c.VerbName}-{c.NounName}").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_manifest_exports_every_cmdlet() => Assert.Equal(s_cmdlets, ExportedName().Matches(s_manifest).Select(m => m.Groups["name"].Value));

    [Fact]
    public void Every_cmdlet_has_its_page_and_every_page_its_cmdlet() => Assert.Equal(
        s_cmdlets,
        Directory.EnumerateFiles(Path.Combine(Shared.Root, "docs", "en-US"), "*-*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_version_is_the_top_heading_of_the_changelog()
    {
        string heading = Heading().Match(File.ReadAllText(Path.Combine(Shared.Root, "CHANGELOG.md"))).Groups["version"].Value;
        Assert.Equal(heading, ModuleVersion().Match(s_manifest).Groups["version"].Value);
    }

    [Fact]
    public void The_loader_answers_for_the_assembly_of_the_cmdlets()
    {
        string name = typeof(GenCommand).Assembly.GetName().Name!;
        string nested = File.ReadAllText(Path.Combine(Shared.Root, "module", "GenEval.Cmdlets.psd1"));
        string loader = File.ReadAllText(Path.Combine(Shared.Root, "src", "GenEval.PowerShell.Loader", "ModuleLoader.cs"));
        Assert.Contains($"'{name}.dll'", nested, StringComparison.Ordinal);
        Assert.Contains($"\"{name}\"", loader, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^        '(?<name>[A-Z][a-z]+-Gen\w+)'\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ExportedName();

    [GeneratedRegex(@"^## (?<version>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^    ModuleVersion\s+= '(?<version>[\d.]+)'", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex ModuleVersion();
}
