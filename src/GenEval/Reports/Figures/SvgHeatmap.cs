using System.Globalization;

namespace GenEval.Reports;

/// <summary>Cells coloured by value, and the scale beside them.</summary>
internal static class SvgHeatmap
{
    public static void Draw(SvgWriter svg, HeatmapTrace trace, SvgScale x, SvgScale y)
    {
        double width = Math.Max(x.Unit - trace.XGap, 1);
        double height = Math.Max(y.Unit - trace.YGap, 1);
        for (int row = 0; row < trace.Y.Count; row++)
        {
            for (int column = 0; column < trace.X.Count; column++)
            {
                if (trace.Z[row][column] is { } value)
                {
                    svg.Element("rect", $"x=\"{x.At(trace.X[column]) - width / 2:0.#}\" y=\"{y.At(trace.Y[row]) - height / 2:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" fill=\"{Color(trace, value)}\"", trace.HoverText?[row][column]);
                }
            }
        }

        double left = SvgPlot.Width - 60;
        double top = y.At(trace.Y[0]) - y.Unit / 2;
        double tall = Math.Min(180, y.Unit * trace.Y.Count);
        for (int i = 0; i < 30; i++)
        {
            svg.Element("rect", $"x=\"{left:0.#}\" y=\"{top + tall * i / 30:0.#}\" width=\"14\" height=\"{tall / 30 + .5:0.#}\" fill=\"{Color(trace, trace.ZMax - (trace.ZMax - trace.ZMin) * (i + .5) / 30)}\"");
        }

        svg.Text(Numbers.Short(trace.ZMax), left + 20, top + 10, "start", size: 12);
        svg.Text(Numbers.Short(trace.ZMin), left + 20, top + tall, "start", size: 12);
    }

    private static string Color(HeatmapTrace trace, double value)
    {
        double at = Math.Clamp((value - trace.ZMin) / (trace.ZMax - trace.ZMin), 0, 1);
        int next = Math.Max(1, trace.ColorScale.TakeWhile(stop => (double)stop[0] < at).Count());
        (IReadOnlyList<object> low, IReadOnlyList<object> high) = (trace.ColorScale[next - 1], trace.ColorScale[next]);
        double share = (at - (double)low[0]) / ((double)high[0] - (double)low[0]);
        return string.Concat("#", Channel(low, high, 1, share), Channel(low, high, 3, share), Channel(low, high, 5, share));
    }

    private static string Channel(IReadOnlyList<object> low, IReadOnlyList<object> high, int at, double share)
    {
        int from = Convert.ToInt32(((string)low[1]).Substring(at, 2), 16);
        int to = Convert.ToInt32(((string)high[1]).Substring(at, 2), 16);
        return ((int)Math.Round(from + (to - from) * share)).ToString("x2", CultureInfo.InvariantCulture);
    }
}
