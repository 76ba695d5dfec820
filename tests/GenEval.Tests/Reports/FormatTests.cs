using System.Xml.Linq;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed class FormatTests
{
    [Fact]
    public void The_table_fits_80_columns_and_says_everything_without_colour()
    {
        string table = Golden.Render(ReportFormat.Table, options: null, SampleReports.Full(), SampleReports.Thin(), SampleReports.Hostiles());
        Assert.All(table.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain('\u001b', table);
        Assert.StartsWith("summarizer-7b-instruct on legal: task specialist\n", table);
        Assert.Contains("generalizes", table);
        Assert.Contains("does not", table);
        Assert.Contains("inconclusive", table);
        Assert.Contains("not measured", table);
    }

    [Fact]
    public void Large_numbers_fit_80_columns()
    {
        Report report = SampleReports.Full();
        Level large = report.Levels.InterTask! with { Tasks = 1616, Records = 1_000_000, Verdict = Verdict.Inconclusive };
        string table = Golden.Render(ReportFormat.Table, options: null, report with { Levels = report.Levels with { InterTask = large } });
        Assert.Contains(" interTask   whole task       0.214 0.110 to 0.318 inconclusive 1,616 1,000,000\n", table);
    }

    [Fact]
    public void Colour_adds_nothing_but_colour()
    {
        string plain = Golden.Render(ReportFormat.Table, options: null, SampleReports.Full());
        string colour = Golden.Render(ReportFormat.Table, new RenderOptions { Color = true }, SampleReports.Full());
        Assert.Contains('\u001b', colour);
        string stripped = System.Text.RegularExpressions.Regex.Replace(colour, "\u001b\\[[0-9;]*m", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.Equal(plain.Split('\n'), stripped.Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public void A_level_is_a_test_case()
    {
        XElement suites = XDocument.Parse(Golden.Render(ReportFormat.JUnit, options: null, SampleReports.Full(), SampleReports.Specialist())).Root!;
        Assert.Equal(("9", "2", "2", "2"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value, suites.Attribute("errors")!.Value, suites.Attribute("skipped")!.Value));
        XElement[] cases = [.. suites.Elements("testsuite").Last().Elements("testcase")];
        Assert.Equal(["skipped", null, "skipped", "failure"], cases.Select(c => c.Elements().SingleOrDefault()?.Name.LocalName));
        Assert.Equal("no answers to training inputs", cases[0].Element("skipped")!.Attribute("message")!.Value);
        Assert.Contains("0.214", cases[3].Element("failure")!.Attribute("message")!.Value);
    }

    [Fact]
    public void The_sheet_has_a_row_for_each_level_and_each_task()
    {
        string[] lines = Golden.Render(ReportFormat.Csv, options: null, SampleReports.Specialist(), SampleReports.Thin()).TrimEnd('\n').Split('\n');
        Assert.Equal(1 + 2 + 9 + 1 + 1, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Count(c => c == ','), line.Replace("answered, ", "", StringComparison.Ordinal).Count(c => c == ',')));
    }

    [Fact]
    public void What_is_left_out_of_a_page_is_counted()
    {
        RenderOptions few = new() { Tasks = 2, Worst = 1, Interactive = false };
        foreach (ReportFormat format in (ReportFormat[])[ReportFormat.Html, ReportFormat.Markdown])
        {
            string text = Golden.Render(format, few, SampleReports.Specialist());
            Assert.Contains("4 more tasks", text);
            Assert.Contains("explain-clause", text);
            Assert.DoesNotContain(format == ReportFormat.Html ? "<bdi>extract-parties</bdi>" : "extract-parties", text);
            Assert.DoesNotContain(format == ReportFormat.Html ? "unscored: failed.timeout</span>" : "classify-risk, unscored", text);
        }
    }

    [Fact]
    public void The_pages_style_sheet_is_the_one_that_its_policy_allows()
    {
        string page = Golden.Render(ReportFormat.Html, Golden.Still, SampleReports.Specialist());
        string style = page[(page.IndexOf("<style>", StringComparison.Ordinal) + 7)..page.IndexOf("</style>", StringComparison.Ordinal)];
        string hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"style-src 'sha256-{hash}'", System.Net.WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("style=\"", page);
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page);
    }

    [Fact]
    public void The_pages_scripts_are_those_that_its_policy_allows()
    {
        Assert.SkipUnless(HtmlFormat.HasPlotly, "this build carries no plotly.js");
        string page = Golden.Render(ReportFormat.Html, options: null, SampleReports.Specialist());
        string[] scripts = [.. page.Split("<script>").Skip(1).Select(rest => rest[..rest.IndexOf("</script>", StringComparison.Ordinal)])];
        string[] hashes = [.. scripts.Select(s => $"'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(s)))}'")];
        Assert.Equal(2, hashes.Length);
        Assert.Contains($"script-src {string.Join(' ', hashes)};", System.Net.WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("\r", page);
        Assert.Contains("Licensed under the MIT license", scripts[0]);
    }
}
