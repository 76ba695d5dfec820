using System.Globalization;
using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed class GoldenTests
{
    [Theory]
    [InlineData(ReportFormat.Table, "txt")]
    [InlineData(ReportFormat.Json, "json")]
    [InlineData(ReportFormat.Markdown, "md")]
    [InlineData(ReportFormat.Html, "html")]
    [InlineData(ReportFormat.JUnit, "xml")]
    [InlineData(ReportFormat.Csv, "csv")]
    public void Each_format_is_as_it_was_accepted_under_any_culture(ReportFormat format, string extension)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["tr-TR", "de-DE", ""])
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Golden.Equal($"specialist.{extension}", Golden.Render(format, Golden.Still, SampleReports.Specialist()));
                Golden.Equal($"several.{extension}", Golden.Render(format, Golden.Still, SampleReports.Full(), SampleReports.Thin()));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
