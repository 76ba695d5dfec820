using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Writes reports in any of the formats. Output depends on the reports and options alone: not on culture, time or machine.</summary>
public static class ReportRenderer
{
    /// <summary>Writes the reports; every text in them is escaped for the format, control and bidirectional characters are made visible.</summary>
    /// <param name="reports">One or more; JSON is an object for one and an array for none or several.</param>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where to; it is not closed.</param>
    /// <param name="options">What to show; null means the defaults.</param>
    public static void Render(IReadOnlyList<Report> reports, ReportFormat format, TextWriter writer, RenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= new RenderOptions();
        switch (format)
        {
            case ReportFormat.Table:
                TableFormat.Write(reports, writer, options);
                break;
            case ReportFormat.Json:
                ReportJson.Write(reports, writer);
                break;
            case ReportFormat.Markdown:
                MarkdownFormat.Write(reports, writer, options);
                break;
            case ReportFormat.Html:
                HtmlFormat.Write(reports, writer, options);
                break;
            case ReportFormat.JUnit:
                JUnitFormat.Write(reports, writer);
                break;
            case ReportFormat.Csv:
                CsvFormat.Write(reports, writer);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not a report format.");
        }
    }
}
