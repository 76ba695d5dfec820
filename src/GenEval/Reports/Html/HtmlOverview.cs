using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Several reports: a table on top that leads to each.</summary>
internal static class HtmlOverview
{
    public static void Write(IReadOnlyList<Report> reports, HtmlWriter html)
    {
        html.Write($"""
            <nav aria-label="Reports">
            <h1>Generalization reports</h1>
            <div class="scroll" tabindex="0" role="region" aria-label="All reports">
            <table>
            <caption>What each model shows; estimates with the verdict of the level</caption>
            <thead><tr><th scope="col">Model</th><th scope="col">Suite</th><th scope="col">Metric</th><th scope="col">Diagnosis</th>
            """);
        foreach (LevelKind kind in Words.Rungs)
        {
            html.Write($"<th scope=\"col\">{Words.Title(kind)}</th>");
        }

        html.Write($"</tr></thead>\n<tbody>\n");
        for (int i = 0; i < reports.Count; i++)
        {
            Report report = reports[i];
            html.Write($"<tr><th scope=\"row\"><a href=\"#{$"r{i + 1}"}\"><bdi>{report.Model}</bdi></a></th><td><bdi>{report.Suite ?? Numbers.None}</bdi></td><td>{report.Metric}</td><td>{Words.Of(report.Diagnosis.Kind)}</td>");
            foreach (LevelKind kind in Words.Rungs)
            {
                Level? level = report.Levels[kind];
                html.Write($"<td>{Numbers.Score(level?.Estimate)} <span class=\"verdict {HtmlReport.Class(level?.Verdict)}\">{Words.Of(level?.Verdict)}</span></td>");
            }

            html.Write($"</tr>\n");
        }

        html.Write($"</tbody>\n</table>\n</div>\n</nav>\n");
    }
}
