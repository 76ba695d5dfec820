using System.Text.Json.Serialization;

namespace GenEval.Reports;

/// <summary>Everything of a figure but its data; members are Plotly's attributes of that name.</summary>
public sealed record FigureLayout
{
    /// <summary>The heading.</summary>
    public PlotTitle? Title { get; init; }

    /// <summary>The x axis.</summary>
    public required PlotAxis XAxis { get; init; }

    /// <summary>The y axis.</summary>
    public required PlotAxis YAxis { get; init; }

    /// <summary>In pixels.</summary>
    public double Height { get; init; } = 420;

    /// <summary>Space around the plot.</summary>
    public PlotMargin Margin { get; init; } = new(70, 24, 72, 56);

    /// <summary>Lines.</summary>
    public IReadOnlyList<PlotShape> Shapes { get; init; } = [];

    /// <summary>Notes.</summary>
    public IReadOnlyList<PlotAnnotation> Annotations { get; init; } = [];

    /// <summary>stack, group or overlay.</summary>
    public string? BarMode { get; init; }

    /// <summary>Space between bars, as a share.</summary>
    public double? BarGap { get; init; }

    /// <summary>The point under the pointer.</summary>
    public string HoverMode => "closest";

    /// <summary>Where the legend stands; null without one (plotly.js cannot validate the legend of a figure that shows none).</summary>
    public PlotLegend? Legend { get; init; }

    /// <summary>The font.</summary>
    public PlotFont Font { get; init; } = new(FigureTheme.Text, 13, FigureTheme.Family);

    /// <summary>Clear, so that the page's ground shows.</summary>
    [JsonPropertyName("paper_bgcolor")]
    public string Paper => FigureTheme.Clear;

    /// <summary>Clear, so that the page's ground shows.</summary>
    [JsonPropertyName("plot_bgcolor")]
    public string Plot => FigureTheme.Clear;

    /// <summary>What the figure says of itself.</summary>
    public PlotMeta? Meta { get; init; }
}

/// <summary>Where the legend stands: over the plot, side by side.</summary>
public sealed record PlotLegend
{
    /// <summary>h.</summary>
    public string Orientation => "h";

    /// <summary>From the left.</summary>
    public double X => 0;

    /// <summary>Above the plot.</summary>
    public double Y => 1;

    /// <summary>Its lower edge is there.</summary>
    public string YAnchor => "bottom";
}

/// <summary>An axis of numbers; categories are numbers with <see cref="TickText"/>.</summary>
public sealed record PlotAxis
{
    /// <summary>The heading.</summary>
    public PlotTitle? Title { get; init; }

    /// <summary>First and last value; on a log axis their logarithms to base 10.</summary>
    public required IReadOnlyList<double> Range { get; init; }

    /// <summary>linear or log.</summary>
    public string Type { get; init; } = "linear";

    /// <summary>Where ticks stand.</summary>
    public IReadOnlyList<double>? TickVals { get; init; }

    /// <summary>What they say.</summary>
    public IReadOnlyList<PlotText>? TickText { get; init; }

    /// <summary>Whether labels are drawn.</summary>
    public bool ShowTickLabels { get; init; } = true;

    /// <summary>Whether grid lines are drawn.</summary>
    public bool ShowGrid { get; init; } = true;

    /// <summary>No line at 0: a shape draws one where it means something.</summary>
    public bool ZeroLine => false;

    /// <summary>Makes room for long labels.</summary>
    public bool AutoMargin => true;

    /// <summary>The grid's colour, where there is a grid.</summary>
    public string? GridColor => ShowGrid ? FigureTheme.Grid : null;
}
