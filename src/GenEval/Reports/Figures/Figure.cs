using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenEval.Reports;

/// <summary>
/// A figure as Plotly has it: JSON that plotly.js, plotly.py, Plotly.NET and Jupyter understand, and the same drawing as static SVG. Every text of
/// a report in it is escaped: a task named <c>&lt;a href=...&gt;</c> is shown as that.
/// </summary>
[TypeFormatterSource(MimeTypes.Plotly, MimeTypes.Svg, MimeTypes.Plain)]
public sealed record Figure
{
    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>What the figure shows, with its numbers, for those who do not see it.</summary>
    public required string AltText { get; init; }

    /// <summary>The traces, in drawing order.</summary>
    public required IReadOnlyList<Trace> Data { get; init; }

    /// <summary>Axes, size, lines and notes.</summary>
    public required FigureLayout Layout { get; init; }

    /// <summary>{"data", "layout"}: the content of application/vnd.plotly.v1+json. <c>layout.meta.alt</c> holds the alternative text.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Document(Drawn, Whole()), FigureJson.Options);

    /// <summary>A standalone SVG document, without script, style sheet or request; readable on light and on dark ground.</summary>
    public string ToSvg() => new SvgPlot(this, titled: true).Draw();

    /// <summary>Without the heading, for a page that has its own.</summary>
    internal string ToPageSvg() => new SvgPlot(this, titled: false).Draw();

    /// <summary>Without the heading, and with nothing that the small plotly.js of the page lacks.</summary>
    internal string ToPageJson()
    {
        bool cells = Data.Any(t => t is HeatmapTrace);
        FigureLayout layout = Whole() with { Title = null, Margin = Layout.Margin with { T = 36 }, BarMode = cells ? "overlay" : Layout.BarMode };
        return JsonSerializer.Serialize(new Document([.. Drawn.Select(t => t is HeatmapTrace heatmap ? heatmap.AsBars() : t)], layout), FigureJson.Options);
    }

    // plotly.js takes a trace without points for a mistake.
    private Trace[] Drawn => [.. Data.Where(t => !t.IsEmpty)];

    private FigureLayout Whole() => Layout with
    {
        Title = new PlotTitle(Title),
        Meta = new PlotMeta(AltText),
        Legend = Drawn.Any(t => t.ShowLegend) ? new PlotLegend() : null,
    };

    private sealed record Document(IReadOnlyList<Trace> Data, FigureLayout Layout)
    {
        [JsonPropertyOrder(-1)]
        public IReadOnlyList<Trace> Data { get; init; } = Data;
    }
}
