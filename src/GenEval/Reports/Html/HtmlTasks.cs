using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The tasks of each level, the lowest first, each with its interval drawn beside its numbers.</summary>
internal static class HtmlTasks
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options)
    {
        html.Write($"<section>\n<h2>The tasks, the lowest first</h2>\n");
        foreach (TaskGroup group in TaskGroup.Of(report, options.Tasks))
        {
            html.Write($"<h3>{Words.Title(group.Level)}: {Words.Asked(group.Level)}</h3>\n");
            HtmlLadder.Start(html, $"Tasks of {Words.Name(group.Level)} ({Numbers.Count(group.Rows.Count + group.Left)})", "Task", "0 to 1, line: threshold", ">Estimate", ">Interval", "Verdict", ">p (Holm)", ">Answers", ">Unscored");
            foreach (TaskRow row in group.Rows)
            {
                Row(report, row, html);
            }

            HtmlLadder.End(html);
            if (group.Left > 0)
            {
                html.Write($"<p class=\"note\">{Numbers.Count(group.Left)} more tasks with higher estimates are left out of this page; the JSON report has all.</p>\n");
            }
        }

        html.Write($"</section>\n");
    }

    private static void Row(Report report, TaskRow row, HtmlWriter html)
    {
        string style = HtmlReport.Class(row.Verdict);
        html.Write($"<tr><th scope=\"row\"><bdi>{row.Task}</bdi><span class=\"sub\"><bdi>{row.Category ?? ""}</bdi></span></th><td class=\"drawn\"><svg class=\"{style}\" viewBox=\"0 0 164 16\" aria-hidden=\"true\">");
        double threshold = X(report.Threshold);
        html.Write($"<line class=\"grid\" x1=\"2\" y1=\"8\" x2=\"162\" y2=\"8\"/><line class=\"threshold\" x1=\"{threshold}\" y1=\"0\" x2=\"{threshold}\" y2=\"16\"/>");
        LadderSvg.Bar(html, row.Estimate, row.Interval, row.Verdict, X, y: 8, size: 4);
        html.Write($"</svg></td><td class=\"n\">{Numbers.Score(row.Estimate)}</td><td class=\"n\">{(row.Interval is null ? row.Reason ?? Numbers.None : Numbers.Range(row.Interval))}</td>");
        html.Write($"<td><span class=\"verdict {style}\">{Words.Of(row.Verdict)}</span></td><td class=\"n\">{Numbers.PValue(row.PAdjusted)}</td><td class=\"n\">{Numbers.Count(row.Records)}</td><td class=\"n\">{Numbers.Count(row.Unscored)}</td></tr>\n");
    }

    private static double X(double score) => 2 + 160 * Math.Clamp(score, 0, 1);
}
