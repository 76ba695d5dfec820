using System.Text.RegularExpressions;

namespace GenEval.Tests;

public sealed partial class VersionTests
{
    [Fact]
    public void The_assembly_has_the_version_of_the_top_heading()
    {
        string heading = VersionHeading().Match(File.ReadAllText(System.IO.Path.Combine(Shared.Root, "CHANGELOG.md"))).Groups["version"].Value;
        Assert.Equal(heading, typeof(GenEvalException).Assembly.GetName().Version!.ToString(3));
    }

    [GeneratedRegex(@"^## (?<version>\d+\.\d+\.\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionHeading();
}
