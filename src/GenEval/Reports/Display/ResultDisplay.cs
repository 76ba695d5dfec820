using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Result objects as a piece of HTML (no script, no request, every text escaped) and as text, for notebooks.</summary>
internal static class ResultDisplay
{
    private static readonly RenderOptions s_options = new() { Width = 100 };

    public static string? Html(object result) => result switch
    {
        Report report => ReportHtml.Of(report),
        Figure figure => figure.ToSvg(),
        Comparison comparison => Html(ComparisonOutline.Of(comparison), figure: null),
        PowerReport power => Html(Outlines.Of(power), Drawn(() => Figures.Power(power))),
        ScalingReport scaling => Html(Outlines.Of(scaling), Drawn(() => Figures.Scaling(scaling))),
        CheckReport check => Html(CheckOutline.Of(check), figure: null),
        _ => null,
    };

    public static string? Plain(object result) => result switch
    {
        Report report => Text(writer => ReportRenderer.Render([report], ReportFormat.Table, writer, s_options)),
        Figure figure => $"{SafeText.Line(figure.Title)}\n{SafeText.Line(figure.AltText, 4000)}",
        Comparison comparison => Text(writer => DocumentRenderer.Render([comparison], ReportFormat.Table, writer, s_options)),
        PowerReport power => Text(writer => DocumentRenderer.Render(power, ReportFormat.Table, writer, s_options)),
        ScalingReport scaling => Text(writer => DocumentRenderer.Render(scaling, ReportFormat.Table, writer, s_options)),
        CheckReport check => Text(writer => DocumentRenderer.Render(check, ReportFormat.Table, writer, s_options)),
        _ => null,
    };

    /// <summary>A figure, or null where there is no data for it: the text then says why.</summary>
    private static Figure? Drawn(Func<Figure> draw)
    {
        try
        {
            return draw();
        }
        catch (GenEvalException)
        {
            return null;
        }
    }

    private static string Html(Outline outline, Figure? figure) => Text(writer =>
    {
        HtmlWriter html = new(writer);
        OutlineHtml.Write(outline, html, heading: "h4");
        html.Own(figure?.ToSvg() ?? "");
    });

    private static string Text(Action<TextWriter> write)
    {
        using StringWriter writer = new();
        write(writer);
        return writer.ToString().TrimEnd('\n');
    }
}
