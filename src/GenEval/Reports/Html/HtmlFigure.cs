using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Figures in the page: drawn still, for print and for pages without script, and drawn again by the script where it runs.</summary>
internal static class HtmlFigure
{
    /// <summary>Every figure of the page with its id.</summary>
    public static IEnumerable<(string Id, Figure Figure)> All(IReadOnlyList<Report> reports)
    {
        if (reports.Count > 1)
        {
            yield return ("ladders", Figures.Ladder(reports));
            foreach (RunPair pair in RunPair.Of(reports))
            {
                yield return ($"gap-{pair.Id}", pair.Figure);
            }
        }

        for (int i = 0; i < reports.Count; i++)
        {
            foreach (FigureKind kind in Figures.Available(reports[i]))
            {
                yield return (Id($"r{i + 1}", kind), Figures.Of(reports[i], kind));
            }
        }
    }

    /// <summary>One of a report's figures, if the report has data for it.</summary>
    public static void Write(HtmlWriter html, Report report, string id, FigureKind kind, string caption)
    {
        if (Figures.Available(report).Contains(kind))
        {
            Write(html, Figures.Of(report, kind), Id(id, kind), caption);
        }
    }

    /// <summary>The same under a heading of its own.</summary>
    public static void WriteTitled(HtmlWriter html, Report report, string id, FigureKind kind, string caption)
    {
        if (Figures.Available(report).Contains(kind))
        {
            Figure figure = Figures.Of(report, kind);
            html.Write($"<h3>{figure.Title}</h3>\n");
            Write(html, figure, Id(id, kind), caption);
        }
    }

    /// <summary>A figure with its caption.</summary>
    public static void Write(HtmlWriter html, Figure figure, string id, string caption)
    {
        html.Write($"<figure class=\"plot\" data-figure=\"{id}\">\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{figure.Title}\">\n<div class=\"still\">");
        html.Own(figure.ToPageSvg());
        html.Write($"</div>\n</div>\n<figcaption>{caption}</figcaption>\n</figure>\n");
    }

    private static string Id(string report, FigureKind kind) => $"{report}-{Words.Name(kind)}";
}
