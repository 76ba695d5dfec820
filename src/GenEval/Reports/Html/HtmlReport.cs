using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>One report of the page: the verdict, the ladder, the tasks, the worst answers, how it was computed.</summary>
internal static class HtmlReport
{
    public static void Write(Report report, HtmlWriter html, RenderOptions options, string id)
    {
        html.Write($"<article id=\"{id}\" aria-labelledby=\"{id}-title\">\n");
        Verdict(report, html, id);
        HtmlLadder.Write(report, html, id);
        HtmlTasks.Write(report, html, options, id);
        HtmlAnswers.Write(report, html, options);
        HtmlMethod.Write(report, html, options);
        html.Write($"</article>\n");
    }

    private static void Verdict(Report report, HtmlWriter html, string id)
    {
        html.Write($"<header>\n<p class=\"kicker\">Does it generalize?</p>\n<h1 id=\"{id}-title\"><bdi>{report.Model}</bdi>");
        if (report.Suite is not null)
        {
            html.Write($" <span class=\"on\">on <bdi>{report.Suite}</bdi></span>");
        }

        html.Write($"</h1>\n<p class=\"lead\">{Words.Sentence(report)}</p>\n<p class=\"kind\"><span class=\"chip\">{Words.Of(report.Diagnosis.Kind)}</span>");
        foreach (DiagnosisKind kind in report.Diagnosis.Secondary)
        {
            html.Write($" <span class=\"chip also\">also {Words.Of(kind)}</span>");
        }

        html.Write($"</p>\n");
        List(html, report.Diagnosis.Reasons, "reasons");
        Cards(report, html);
        if (report.Warnings.Count > 0)
        {
            html.Write($"<section class=\"warnings\" aria-label=\"Warnings\">\n<h2>Before you trust the numbers</h2>\n<ul>\n");
            foreach (Warning warning in report.Warnings)
            {
                html.Write($"<li>{warning.Message} <code>{warning.Code}</code></li>\n");
            }

            html.Write($"</ul>\n</section>\n");
        }

        html.Write($"</header>\n");
    }

    private static void Cards(Report report, HtmlWriter html)
    {
        html.Write($"<ul class=\"cards\">\n");
        foreach (LevelKind kind in (LevelKind[])[LevelKind.IntraTask, LevelKind.InterTask])
        {
            Level? level = report.Levels[kind];
            html.Write($"<li class=\"{HtmlTable.Class(level?.Verdict)}\"><span class=\"what\">{Words.Asked(kind)}</span> <strong>{Numbers.Score(level?.Estimate)}</strong> <span class=\"range\">{Numbers.Range(level?.Interval)}</span> ");
            HtmlTable.Verdict(html, level?.Verdict);
            html.Write($"</li>\n");
        }

        html.Write($"</ul>\n");
    }

    /// <summary>A list of sentences, nothing without any.</summary>
    public static void List(HtmlWriter html, IEnumerable<string> sentences, string style)
    {
        string[] all = [.. sentences];
        if (all.Length > 0)
        {
            html.Write($"<ul class=\"{style}\">\n");
            foreach (string sentence in all)
            {
                html.Write($"<li>{sentence}</li>\n");
            }

            html.Write($"</ul>\n");
        }
    }
}
