using System.Globalization;
using System.Text;

namespace GenEval.Reports;

/// <summary>Points, lines and bars.</summary>
internal static class SvgMarks
{
    public static void Scatter(SvgWriter svg, ScatterTrace trace, SvgScale x, SvgScale y, bool titles)
    {
        if (trace.Mode == "lines")
        {
            Lines(svg, trace, x, y);
        }
        else if (trace.Marker is { } marker)
        {
            if (titles)
            {
                for (int i = 0; i < trace.X.Count; i++)
                {
                    if (trace.X[i] is { } px && trace.Y[i] is { } py)
                    {
                        Mark(svg, marker.Symbol, (string)marker.Color, x.At(px), y.At(py), marker.Size ?? 8, trace.HoverText?[i]);
                    }
                }
            }
            else
            {
                // Thousands of points: dots of one path, which a browser draws at once.
                StringBuilder path = new();
                for (int i = 0; i < trace.X.Count; i++)
                {
                    if (trace.X[i] is { } px && trace.Y[i] is { } py)
                    {
                        path.Append(CultureInfo.InvariantCulture, $"M{x.At(px):0.#} {y.At(py):0.#}h0");
                    }
                }

                string cap = marker.Symbol?.StartsWith("circle", StringComparison.Ordinal) == true ? "round" : "square";
                svg.Element("path", $"d=\"{path}\" fill=\"none\" stroke=\"{marker.Color}\" stroke-width=\"{marker.Size ?? 5}\" stroke-linecap=\"{cap}\"");
            }
        }
    }

    public static void Bars(SvgWriter svg, BarTrace trace, SvgScale x, SvgScale y, int index, int count, double gap)
    {
        bool horizontal = trace.Orientation == "h";
        IReadOnlyList<double?> along = horizontal ? trace.Y : trace.X;
        SvgScale position = horizontal ? y : x;
        SvgScale length = horizontal ? x : y;
        double step = along.Count > 1 ? Math.Abs((along[1] - along[0]) ?? 1) : 1;
        double whole = position.Unit * step * (trace.Width ?? 1 - gap);
        double thick = whole / count;
        double zero = length.At(0);
        for (int i = 0; i < along.Count; i++)
        {
            if (along[i] is not { } at || (horizontal ? trace.X[i] : trace.Y[i]) is not { } value)
            {
                continue;
            }

            double start = position.At(at) - whole / 2 + index * thick;
            double end = length.At(value);
            double low = Math.Min(zero, end);
            double size = Math.Abs(end - zero);
            if (horizontal)
            {
                svg.Element("rect", $"x=\"{low:0.#}\" y=\"{start:0.#}\" width=\"{size:0.#}\" height=\"{thick:0.#}\" fill=\"{trace.Marker.Color}\"", trace.HoverText?[i]);
            }
            else
            {
                svg.Element("rect", $"x=\"{start:0.#}\" y=\"{low:0.#}\" width=\"{thick:0.#}\" height=\"{size:0.#}\" fill=\"{trace.Marker.Color}\"", trace.HoverText?[i]);
            }
        }
    }

    /// <summary>One point: circle, square or diamond, filled or open.</summary>
    public static void Mark(SvgWriter svg, string? symbol, string color, double x, double y, double size, PlotText? title)
    {
        double r = size / 2;
        bool open = symbol?.EndsWith("-open", StringComparison.Ordinal) == true;
        string look = open ? $"fill=\"none\" pointer-events=\"all\" stroke=\"{color}\" stroke-width=\"2\"" : $"fill=\"{color}\"";
        switch (symbol?.Split('-')[0])
        {
            case "square":
                svg.Element("rect", $"x=\"{x - r:0.#}\" y=\"{y - r:0.#}\" width=\"{size:0.#}\" height=\"{size:0.#}\" {look}", title);
                break;
            case "diamond":
                r *= 1.25;
                svg.Element("path", $"d=\"M{x - r:0.#} {y:0.#}L{x:0.#} {y - r:0.#}L{x + r:0.#} {y:0.#}L{x:0.#} {y + r:0.#}Z\" {look}", title);
                break;
            default:
                svg.Element("circle", $"cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r:0.#}\" {look}", title);
                break;
        }
    }

    private static void Lines(SvgWriter svg, ScatterTrace trace, SvgScale x, SvgScale y)
    {
        StringBuilder path = new();
        bool pen = false;
        for (int i = 0; i < trace.X.Count; i++)
        {
            if (trace.X[i] is { } px && trace.Y[i] is { } py)
            {
                path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{x.At(px):0.#} {y.At(py):0.#}");
                pen = true;
            }
            else
            {
                pen = false;
            }
        }

        if (trace.Fill == "toself")
        {
            svg.Element("path", $"d=\"{path}Z\" fill=\"{trace.FillColor}\" stroke=\"none\"");
        }
        else if (trace.Line is { } line)
        {
            svg.Element("path", $"d=\"{path}\" fill=\"none\" stroke=\"{line.Color}\" stroke-width=\"{line.Width}\"{SvgWriter.Dash(line)}");
        }
    }
}
