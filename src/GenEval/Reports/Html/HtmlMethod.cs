using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>How it was computed: settings, estimators, and what became of every answer.</summary>
internal static class HtmlMethod
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options)
    {
        html.Write($"<section>\n<h2>How it was computed</h2>\n<dl class=\"settings\">\n");
        Item(html, "Metric", report.Metric);
        Item(html, "Threshold", Numbers.Short(report.Threshold));
        Item(html, "Confidence", $"{Numbers.Percent(report.Confidence)}: intervals two-sided, bounds of the verdicts one-sided");
        Item(html, "Seed", report.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Item(html, "Unscored answers", report.UnscoredPolicy == "zero" ? "counted as 0" : "left out of the means, counted below");
        foreach ((string name, string value) in report.Labels.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            Item(html, name, value);
        }

        html.Write($"</dl>\n");
        Estimators(report, html);
        Counts(report.Counts, html);
        if (options.Interactive && !HtmlFormat.HasPlotly)
        {
            html.Write($"<p class=\"note\">The figures of this page are still: this build of GenEval carries no plotly.js.</p>\n");
        }

        html.Write($"</section>\n");
    }

    private static void Item(HtmlWriter html, string name, string value) => html.Write($"<dt>{name}</dt><dd><bdi>{value}</bdi></dd>\n");

    private static void Estimators(Report report, HtmlWriter html)
    {
        HtmlTable.Start(html, "Estimators", "Level", ">Standard error", ">df", ">One-sided bounds", ">Mean over answers", "Method");
        foreach (LevelKind kind in Words.Shown(report))
        {
            if (report.Levels[kind] is { } level)
            {
                html.Write($"<tr><th scope=\"row\">{Words.Title(kind)}</th><td class=\"n\">{Numbers.Short(level.StandardError)}</td><td class=\"n\">{Numbers.Short(level.DegreesOfFreedom)}</td><td class=\"n\">{Numbers.Range(level.Bound)}</td><td class=\"n\">{Numbers.Score(level.Micro.Estimate)}</td><td class=\"method\">{level.Method}{(level.Reason is null ? "" : $" ({level.Reason})")}</td></tr>\n");
            }
        }

        HtmlTable.End(html);
    }

    private static void Counts(Counts counts, HtmlWriter html)
    {
        HtmlTable.Start(html, "What became of every answer", "Answers", ">Number");
        Row(html, "all", counts.Records);
        Row(html, "scored", counts.Scored);
        foreach ((string reason, int n) in counts.Unscored.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            Row(html, $"unscored: {reason}", n);
        }

        Row(html, "empty (scored as the metric does)", counts.Empty);
        Row(html, "truncated (scored)", counts.Truncated);
        HtmlTable.End(html);
    }

    private static void Row(HtmlWriter html, string what, int n) => html.Write($"<tr><th scope=\"row\">{what}</th><td class=\"n\">{Numbers.Count(n)}</td></tr>\n");
}
