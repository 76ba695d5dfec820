using System.Text;

namespace GenEval.Reports;

/// <summary>Draws a figure as static SVG: the parts of Plotly that our figures use, so that both show the same.</summary>
internal sealed class SvgPlot
{
    public const double Width = 800;

    private readonly Figure _figure;
    private readonly bool _titled;
    private readonly SvgScale _x;
    private readonly SvgScale _y;
    private readonly PlotMargin _margin;
    private readonly IReadOnlyList<IReadOnlyList<(Trace Trace, double X)>> _legend;
    private readonly SvgWriter _svg = new(new StringBuilder());

    public SvgPlot(Figure figure, bool titled)
    {
        _figure = figure;
        _titled = titled;
        PlotMargin margin = figure.Layout.Margin;
        _legend = SvgLegend.Rows([.. figure.Data.Where(t => !t.IsEmpty)], margin.L, Width - margin.R);
        double top = 22 + 20 * _legend.Count + (titled ? 26 : 0);
        _margin = margin with { T = top };
        _x = new SvgScale(figure.Layout.XAxis, margin.L, Width - margin.R);
        _y = new SvgScale(figure.Layout.YAxis, Height - margin.B, top);
    }

    private double Height => _figure.Layout.Height;

    public string Draw()
    {
        _svg.Open("svg", $"xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height:0.#}\" role=\"img\" fill=\"{FigureTheme.Text}\" font-size=\"13\" font-family=\"{FigureTheme.Family}\"", ("aria-label", $"{_figure.Title}. {_figure.AltText}"));
        if (_titled)
        {
            _svg.Text(_figure.Title, 16, 26, "start", size: 17, cut: 90);
        }

        SvgLegend.Draw(_svg, _legend, _titled ? 50 : 20);
        SvgAxes.Draw(_svg, _figure.Layout, _x, _y, _margin, Height);
        foreach (PlotShape shape in _figure.Layout.Shapes)
        {
            _svg.Line(X(shape.XRef, shape.X0), Y(shape.YRef, shape.Y0), X(shape.XRef, shape.X1), Y(shape.YRef, shape.Y1), shape.Line);
        }

        bool titles = _figure.Data.OfType<ScatterTrace>().Sum(t => t.HoverText?.Count ?? 0) <= 300;
        int bars = _figure.Data.OfType<BarTrace>().Count();
        int bar = 0;
        foreach (Trace trace in _figure.Data)
        {
            switch (trace)
            {
                case ScatterTrace scatter:
                    SvgMarks.Scatter(_svg, scatter, _x, _y, titles);
                    break;
                case BarTrace columns:
                    SvgMarks.Bars(_svg, columns, _x, _y, bar++, bars, _figure.Layout.BarGap ?? .2);
                    break;
                case HeatmapTrace heatmap:
                    SvgHeatmap.Draw(_svg, heatmap, _x, _y);
                    break;
            }
        }

        foreach (PlotAnnotation note in _figure.Layout.Annotations)
        {
            string anchor = note.XAnchor switch { "center" => "middle", "right" => "end", _ => "start" };
            _svg.Text(note.Text.Raw, X(note.XRef, note.X), Y(note.YRef, note.Y) + (note.YAnchor == "bottom" ? -5 : 4), anchor, note.Font?.Size ?? 13, cut: 110, bold: note.XRef == "paper");
        }

        _svg.Close("svg");
        return _svg.ToString();
    }

    private double X(string reference, double value) => reference == "paper" ? _margin.L + value * (Width - _margin.R - _margin.L) : _x.At(value);

    private double Y(string reference, double value) => reference == "paper" ? Height - _margin.B - value * (Height - _margin.B - _margin.T) : _y.At(value);
}
