using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Tables with a caption, in a frame that scrolls by keyboard too.</summary>
internal static class HtmlTable
{
    /// <summary>A title that starts with > is of a column of numbers.</summary>
    public static void Start(HtmlWriter html, string caption, params string[] titles) => Start(html, caption, level: "", titles);

    /// <summary>The same, of a level's tasks.</summary>
    public static void Start(HtmlWriter html, string caption, string level, string[] titles)
    {
        html.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n<table data-level=\"{level}\">\n<caption>{caption}</caption>\n<thead><tr>");
        foreach (string title in titles)
        {
            html.Write($"<th scope=\"col\" class=\"{(title[0] == '>' ? "n" : "t")}\">{title.TrimStart('>')}</th>");
        }

        html.Write($"</tr></thead>\n<tbody>\n");
    }

    public static void End(HtmlWriter html) => html.Write($"</tbody>\n</table>\n</div>\n");

    /// <summary>A verdict: a mark, a colour and the word.</summary>
    public static void Verdict(HtmlWriter html, Verdict? verdict) => html.Write($"<span class=\"verdict {Class(verdict)}\">{Words.Of(verdict)}</span>");

    /// <summary>The style of a verdict; its word always stands beside it.</summary>
    public static string Class(Verdict? verdict) => verdict switch
    {
        Generalization.Verdict.Generalizes => "yes",
        Generalization.Verdict.DoesNot => "no",
        Generalization.Verdict.Inconclusive => "open",
        _ => "none",
    };
}
