namespace GenEval.Reports;

public static partial class Figures
{
    /// <summary>The chance to find a difference, by design.</summary>
    /// <param name="curves">One or more, each with its points by difference.</param>
    /// <param name="target">The power that is wished for, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no point.</exception>
    public static Figure Power(IReadOnlyList<PowerCurve> curves, double target = .8)
    {
        ArgumentNullException.ThrowIfNull(curves);
        PowerPoint[] all = [.. curves.SelectMany(c => c.Points)];
        if (all.Length == 0)
        {
            throw new ArgumentException("At least one point is needed.", nameof(curves));
        }

        return new Figure
        {
            Title = "The chance to find a difference",
            AltText = string.Join(" ", curves.Select(c => c.Points.Any(p => p.Power >= target)
                ? $"{SafeText.Line(c.Design, 60)} reaches {Numbers.Percent(target)} at a difference of {Numbers.Short(c.Points.Where(p => p.Power >= target).Min(p => p.Difference))}."
                : $"{SafeText.Line(c.Design, 60)} does not reach {Numbers.Percent(target)}.")),
            Data =
            [
                .. curves.Select((c, i) => new ScatterTrace
                {
                    Name = Shorten(SafeText.Line(c.Design, 60), 40),
                    ShowLegend = true,
                    X = [.. c.Points.Select(p => Round(p.Difference))],
                    Y = [.. c.Points.Select(p => Round(p.Power))],
                    Mode = "lines",
                    Line = new PlotLine(FigureTheme.Series[i % FigureTheme.Series.Length], 2.5, Dash(i)),
                    HoverText = [.. c.Points.Select(p => (PlotText)$"{SafeText.Line(c.Design, 60)}\ndifference {Numbers.Short(p.Difference)}: found {Numbers.Percent(Math.Round(p.Power, 3))} of the time")],
                }),
            ],
            Layout = new FigureLayout
            {
                XAxis = new PlotAxis { Title = new PlotTitle("true difference"), Range = [Math.Min(0, all.Min(p => p.Difference)), all.Max(p => p.Difference)] },
                YAxis = ScoreAxis("power"),
                Shapes = [new PlotShape { XRef = "paper", X0 = 0, X1 = 1, Y0 = target, Y1 = target, Line = new PlotLine(FigureTheme.Threshold, 1.5, "dash") }],
            },
        };
    }

    /// <summary>A learned scorer against people: on the diagonal its scores mean what they say.</summary>
    /// <param name="bins">By predicted score.</param>
    /// <exception cref="ArgumentException">There is no bin.</exception>
    public static Figure Calibration(IReadOnlyList<CalibrationBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (bins.Count == 0)
        {
            throw new ArgumentException("At least one bin is needed.", nameof(bins));
        }

        CalibrationBin worst = bins.MaxBy(b => Math.Abs(b.Predicted - b.Observed))!;
        return new Figure
        {
            Title = "What the learned scores mean",
            AltText = $"{bins.Count} groups of answers. The largest distance from the diagonal is at a predicted {Numbers.Score(worst.Predicted)}, where people give {Numbers.Score(worst.Observed)} ({Numbers.Count(worst.Answers)} answers).",
            Data =
            [
                new ScatterTrace { X = [0, 1], Y = [0, 1], Mode = "lines", Line = new PlotLine(FigureTheme.Threshold, 1.5, "dash"), HoverInfo = "skip" },
                new ScatterTrace
                {
                    X = [.. bins.Where(b => b.Interval is not null).SelectMany(b => new double?[] { b.Predicted, b.Predicted, null })],
                    Y = [.. bins.Where(b => b.Interval is not null).SelectMany(b => new double?[] { b.Interval!.Value.Lower, b.Interval.Value.Upper, null })],
                    Mode = "lines", Line = new PlotLine(FigureTheme.Blue, 3), HoverInfo = "skip",
                },
                new ScatterTrace
                {
                    X = [.. bins.Select(b => Round(b.Predicted))], Y = [.. bins.Select(b => Round(b.Observed))], Mode = "markers",
                    Marker = PlotMarker.Point(FigureTheme.Blue, "circle", 10),
                    HoverText = [.. bins.Select(b => (PlotText)$"predicted {Numbers.Score(b.Predicted)}\npeople {Numbers.Score(b.Observed)} ({Numbers.Range(b.Interval)})\n{Numbers.Count(b.Answers)} answers")],
                },
            ],
            Layout = new FigureLayout { XAxis = ScoreAxis("predicted score"), YAxis = ScoreAxis("people's ratings") },
        };
    }

    private static string Dash(int series) => (series % 3) switch { 0 => "solid", 1 => "dash", _ => "dot" };
}
