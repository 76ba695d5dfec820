using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>A report in a notebook: the verdict and why, the ladder drawn and as a table, the gaps, what to distrust. The page has the rest.</summary>
internal static class ReportHtml
{
    public static string Of(Report report)
    {
        using StringWriter writer = new();
        HtmlWriter html = new(writer);
        html.Write($"<div class=\"geneval-report\">\n<h4><bdi>{report.Model}</bdi>");
        if (report.Suite is not null)
        {
            html.Write($" on <bdi>{report.Suite}</bdi>");
        }

        html.Write($": {Words.Of(report.Diagnosis.Kind)}</h4>\n<p>{Words.Sentence(report)}</p>\n");
        HtmlReport.List(html, report.Diagnosis.Reasons, "reasons");
        html.Own(Figures.Ladder(report).ToSvg());
        html.Write($"\n");
        HtmlLadder.Levels(report, html);
        HtmlLadder.Gaps(report, html);
        HtmlReport.List(html, report.Warnings.Select(w => $"Warning {w.Code}: {w.Message}"), "warnings");
        html.Write($"</div>");
        return writer.ToString();
    }
}
