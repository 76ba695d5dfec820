using System.Security.Cryptography;
using System.Text;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Reports as one self-contained page: no script, no request, nothing but this file.</summary>
internal static class HtmlFormat
{
    private static readonly Lazy<string> s_style = new(() => Resource.Text("report.css"));

    public static void Write(IReadOnlyList<Report> reports, TextWriter writer, RenderOptions options)
    {
        HtmlWriter html = new(writer);
        string title = reports.Count == 1 ? $"{reports[0].Model}: {Words.Of(reports[0].Diagnosis.Kind)}" : $"{Numbers.Count(reports.Count)} generalization reports";
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{StylePolicy(s_style.Value)}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{title}</title>
            <style>
            """);
        html.Own(s_style.Value);
        html.Write($"</style>\n</head>\n<body>\n");
        if (reports.Count > 1)
        {
            HtmlOverview.Write(reports, html);
        }

        html.Write($"<main>\n");
        for (int i = 0; i < reports.Count; i++)
        {
            HtmlReport.Write(reports[i], html, options, id: $"r{i + 1}");
        }

        html.Write($"</main>\n</body>\n</html>\n");
    }

    // The page may use its own style sheet and nothing else: no script, image, font, frame, form or request, whatever an answer holds.
    public static string StylePolicy(string style)
    {
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        return $"default-src 'none'; script-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'";
    }
}
