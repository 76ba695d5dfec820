using System.Text.RegularExpressions;
using System.Xml.Linq;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed partial class HostileTextTests
{
    [Theory]
    [InlineData(ReportFormat.Table)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Csv)]
    public void No_control_bidirectional_or_invisible_character_gets_through(ReportFormat format)
    {
        string text = Golden.Render(format, Golden.Still, SampleReports.Hostiles());
        Assert.DoesNotContain(text, c => c is < ' ' and not ('\n' or '\t') or >= '\u007F' and <= '\u009F' or >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE');
        Assert.DoesNotContain("\U000E0041", text, StringComparison.Ordinal);
        Assert.Equal(text, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: false).GetString(new System.Text.UTF8Encoding(false).GetBytes(text)));
        Assert.Contains(format == ReportFormat.Json ? "\\u202E" : "202E", text);
    }

    [Fact]
    public void Nothing_of_a_text_becomes_markup_in_the_page()
    {
        string page = Golden.Render(ReportFormat.Html, Golden.Still, SampleReports.Hostiles());
        string plain = Golden.Render(ReportFormat.Html, Golden.Still, SampleReports.Full());
        string[] tags = [.. Tag().Matches(page).Select(m => m.Value).Distinct()];
        Assert.Empty(tags.Except(Tag().Matches(plain).Select(m => m.Value)));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;/script&gt;", page);
        Assert.Contains("default-src 'none'; script-src 'none'", System.Net.WebUtility.HtmlDecode(page));
        Assert.DoesNotContain("href=\"j", page);
    }

    [Fact]
    public void Nothing_of_a_text_ends_the_pages_data()
    {
        string page = Golden.Render(ReportFormat.Html, options: null, SampleReports.Hostiles(), SampleReports.Full());
        int start = page.IndexOf("id=\"page-data\">", StringComparison.Ordinal) + 15;
        string data = page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)];
        Assert.DoesNotContain('<', data);
        using System.Text.Json.JsonDocument json = System.Text.Json.JsonDocument.Parse(data);
        Assert.Equal(2, json.RootElement.GetProperty("tasks").EnumerateObject().Count());
        Assert.DoesNotContain(json.RootElement.GetProperty("tasks").GetProperty("r1")[0][1].GetString()!, c => c is '\u202E' or '\u001b' or '\0');
    }

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Markdown)]
    public void A_line_of_a_megabyte_is_cut_and_the_rest_counted(ReportFormat format)
    {
        string text = Golden.Render(format, Golden.Still, SampleReports.Hostiles());
        Assert.Contains("(+998,000 characters)", System.Net.WebUtility.HtmlDecode(text));
        Assert.True(text.Length < 100_000, $"{text.Length} characters");
    }

    [Fact]
    public void The_test_cases_are_well_formed_XML()
    {
        XDocument document = XDocument.Parse(Golden.Render(ReportFormat.JUnit, options: null, SampleReports.Hostiles()));
        Assert.Equal(4, document.Descendants("testcase").Count());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\\u=1")]
    public void A_spreadsheet_runs_nothing(string task)
    {
        Report report = SampleReports.Specialist();
        string csv = Golden.Render(ReportFormat.Csv, options: null, report with { Suite = null, Model = task, Tasks = [report.Tasks[0] with { Task = task, Category = task }] });
        foreach (string[] row in csv.TrimEnd('\n').Split('\n').Skip(1).Select(l => l.Split(',')))
        {
            Assert.StartsWith("'", row[2]);
            Assert.All(row, field => Assert.Matches(@"^($|['""\p{L}0-9])", field));
        }
    }

    [Theory]
    [InlineData("a|b", @"a\|b")]
    [InlineData("# no title", @"\# no title")]
    [InlineData("1. no list", @"1\. no list")]
    [InlineData("0.742", "0.742")]
    [InlineData("snake_case_id", "snake_case_id")]
    [InlineData("_no emphasis_", @"\_no emphasis\_")]
    [InlineData("<b>&amp;", "&lt;b&gt;&amp;amp;")]
    [InlineData("[x](javascript:alert(1))", @"\[x\](javascript:alert(1))")]
    [InlineData("https://evil.example www.evil.example", @"https\://evil.example www\.evil.example")]
    [InlineData("line\nbreak", @"line\\nbreak")]
    public void Markdown_shows_a_text_as_it_is(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Fact]
    public void A_terminals_own_markup_is_text()
    {
        string table = Golden.Render(ReportFormat.Table, new RenderOptions { Color = true }, SampleReports.Specialist() with { Model = "[red]m[/]" });
        Assert.Contains("[red]m[/] on legal", table);
    }

    [Theory]
    [InlineData("a\r\nb\tc", "a\nb\tc", @"a\r\nb\tc")]
    [InlineData("a\rb", @"a\rb", @"a\rb")]
    [InlineData("\uD83D\uDE00\u200D", "\uD83D\uDE00\u200D", "\uD83D\uDE00\u200D")]
    [InlineData("\u0000\u009B", @"\u{0000}\u{009B}", @"\u{0000}\u{009B}")]
    [InlineData("", "", "")]
    public void What_cannot_be_seen_is_shown(string text, string block, string line)
    {
        Assert.Equal(block, SafeText.Block(text, 100));
        Assert.Equal(line, SafeText.Line(text, 100));
    }

    [Fact]
    public void A_lone_surrogate_is_shown_as_its_number() => Assert.Equal(@"\u{DE00}\u{D83D}", SafeText.Line("\uDE00\uD83D"));

    [Fact]
    public void A_cut_never_splits_a_character() => Assert.Equal("a\uD83D\uDE00… (+1 characters)", SafeText.Line("a\uD83D\uDE00b", 2));

    [GeneratedRegex("<[a-zA-Z/!][a-zA-Z0-9]*", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
