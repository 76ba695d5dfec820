using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Several reports: all in one table that leads to each, their ladders in one figure, and any two side by side.</summary>
internal static class HtmlOverview
{
    public static void Write(IReadOnlyList<Report> reports, HtmlWriter html)
    {
        html.Write($"<article aria-labelledby=\"overview-title\">\n<h1 id=\"overview-title\">{Numbers.Count(reports.Count)} runs</h1>\n");
        Table(reports, html);
        HtmlFigure.Write(html, Figures.Ladder(reports), "ladders", $"Each run's levels with their {Numbers.Percent(reports[0].Confidence)} intervals. Overlapping intervals do not mean that two runs are alike: geneval compare pairs their answers.");
        RunPair[] pairs = [.. RunPair.Of(reports)];
        if (pairs.Length > 0)
        {
            html.Write($"<section class=\"pairs\" aria-labelledby=\"pairs-title\">\n<h2 id=\"pairs-title\">Two runs side by side</h2>\n");
            if (pairs.Length > 1)
            {
                html.Write($"<p class=\"controls\" hidden><label>Runs <select class=\"pair\">");
                foreach (RunPair pair in pairs)
                {
                    html.Write($"<option value=\"{pair.Id}\">{pair.A.Model} and {pair.B.Model}</option>");
                }

                html.Write($"</select></label></p>\n");
            }

            foreach (RunPair pair in pairs)
            {
                Pair(pair, html);
            }

            html.Write($"</section>\n");
        }

        html.Write($"</article>\n");
    }

    private static void Table(IReadOnlyList<Report> reports, HtmlWriter html)
    {
        HtmlTable.Start(html, "What each run shows; estimates with the verdict of the level", ["Run", "Suite", "Metric", "Diagnosis", .. Words.Rungs.Select(Words.Title)]);
        for (int i = 0; i < reports.Count; i++)
        {
            Report report = reports[i];
            html.Write($"<tr><th scope=\"row\"><a href=\"#{$"r{i + 1}"}\"><bdi>{report.Model}</bdi></a></th><td><bdi>{report.Suite ?? Numbers.None}</bdi></td><td>{report.Metric}</td><td>{Words.Of(report.Diagnosis.Kind)}</td>");
            foreach (LevelKind kind in Words.Rungs)
            {
                html.Write($"<td>{(report.Levels[kind] is { } level ? Numbers.Score(level.Estimate) + " " : "")}");
                HtmlTable.Verdict(html, report.Levels[kind]?.Verdict);
                html.Write($"</td>");
            }

            html.Write($"</tr>\n");
        }

        HtmlTable.End(html);
    }

    private static void Pair(RunPair pair, HtmlWriter html)
    {
        html.Write($"<div class=\"side\" data-pair=\"{pair.Id}\">\n<h3><bdi>{pair.A.Model}</bdi> and <bdi>{pair.B.Model}</bdi></h3>\n");
        HtmlTable.Start(html, $"{pair.A.Model} and {pair.B.Model}, level by level", "Level", pair.A.Model, $"{pair.B.Model} ", ">Difference");
        foreach (LevelKind kind in Words.Rungs)
        {
            (Level? a, Level? b) = (pair.A.Levels[kind], pair.B.Levels[kind]);
            html.Write($"<tr><th scope=\"row\">{Words.Title(kind)}</th>");
            foreach (Level? level in (Level?[])[a, b])
            {
                html.Write($"<td>{(level is null ? "" : $"{Numbers.Score(level.Estimate)} ({Numbers.Range(level.Interval)}) ")}");
                HtmlTable.Verdict(html, level?.Verdict);
                html.Write($"</td>");
            }

            html.Write($"<td class=\"n\">{Numbers.Signed(b?.Estimate - a?.Estimate)}</td></tr>\n");
        }

        HtmlTable.End(html);
        HtmlFigure.Write(html, pair.Figure, $"gap-{pair.Id}", "Each line is a task, from the first run to the second, the largest gain first. These differences are not tested; geneval compare does that on the paired answers.");
        html.Write($"</div>\n");
    }
}
