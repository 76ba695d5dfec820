namespace GenEval.Reports;

/// <summary>An outline as a piece of HTML.</summary>
internal static class OutlineHtml
{
    /// <param name="outline">What to say.</param>
    /// <param name="html">Where to.</param>
    /// <param name="heading">The heading's element: h1 on a page of its own.</param>
    public static void Write(Outline outline, HtmlWriter html, string heading)
    {
        html.Write($"<section>\n<{heading}>{outline.Headline}</{heading}>\n");
        foreach (string line in outline.Lines)
        {
            html.Write($"<p>{line}</p>\n");
        }

        foreach (OutlineTable table in outline.Tables.Where(t => t.Rows.Count > 0))
        {
            Write(table, html);
        }

        foreach ((string code, string message) in outline.Warnings)
        {
            html.Write($"<p><strong>{code}</strong> {message}</p>\n");
        }

        html.Write($"</section>\n");
    }

    private static void Write(OutlineTable table, HtmlWriter html)
    {
        html.Write($"<table>\n<caption>{table.Caption}</caption>\n<thead><tr>");
        foreach (string column in table.Columns)
        {
            html.Write($"<th scope=\"col\">{column.TrimStart('>')}</th>");
        }

        html.Write($"</tr></thead>\n<tbody>\n");
        foreach (string[] row in table.Rows)
        {
            html.Write($"<tr>");
            foreach (string cell in row)
            {
                html.Write($"<td>{cell}</td>");
            }

            html.Write($"</tr>\n");
        }

        html.Write($"</tbody>\n</table>\n");
    }
}
