using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The ladder drawn, then as a table, then the gaps.</summary>
internal static class HtmlLadder
{
    public static void Write(Report report, HtmlWriter html, string id)
    {
        html.Write($"<section>\n<h2>The ladder: from the easiest claim to the hardest</h2>\n<figure>\n");
        LadderSvg.Write(report, html, id);
        html.Write($"<figcaption>The dot is the level's mean score, the bar its {Numbers.Percent(report.Confidence)} interval, the dashed line the threshold {Numbers.Short(report.Threshold)}. A level generalizes when even its lower bound is above the line.</figcaption>\n</figure>\n");
        Levels(report, html);
        Gaps(report, html);
        HtmlReport.List(html, Findings.Lines(report), "findings");
        html.Write($"</section>\n");
    }

    private static void Levels(Report report, HtmlWriter html)
    {
        Start(html, $"Levels, {report.Metric}", "Level", ">Estimate", $">{Numbers.Percent(report.Confidence)} interval", "Verdict", ">Share of tasks above", ">Tasks", ">Answers", ">Unscored");
        foreach (LevelKind kind in Words.Shown(report))
        {
            Level? level = report.Levels[kind];
            html.Write($"<tr><th scope=\"row\">{Words.Title(kind)} <code>{Words.Name(kind)}</code><span class=\"sub\">{Words.Asked(kind)}</span></th>");
            if (level is null)
            {
                html.Write($"<td class=\"n\">-</td><td class=\"n\">-</td><td colspan=\"5\">not measured: {Words.WhyNull(report, "levels." + Words.Name(kind))}</td></tr>\n");
                continue;
            }

            html.Write($"<td class=\"n\">{Numbers.Score(level.Estimate)}</td><td class=\"n\">{Numbers.Range(level.Interval)}</td><td><span class=\"verdict {HtmlReport.Class(level.Verdict)}\">{Words.Of(level.Verdict)}</span></td>");
            html.Write($"<td class=\"n\">{Numbers.Share(level.ShareAboveThreshold)}</td><td class=\"n\">{Numbers.Count(level.Tasks)}</td><td class=\"n\">{Numbers.Count(level.Records)}</td><td class=\"n\">{Numbers.Count(level.Unscored)}</td></tr>\n");
        }

        End(html);
    }

    private static void Gaps(Report report, HtmlWriter html)
    {
        if (Findings.Gaps(report).All(g => g.Gap is null))
        {
            return;
        }

        Start(html, "Gaps between levels", "Gap", "Between", ">Estimate", $">{Numbers.Percent(report.Confidence)} interval", ">p", ">Ratio");
        foreach ((string name, string between, Gap? gap) in Findings.Gaps(report))
        {
            html.Write($"<tr><th scope=\"row\">{name}</th><td>{between}</td>");
            if (gap is null)
            {
                html.Write($"<td colspan=\"4\">not measured: {Words.WhyNull(report, "gaps." + name)}</td></tr>\n");
                continue;
            }

            string range = gap.Interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : gap.Reason ?? Numbers.None;
            html.Write($"<td class=\"n\">{Numbers.Signed(gap.Estimate)}</td><td class=\"n\">{range}</td><td class=\"n\">{Numbers.PValue(gap.PValue)}</td><td class=\"n\">{Numbers.Short(gap.Ratio)}</td></tr>\n");
        }

        End(html);
    }

    /// <summary>A table with a caption; a title that starts with > is of a column of numbers.</summary>
    public static void Start(HtmlWriter html, string caption, params string[] titles)
    {
        html.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table>\n<caption>{caption}</caption>\n<thead><tr>");
        foreach (string title in titles)
        {
            html.Write($"<th scope=\"col\" class=\"{(title[0] == '>' ? "n" : "t")}\">{title.TrimStart('>')}</th>");
        }

        html.Write($"</tr></thead>\n<tbody>\n");
    }

    public static void End(HtmlWriter html) => html.Write($"</tbody>\n</table>\n</div>\n");
}
