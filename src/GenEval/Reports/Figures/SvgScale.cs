namespace GenEval.Reports;

/// <summary>From an axis's values to pixels.</summary>
internal sealed class SvgScale(PlotAxis axis, double start, double end)
{
    /// <summary>The axis.</summary>
    public PlotAxis Axis => axis;

    /// <summary>Pixels of one unit, without sign; for linear axes.</summary>
    public double Unit => Math.Abs((end - start) / (axis.Range[1] - axis.Range[0]));

    /// <summary>The pixel of a value, kept within the plot.</summary>
    public double At(double value)
    {
        double at = axis.Type == "log" ? Math.Log10(Math.Max(value, double.Epsilon)) : value;
        double span = axis.Range[1] - axis.Range[0];
        return start + (end - start) * (span == 0 ? .5 : Math.Clamp((at - axis.Range[0]) / span, 0, 1));
    }

    /// <summary>Where labels stand and what they say.</summary>
    public IEnumerable<(double At, PlotText Label)> Ticks()
    {
        if (axis.TickVals is { } values)
        {
            return values.Select((v, i) => (At(v), axis.TickText?[i] ?? Numbers.Short(v)));
        }

        // Steps of 1, 2 or 5 times a power of ten, about six of them.
        double span = Math.Abs(axis.Range[1] - axis.Range[0]);
        double rough = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(span, 1e-12) / 6)));
        double step = rough * Array.Find((double[])[1, 2, 5, 10], m => span / (rough * m) <= 7);
        double first = Math.Ceiling(Math.Min(axis.Range[0], axis.Range[1]) / step);
        return Enumerable.Range(0, 9).Select(i => (first + i) * step).Where(v => v <= Math.Max(axis.Range[0], axis.Range[1]) + step * 1e-9).Select(v => (At(v), (PlotText)Numbers.Short(v)));
    }
}
