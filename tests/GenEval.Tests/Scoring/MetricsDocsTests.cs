using GenEval.Runs.Judging;
using GenEval.Scoring;

namespace GenEval.Tests.Scoring;

public sealed class MetricsDocsTests
{
    private static readonly IReadOnlyList<MetricInfo> s_all = new ModelScorers().Catalog.All;
    private static readonly string[] s_lines = File.ReadAllLines(Path.Combine(Shared.Root, "docs", "metrics.md"));

    [Fact]
    public void The_table_says_what_the_metrics_say_of_themselves()
    {
        int start = Array.FindIndex(s_lines, line => line.StartsWith("| name | range |", StringComparison.Ordinal)) + 2;
        Assert.Equal(
            s_all.Select(info => $"| `{info.Name}` | [0, 1] | yes | {info.Summary} | {info.Normalizes} | {info.UnscoredWhen} | {info.Reference} |"),
            s_lines.Skip(start).TakeWhile(line => line.Length > 0));
    }

    [Fact]
    public void Arguments_and_binary_metrics_are_named()
    {
        string text = string.Join(' ', s_lines);
        string spelt = text.Replace("(also `rouge1`, `rouge2`)", "`rouge1:unstemmed` `rouge2:unstemmed`", StringComparison.Ordinal);
        Assert.All(
            s_all.Where(info => info.Argument is not null),
            info => Assert.Contains($"`{info.Name}:{info.Argument}`", spelt, StringComparison.Ordinal));
        int start = text.IndexOf("`exact_match`, `exact_string`,", StringComparison.Ordinal);
        string binary = text[start..text.IndexOf("score only 0 or 1", StringComparison.Ordinal)];
        Assert.All(s_all, info => Assert.Equal(info.IsBinary, binary.Contains($"`{info.Name}`", StringComparison.Ordinal)));
    }

    // CatalogTests runs the example: line by line the same.
    [Fact]
    public void The_example_of_an_added_metric_is_one_that_runs()
    {
        string test = File.ReadAllText(Path.Combine(Shared.Root, "tests", "GenEval.Tests", "Scoring", "CatalogTests.cs"));
        int start = Array.FindIndex(s_lines, line => line.StartsWith("public sealed class LengthScorer", StringComparison.Ordinal));
        Assert.True(start > 0);
        Assert.All(s_lines.Skip(start).TakeWhile(line => line != "```"), line =>
            Assert.Contains(line.Replace("public sealed", "", StringComparison.Ordinal).Trim(), test, StringComparison.Ordinal));
    }
}
