using System.Globalization;
using System.Xml;
using CsvHelper;
using Spectre.Console;

namespace GenEval.Reports;

/// <summary>Outlines in each format. Every text is escaped for it, control and bidirectional characters are made visible.</summary>
internal static class OutlineFormats
{
    public static void Write(IReadOnlyList<Outline> outlines, ReportFormat format, TextWriter writer, RenderOptions options)
    {
        switch (format)
        {
            case ReportFormat.Table:
                WriteTable(outlines, writer, options);
                break;
            case ReportFormat.Markdown:
                WriteMarkdown(outlines, writer);
                break;
            case ReportFormat.Html:
                WriteHtml(outlines, writer);
                break;
            case ReportFormat.JUnit:
                WriteJUnit(outlines, writer);
                break;
            default:
                WriteCsv(outlines, writer);
                break;
        }
    }

    private static void WriteTable(IReadOnlyList<Outline> outlines, TextWriter writer, RenderOptions options) => TableFormat.Print(writer, options, console =>
    {
        foreach (Outline outline in outlines)
        {
            TableFormat.Line(console, SafeText.Line(outline.Headline, 600), new Style(decoration: Decoration.Bold));
            foreach (string line in outline.Lines)
            {
                TableFormat.Line(console, SafeText.Line(line, 600));
            }

            foreach (OutlineTable table in outline.Tables.Where(t => t.Rows.Count > 0))
            {
                Table grid = TableSections.Empty([.. table.Columns.Select(c => (c.TrimStart('>'), c[0] == '>'))]);
                foreach (string[] row in table.Rows)
                {
                    grid.AddRow(row.Select(cell => TableSections.Cell(SafeText.Line(cell, 60))));
                }

                TableFormat.Line(console, table.Caption);
                console.Write(grid);
            }

            foreach ((string code, string message) in outline.Warnings)
            {
                TableFormat.Line(console, $"Warning {code}: {SafeText.Line(message, 600)}");
            }
        }
    });

    private static void WriteMarkdown(IReadOnlyList<Outline> outlines, TextWriter writer)
    {
        foreach (Outline outline in outlines)
        {
            writer.Write($"## {MarkdownText.Escape(outline.Headline, 600)}\n\n");
            foreach (string line in outline.Lines)
            {
                writer.Write($"{MarkdownText.Escape(line, 600)}\n\n");
            }

            foreach (OutlineTable table in outline.Tables)
            {
                writer.Write($"**{MarkdownText.Escape(table.Caption)}**\n\n");
                MarkdownFormat.Table(writer, table.Columns, table.Rows.Select(row => Array.ConvertAll(row, cell => MarkdownText.Escape(cell))));
            }

            foreach ((string code, string message) in outline.Warnings)
            {
                writer.Write($"- **{MarkdownText.Escape(code)}** {MarkdownText.Escape(message, 600)}\n");
            }

            writer.Write("\n");
        }
    }

    private static void WriteHtml(IReadOnlyList<Outline> outlines, TextWriter writer)
    {
        HtmlWriter html = new(writer);
        string style = Resource.Text("report.css");
        HtmlFormat.WriteHead(html, outlines[0].Headline, HtmlFormat.StylePolicy(style), style);
        foreach (Outline outline in outlines)
        {
            OutlineHtml.Write(outline, html, heading: "h1");
        }

        html.Write($"</main>\n</body>\n</html>\n");
    }

    private static void WriteJUnit(IReadOnlyList<Outline> outlines, TextWriter writer)
    {
        OutlineCheck[] checks = [.. outlines.SelectMany(o => o.Checks.Count > 0 ? o.Checks : [new OutlineCheck(o.Headline, Passed: true, o.Headline)])];
        using XmlWriter xml = XmlWriter.Create(writer, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false });
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", "geneval");
        xml.WriteAttributeString("tests", checks.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", checks.Count(c => !c.Passed).ToString(CultureInfo.InvariantCulture));
        foreach (OutlineCheck check in checks)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", SafeText.Line(check.Name, 300));
            if (!check.Passed)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", SafeText.Line(check.Message, 600));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>All tables in one, with the columns of any; rounded as they are shown, JSON has every digit.</summary>
    private static void WriteCsv(IReadOnlyList<Outline> outlines, TextWriter writer)
    {
        string[] columns = [.. outlines.SelectMany(o => o.Tables).SelectMany(t => t.Columns).Select(c => c.TrimStart('>')).Distinct(StringComparer.Ordinal)];
        using CsvWriter csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(["of", "table", .. columns]);
        foreach (Outline outline in outlines)
        {
            foreach (OutlineTable table in outline.Tables)
            {
                string[] own = [.. table.Columns.Select(c => c.TrimStart('>'))];
                foreach (string[] row in table.Rows)
                {
                    csv.WriteRecord([CsvFormat.Text(outline.Name), table.Caption, .. columns.Select(c => Array.IndexOf(own, c) is >= 0 and var at ? CsvCell(row[at]) : null)]);
                }
            }
        }
    }

    /// <summary>A number stays one, with its sign; other text is made harmless.</summary>
    private static string? CsvCell(string cell) =>
        double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? cell : CsvFormat.Text(cell);
}
