using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The ladder drawn, then as a table, then the gaps and what else was found.</summary>
internal static class HtmlLadder
{
    public static void Write(Report report, HtmlWriter html, string id)
    {
        html.Write($"<section>\n<h2>The ladder: from the easiest claim to the hardest</h2>\n");
        HtmlFigure.Write(html, report, id, FigureKind.Ladder, $"The mark is the level's mean score, the bar its {Numbers.Percent(report.Confidence)} interval, the dashed line the threshold {Numbers.Short(report.Threshold)}. A level generalizes when even its lower bound is above the line.");
        Levels(report, html);
        Gaps(report, html);
        HtmlReport.List(html, Findings.Lines(report), "findings");
        HtmlFigure.WriteTitled(html, report, id, FigureKind.Distributions, "How many answers got which score, level by level; the dashed line is the threshold.");
        HtmlFigure.WriteTitled(html, report, id, FigureKind.Variance, "The larger a share, the more of it an evaluation needs: many tasks, many inputs or many wordings.");
        HtmlFigure.WriteTitled(html, report, id, FigureKind.Wordings, "Each row is a task, each cell its mean under one wording. Orange is 0, grey the middle, blue 1; a row of different colours hangs on how it is asked.");
        html.Write($"</section>\n");
    }

    public static void Levels(Report report, HtmlWriter html)
    {
        HtmlTable.Start(html, $"Levels, {report.Metric}", "Level", ">Estimate", $">{Numbers.Percent(report.Confidence)} interval", "Verdict", ">Share of tasks above", ">Tasks", ">Answers", ">Unscored");
        foreach (LevelKind kind in Words.Shown(report))
        {
            Level? level = report.Levels[kind];
            html.Write($"<tr><th scope=\"row\">{Words.Title(kind)} <code>{Words.Name(kind)}</code><span class=\"sub\">{Words.Asked(kind)}</span></th>");
            if (level is null)
            {
                html.Write($"<td class=\"n\">-</td><td class=\"n\">-</td><td colspan=\"5\">not measured: {Words.WhyNull(report, "levels." + Words.Name(kind))}</td></tr>\n");
                continue;
            }

            html.Write($"<td class=\"n\">{Numbers.Score(level.Estimate)}</td><td class=\"n\">{Numbers.Range(level.Interval)}</td><td>");
            HtmlTable.Verdict(html, level.Verdict);
            html.Write($"</td><td class=\"n\">{Numbers.Share(level.ShareAboveThreshold)}</td><td class=\"n\">{Numbers.Count(level.Tasks)}</td><td class=\"n\">{Numbers.Count(level.Records)}</td><td class=\"n\">{Numbers.Count(level.Unscored)}</td></tr>\n");
        }

        HtmlTable.End(html);
    }

    public static void Gaps(Report report, HtmlWriter html)
    {
        if (Findings.Gaps(report).All(g => g.Gap is null))
        {
            return;
        }

        HtmlTable.Start(html, "Gaps between levels", "Gap", "Between", ">Estimate", $">{Numbers.Percent(report.Confidence)} interval", ">p", ">Ratio");
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

        HtmlTable.End(html);
    }
}
