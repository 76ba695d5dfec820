namespace GenEval.Reports;

/// <summary>Grid lines, labels and headings of the axes.</summary>
internal static class SvgAxes
{
    public static void Draw(SvgWriter svg, FigureLayout layout, SvgScale x, SvgScale y, PlotMargin margin, double height)
    {
        double left = margin.L;
        double right = SvgPlot.Width - margin.R;
        double bottom = height - margin.B;
        PlotLine grid = new("#808080", 1);
        const string Faint = " stroke-opacity=\"0.28\"";
        foreach ((double at, PlotText label) in x.Ticks())
        {
            if (x.Axis.ShowGrid)
            {
                svg.Line(at, margin.T, at, bottom, grid, Faint);
            }

            svg.Text(label.Raw, at, bottom + 20, "middle", size: 12, cut: 20);
        }

        foreach ((double at, PlotText label) in y.Ticks())
        {
            if (y.Axis.ShowGrid)
            {
                svg.Line(left, at, right, at, grid, Faint);
            }

            if (y.Axis.ShowTickLabels)
            {
                string[] lines = [.. label.Lines];
                for (int i = 0; i < lines.Length; i++)
                {
                    svg.Text(lines[i], left - 12, at + 4 + 16 * (i - (lines.Length - 1) / 2.0), "end", i == 0 ? 13 : 12, cut: 48, bold: lines.Length > 1 && i == 0);
                }
            }
        }

        if (layout.XAxis.Title is { } xTitle)
        {
            svg.Text(xTitle.Text.Raw, (left + right) / 2, height - 12, "middle", cut: 90);
        }

        if (layout.YAxis.Title is { } yTitle)
        {
            svg.Upright(yTitle.Text.Raw, 18, (margin.T + bottom) / 2);
        }
    }
}
