namespace GenEval.Reports;

/// <summary>Points and bars.</summary>
public sealed record PlotMarker
{
    /// <summary>Points of a colour; open ones with a line that can be seen.</summary>
    internal static PlotMarker Point(string color, string symbol, double size) => new()
    {
        Color = color,
        Symbol = symbol,
        Size = size,
        Line = symbol.EndsWith("-open", StringComparison.Ordinal) ? new PlotLine(color, 2) : null,
    };

    /// <summary>A colour, or a number for each point on <see cref="ColorScale"/>.</summary>
    public required object Color { get; init; }

    /// <summary>circle, square, diamond-open, ...; null for bars.</summary>
    public string? Symbol { get; init; }

    /// <summary>In pixels.</summary>
    public double? Size { get; init; }

    /// <summary>The outline.</summary>
    public PlotLine? Line { get; init; }

    /// <summary>[share, colour] from 0 to 1.</summary>
    public IReadOnlyList<IReadOnlyList<object>>? ColorScale { get; init; }

    /// <summary>The number at the scale's lower end.</summary>
    public double? CMin { get; init; }

    /// <summary>The number at the scale's upper end.</summary>
    public double? CMax { get; init; }

    /// <summary>Whether the scale's legend is drawn.</summary>
    public bool? ShowScale { get; init; }

    /// <summary>The scale's legend.</summary>
    public PlotColorBar? ColorBar { get; init; }
}

/// <summary>A line or an outline.</summary>
/// <param name="Color">CSS colour.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Dash">solid, dash or dot; null where it cannot be chosen.</param>
public sealed record PlotLine(string Color, double Width, string? Dash = null);

/// <summary>The legend of a colour scale.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Thickness">In pixels.</param>
public sealed record PlotColorBar(PlotTitle Title, double Thickness = 14);

/// <summary>A heading.</summary>
/// <param name="Text">The text.</param>
public sealed record PlotTitle(PlotText Text);

/// <summary>What a figure says of itself.</summary>
/// <param name="Alt">The alternative text.</param>
public sealed record PlotMeta(PlotText Alt);

/// <summary>A font.</summary>
/// <param name="Color">CSS colour.</param>
/// <param name="Size">In pixels.</param>
/// <param name="Family">CSS family; null is the figure's.</param>
public sealed record PlotFont(string? Color = null, double? Size = null, string? Family = null);

/// <summary>Space around the plot, in pixels.</summary>
/// <param name="L">Left.</param>
/// <param name="R">Right.</param>
/// <param name="T">Top.</param>
/// <param name="B">Bottom.</param>
public sealed record PlotMargin(double L, double R, double T, double B);

/// <summary>A straight line across the plot, below the data.</summary>
public sealed record PlotShape
{
    /// <summary>line.</summary>
    public string Type => "line";

    /// <summary>x or paper.</summary>
    public string XRef { get; init; } = "x";

    /// <summary>y or paper.</summary>
    public string YRef { get; init; } = "y";

    /// <summary>Start.</summary>
    public required double X0 { get; init; }

    /// <summary>End.</summary>
    public required double X1 { get; init; }

    /// <summary>Start.</summary>
    public required double Y0 { get; init; }

    /// <summary>End.</summary>
    public required double Y1 { get; init; }

    /// <summary>Its look.</summary>
    public required PlotLine Line { get; init; }

    /// <summary>below or above the data.</summary>
    public string Layer { get; init; } = "below";
}

/// <summary>A note in the plot.</summary>
public sealed record PlotAnnotation
{
    /// <summary>The note.</summary>
    public required PlotText Text { get; init; }

    /// <summary>Where, along x.</summary>
    public required double X { get; init; }

    /// <summary>Where, along y.</summary>
    public required double Y { get; init; }

    /// <summary>x or paper.</summary>
    public string XRef { get; init; } = "x";

    /// <summary>y or paper.</summary>
    public string YRef { get; init; } = "y";

    /// <summary>left, center or right.</summary>
    public string XAnchor { get; init; } = "left";

    /// <summary>bottom or middle.</summary>
    public string YAnchor { get; init; } = "middle";

    /// <summary>No arrow.</summary>
    public bool ShowArrow => false;

    /// <summary>Its font.</summary>
    public PlotFont? Font { get; init; }
}
