using System.Text.Json.Nodes;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed class ReportDocsTests
{
    [Fact]
    public void The_docs_explain_every_member_of_the_report()
    {
        string docs = File.ReadAllText(Path.Combine(Shared.Root, "docs", "reports.md"));
        JsonObject definitions = JsonNode.Parse(Schemas.Get("report"))!["definitions"]!.AsObject();
        string[] members = [.. definitions.SelectMany(d => d.Value!["properties"]?.AsObject().Select(p => p.Key) ?? []).Distinct()];
        Assert.True(members.Length > 60);
        Assert.All(members, member => Assert.Contains($"`{member}`", docs));
    }

    [Fact]
    public void The_docs_name_every_column_and_every_reason()
    {
        string docs = File.ReadAllText(Path.Combine(Shared.Root, "docs", "reports.md"));
        string header = Golden.Render(ReportFormat.Csv).TrimEnd('\n');
        Assert.All(header.Split(','), column => Assert.Contains($"`{column}`", docs));
        Assert.All((string[])["failed.KIND", "refused", "filtered", "noReference", "notJudged", "missing"], reason => Assert.Contains($"| `{reason}` |", docs));
    }
}
