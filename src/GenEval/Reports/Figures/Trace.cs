using System.Text.Json.Serialization;

namespace GenEval.Reports;

/// <summary>One series of a figure; members are Plotly's attributes of that name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ScatterTrace), "scatter")]
[JsonDerivedType(typeof(BarTrace), "bar")]
[JsonDerivedType(typeof(HeatmapTrace), "heatmap")]
public abstract record Trace
{
    /// <summary>Whether there is nothing to draw.</summary>
    internal virtual bool IsEmpty => false;

    /// <summary>The name in the legend.</summary>
    public PlotText? Name { get; init; }

    /// <summary>Whether it stands in the legend.</summary>
    public bool ShowLegend { get; init; }

    /// <summary>Traces of one group are shown and hidden together.</summary>
    public string? LegendGroup { get; init; }

    /// <summary><c>text</c>: the trace's hover text; <c>skip</c>: nothing.</summary>
    public string HoverInfo { get; init; } = "text";
}

/// <summary>Points and lines; a null in X and Y breaks the line.</summary>
public sealed record ScatterTrace : Trace
{
    internal override bool IsEmpty => X.Count == 0;

    /// <summary>Along x.</summary>
    public required IReadOnlyList<double?> X { get; init; }

    /// <summary>Along y.</summary>
    public required IReadOnlyList<double?> Y { get; init; }

    /// <summary>What hovering a point says, point by point.</summary>
    public IReadOnlyList<PlotText>? HoverText { get; init; }

    /// <summary>markers or lines.</summary>
    public required string Mode { get; init; }

    /// <summary>The points' look.</summary>
    public PlotMarker? Marker { get; init; }

    /// <summary>The line's look.</summary>
    public PlotLine? Line { get; init; }

    /// <summary><c>toself</c> fills the outline.</summary>
    public string? Fill { get; init; }

    /// <summary>The filling's colour.</summary>
    public string? FillColor { get; init; }
}

/// <summary>Bars.</summary>
public sealed record BarTrace : Trace
{
    /// <summary>Along x.</summary>
    public required IReadOnlyList<double?> X { get; init; }

    /// <summary>Along y.</summary>
    public required IReadOnlyList<double?> Y { get; init; }

    /// <summary>What hovering a point says, point by point.</summary>
    public IReadOnlyList<PlotText>? HoverText { get; init; }

    /// <summary>v or h.</summary>
    public string Orientation { get; init; } = "v";

    /// <summary>Where each bar starts; null means 0.</summary>
    public IReadOnlyList<double>? Base { get; init; }

    /// <summary>Thickness in units of the axis.</summary>
    public double? Width { get; init; }

    /// <summary>The bars' look.</summary>
    public required PlotMarker Marker { get; init; }
}

/// <summary>Cells coloured by value.</summary>
public sealed record HeatmapTrace : Trace
{
    /// <summary>Columns.</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>Rows.</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>Values by row, then column; null is an empty cell.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Z { get; init; }

    /// <summary>Values at the ends of the scale.</summary>
    public double ZMin { get; init; }

    /// <summary>Values at the ends of the scale.</summary>
    public double ZMax { get; init; } = 1;

    /// <summary>[share, colour] from 0 to 1.</summary>
    public required IReadOnlyList<IReadOnlyList<object>> ColorScale { get; init; }

    /// <summary>The scale's legend.</summary>
    public PlotColorBar? ColorBar { get; init; }

    /// <summary>Space between cells, in pixels.</summary>
    public double XGap { get; init; } = 2;

    /// <summary>Space between cells, in pixels.</summary>
    public double YGap { get; init; } = 2;

    /// <summary>Text by row, then column; on hover.</summary>
    public IReadOnlyList<IReadOnlyList<PlotText>>? HoverText { get; init; }

    /// <summary>
    /// The same cells as bars, for a plotly.js without heat maps. Without the scale's legend: plotly.js writes style attributes there, which a strict
    /// Content-Security-Policy forbids; the page's caption says what the colours mean.
    /// </summary>
    internal BarTrace AsBars()
    {
        (int Row, int Column)[] cells = [.. from row in Enumerable.Range(0, Y.Count) from column in Enumerable.Range(0, X.Count) where Z[row][column] is not null select (row, column)];
        return new BarTrace
        {
            X = [.. cells.Select(_ => (double?).94)],
            Y = [.. cells.Select(c => (double?)Y[c.Row])],
            Base = [.. cells.Select(c => X[c.Column] - .47)],
            Orientation = "h",
            Width = .88,
            Marker = new PlotMarker { Color = cells.Select(c => Z[c.Row][c.Column]).ToArray(), ColorScale = ColorScale, CMin = ZMin, CMax = ZMax, ShowScale = false },
            HoverText = [.. cells.Select(c => HoverText?[c.Row][c.Column] ?? "")],
        };
    }
}
