using System.Security.Cryptography;
using System.Text;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Reports as one self-contained page: nothing but this file, no request, no script but its own two.</summary>
internal static class HtmlFormat
{
    private static readonly Lazy<string> s_style = new(() => Resource.Text("report.css"));
    private static readonly Lazy<string> s_script = new(() => Resource.Text("report.js"));
    private static readonly Lazy<string?> s_plotly = new(() => Resource.Optional("plotly.min.js"));

    /// <summary>Whether this build carries plotly.js; without it the page draws the same figures, still.</summary>
    public static bool HasPlotly => s_plotly.Value is not null;

    public static void Write(IReadOnlyList<Report> reports, TextWriter writer, RenderOptions options)
    {
        HtmlWriter html = new(writer);
        string[] scripts = !options.Interactive ? [] : s_plotly.Value is { } plotly ? [plotly, s_script.Value] : [s_script.Value];
        string title = reports.Count == 1 ? $"{reports[0].Model}: {Words.Of(reports[0].Diagnosis.Kind)}" : $"{Numbers.Count(reports.Count)} generalization reports";
        WriteHead(html, title, Policy(scripts), s_style.Value, more: "<meta name=\"referrer\" content=\"no-referrer\">\n");
        if (reports.Count > 1)
        {
            HtmlOverview.Write(reports, html);
        }

        for (int i = 0; i < reports.Count; i++)
        {
            HtmlReport.Write(reports[i], html, options, id: $"r{i + 1}");
        }

        html.Write($"</main>\n");
        if (options.Interactive)
        {
            html.Write($"<script type=\"application/json\" id=\"page-data\">");
            html.Own(HtmlData.Of(reports));
            html.Write($"</script>\n");
        }

        foreach (string script in scripts)
        {
            html.Write($"<script>");
            html.Own(script);
            html.Write($"</script>\n");
        }

        html.Write($"</body>\n</html>\n");
    }

    /// <summary>A page's beginning, up to where its content stands.</summary>
    public static void WriteHead(HtmlWriter html, string title, string policy, string style, string more = "")
    {
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">

            """);
        html.Own(more);
        html.Write($"<title>{title}</title>\n<style>");
        html.Own(style);
        html.Write($"</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>For a page without script: its own style sheet and nothing else, whatever an answer holds.</summary>
    public static string StylePolicy(string style) => Policy(Hash(style), []);

    // No image, font, frame, form or request. plotly.js adds an empty style element, hence the hash of nothing.
    private static string Policy(string[] scripts) => Policy(scripts.Length == 0 ? Hash(s_style.Value) : $"{Hash(s_style.Value)} {Hash("")}", scripts);

    private static string Policy(string style, string[] scripts) =>
        $"default-src 'none'; script-src {(scripts.Length == 0 ? "'none'" : string.Join(' ', scripts.Select(Hash)))}; style-src {style}; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
