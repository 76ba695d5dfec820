using System.Reflection;
using GenEval.Models;
using GenEval.Runs;

namespace GenEval.Tests.Models;

public sealed class FailureDocsTests
{
    private static readonly string[][] s_rows = [.. File.ReadAllLines(Path.Combine(Shared.Root, "docs", "running.md"))
        .Where(line => line.StartsWith("| `failed.", StringComparison.Ordinal) && !line.Contains("failed.KIND", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void The_page_on_running_has_a_row_for_every_kind_of_failure_and_no_other()
    {
        string[] kinds = [.. typeof(FailureKind).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!), RunStore.NotSent];
        Assert.Equal(kinds.Order(StringComparer.Ordinal), s_rows.Select(KindOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_says_of_each_whether_a_resumed_run_sends_it_again() => Assert.All(s_rows, row =>
        Assert.Equal(KindOf(row) is RunStore.NotSent || FailureKind.IsOfEndpoint(KindOf(row)), row[3] == "yes"));

    private static string KindOf(string[] row) => row[0].Trim('`')["failed.".Length..];
}
