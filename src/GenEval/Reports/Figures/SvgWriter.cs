using System.Globalization;
using System.Net;
using System.Text;

namespace GenEval.Reports;

/// <summary>Writes SVG elements; texts are made harmless and escaped.</summary>
internal sealed class SvgWriter(StringBuilder text)
{
    public void Open(string element, FormattableString attributes, (string Name, string Value)? said = null)
    {
        text.Append('<').Append(element).Append(' ').Append(attributes.ToString(CultureInfo.InvariantCulture));
        if (said is { } s)
        {
            text.Append(' ').Append(s.Name).Append("=\"").Append(Escape(s.Value, 4000)).Append('"');
        }

        text.Append(">\n");
    }

    public void Close(string element) => text.Append("</").Append(element).Append(">\n");

    /// <summary>An element without content but a title, which is shown on hover and read out.</summary>
    public void Element(string element, FormattableString attributes, PlotText? title = null)
    {
        text.Append('<').Append(element).Append(' ').Append(attributes.ToString(CultureInfo.InvariantCulture));
        if (title is { } t && !string.IsNullOrEmpty(t.Raw))
        {
            text.Append("><title>").Append(string.Join('\n', t.Lines.Select(l => WebUtility.HtmlEncode(l)))).Append("</title></").Append(element).Append(">\n");
        }
        else
        {
            text.Append("/>\n");
        }
    }

    public void Line(double x0, double y0, double x1, double y1, PlotLine look, string style = "") =>
        Element("line", $"x1=\"{x0:0.#}\" y1=\"{y0:0.#}\" x2=\"{x1:0.#}\" y2=\"{y1:0.#}\" stroke=\"{look.Color}\" stroke-width=\"{look.Width}\"{Dash(look)}{style}");

    public void Text(string content, double x, double y, string anchor, double size = 13, int cut = 60, bool bold = false)
    {
        string weight = bold ? " font-weight=\"600\"" : "";
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\" font-size=\"{size}\"{weight}>").Append(Escape(content, cut)).Append("</text>\n");
    }

    /// <summary>Text that stands upright along the y axis.</summary>
    public void Upright(string content, double x, double y) =>
        text.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({x:0.#} {y:0.#}) rotate(-90)\" text-anchor=\"middle\">").Append(Escape(content, 80)).Append("</text>\n");

    public static string Dash(PlotLine line) => line.Dash switch { "dash" => " stroke-dasharray=\"6 4\"", "dot" => " stroke-dasharray=\"2 3\"", _ => "" };

    public override string ToString() => text.ToString();

    private static string Escape(string content, int cut) => WebUtility.HtmlEncode(SafeText.Line(content, cut));
}
