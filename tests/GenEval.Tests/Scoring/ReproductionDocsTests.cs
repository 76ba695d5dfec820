using System.Text.RegularExpressions;

namespace GenEval.Tests.Scoring;

public sealed partial class ReproductionDocsTests
{
    [Fact]
    public void The_table_names_every_reproduction_that_is_a_test_and_no_other()
    {
        string text = File.ReadAllText(Path.Combine(Shared.Root, "docs", "reproductions.md"));
        string[] named = [.. TestName().Matches(text).Select(match => match.Groups["name"].Value)];
        string[] tests = [.. ((Type[])[typeof(ReproductionTests), typeof(PeerLogTests)])
            .SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute), inherit: false)).Select(method => method.Name)];
        Assert.Equal(tests.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\| `(?<name>[A-Z]\w+_\w+)` \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TestName();
}
