namespace GenEval.Reports;

/// <summary>The legend: over the plot, as many rows as it needs.</summary>
internal static class SvgLegend
{
    // Text cannot be measured here; this is the mean width of a character at 13 pixels.
    private const double Character = 7;

    public static IReadOnlyList<IReadOnlyList<(Trace Trace, double X)>> Rows(IReadOnlyList<Trace> traces, double left, double right)
    {
        List<List<(Trace, double)>> rows = [];
        double x = left;
        foreach (Trace trace in traces.Where(t => t.ShowLegend))
        {
            double width = 26 + Character * (trace.Name?.Raw.Length ?? 0) + 18;
            if (rows.Count == 0 || x + width > right && x > left)
            {
                rows.Add([]);
                x = left;
            }

            rows[^1].Add((trace, x));
            x += width;
        }

        return rows;
    }

    public static void Draw(SvgWriter svg, IReadOnlyList<IReadOnlyList<(Trace Trace, double X)>> rows, double top)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            foreach ((Trace trace, double x) in rows[i])
            {
                double y = top + 20 * i - 4;
                switch (trace)
                {
                    case ScatterTrace { Marker: { } marker }:
                        SvgMarks.Mark(svg, marker.Symbol, (string)marker.Color, x + 8, y, 10, title: null);
                        break;
                    case ScatterTrace { Line: { } line }:
                        svg.Line(x, y, x + 20, y, line);
                        break;
                    case BarTrace bar:
                        svg.Element("rect", $"x=\"{x + 2:0.#}\" y=\"{y - 6:0.#}\" width=\"12\" height=\"12\" fill=\"{bar.Marker.Color}\"");
                        break;
                }

                svg.Text(trace.Name?.Raw ?? "", x + 26, y + 4, "start");
            }
        }
    }
}
