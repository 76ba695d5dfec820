using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>The tasks drawn, then level by level in tables that the script filters, sorts and fills; without it the lowest are shown.</summary>
internal static class HtmlTasks
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options, string id)
    {
        html.Write($"<section class=\"tasks\" data-report=\"{id}\" data-threshold=\"{report.Threshold}\">\n<h2>The tasks</h2>\n");
        HtmlFigure.Write(html, report, id, FigureKind.Tasks, "Each mark is a task's mean with its interval, the highest first, tasks that it was tuned on and new ones apart.");
        html.Write($"""
            <p class="controls" hidden>
            <label>Find <input type="search" class="find" autocomplete="off" placeholder="task or category"></label>
            <label>Verdict <select class="by-verdict"><option value="">all</option><option value="generalizes">generalizes</option><option value="doesNot">does not</option><option value="inconclusive">inconclusive</option></select></label>
            <label>Order <select class="order"><option value="low">lowest first</option><option value="high">highest first</option><option value="name">by name</option><option value="wide">widest interval first</option></select></label>
            <output class="count"></output>
            </p>

            """);
        foreach (TaskGroup group in TaskGroup.Of(report, options.Tasks))
        {
            int all = group.Rows.Count + group.Left;
            html.Write($"<h3>{Words.Title(group.Level)}: {Words.Asked(group.Level)}</h3>\n");
            HtmlTable.Start(
                html, $"Tasks of {Words.Name(group.Level)} ({Numbers.Count(all)})", Words.Name(group.Level),
                ["Task", "0 to 1, line: threshold", ">Estimate", ">Interval", "Verdict", ">p (Holm)", ">Answers", ">Unscored"]);
            foreach (TaskRow row in group.Rows)
            {
                Row(report, row, html);
            }

            HtmlTable.End(html);
            html.Write($"<p class=\"more\"><button type=\"button\" hidden>Show more</button>");
            if (group.Left > 0)
            {
                html.Write($"<span class=\"note\">{Numbers.Count(group.Left)} more tasks with higher estimates are left out here; the JSON report has all.</span>");
            }

            html.Write($"</p>\n");
        }

        html.Write($"</section>\n");
    }

    private static void Row(Report report, TaskRow row, HtmlWriter html)
    {
        html.Write($"<tr><th scope=\"row\"><bdi>{row.Task}</bdi><span class=\"sub\"><bdi>{row.Category ?? ""}</bdi></span></th><td class=\"drawn\"><svg class=\"{HtmlTable.Class(row.Verdict)}\" viewBox=\"0 0 164 16\" aria-hidden=\"true\">");
        double threshold = X(report.Threshold);
        html.Write($"<path class=\"grid\" d=\"M2 8H162\"/><path class=\"threshold\" d=\"M{threshold} 0V16\"/>");
        if (row.Interval is Interval interval)
        {
            html.Write($"<path class=\"bar\" d=\"M{X(interval.Lower)} 8H{X(interval.Upper)}\"/>");
        }

        if (row.Estimate is { } estimate)
        {
            html.Write($"<circle class=\"mark\" cx=\"{X(estimate)}\" cy=\"8\" r=\"4\"/>");
        }

        html.Write($"</svg></td><td class=\"n\">{Numbers.Score(row.Estimate)}</td><td class=\"n\">{(row.Interval is null ? row.Reason ?? Numbers.None : Numbers.Range(row.Interval))}</td><td>");
        HtmlTable.Verdict(html, row.Verdict);
        html.Write($"</td><td class=\"n\">{Numbers.PValue(row.PAdjusted)}</td><td class=\"n\">{Numbers.Count(row.Records)}</td><td class=\"n\">{Numbers.Count(row.Unscored)}</td></tr>\n");
    }

    private static double X(double score) => 2 + 160 * Math.Clamp(score, 0, 1);
}
