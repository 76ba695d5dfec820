namespace GenEval.Reports;

public static partial class Figures
{
    /// <summary>Performance over the number of training tasks (logarithmic), with the fit and its pointwise band.</summary>
    /// <param name="runs">One or more.</param>
    /// <param name="fit">The line; null where there is none. Its band is at the confidence of the slope's interval.</param>
    /// <exception cref="ArgumentException">There is no run, or one without training tasks.</exception>
    public static Figure Scaling(IReadOnlyList<ScalingRun> runs, ScalingFit? fit)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0 || runs.Any(r => r.TrainTasks <= 0))
        {
            throw new ArgumentException("At least one run is needed, each with one training task or more.", nameof(runs));
        }

        double low = Math.Log2(runs.Min(r => r.TrainTasks));
        double high = Math.Log2(runs.Max(r => r.TrainTasks));
        double[] at = [.. Enumerable.Range(0, 41).Select(i => low + (high - low) * i / 40)];
        string slope = fit is null ? "" : $"{Numbers.Signed(fit.Slope)} a doubling" + (fit.Interval is { } i ? $" ({Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)})" : "");
        return new Figure
        {
            Title = fit is null ? "Performance over training tasks" : $"Performance over training tasks: {slope}",
            AltText = string.Join(" ", runs.OrderBy(r => r.TrainTasks).Select(r => $"{Numbers.Short(r.TrainTasks)} tasks: {Numbers.Score(r.Performance)}.")) + (fit is null ? "" : $" The fit gains {slope}."),
            Data = [.. Band(runs, fit, at), .. Points(runs)],
            Layout = new FigureLayout
            {
                XAxis = new PlotAxis
                {
                    Title = new PlotTitle("training tasks"),
                    Type = "log",
                    Range = [low * Math.Log10(2) - .06, high * Math.Log10(2) + .06],
                    TickVals = [.. runs.Select(r => r.TrainTasks).Distinct().Order()],
                    TickText = [.. runs.Select(r => r.TrainTasks).Distinct().Order().Select(t => (PlotText)Numbers.Short(t))],
                },
                YAxis = ScoreAxis("performance on unseen tasks"),
            },
        };
    }

    private static Trace[] Points(IReadOnlyList<ScalingRun> runs) =>
    [
        new ScatterTrace
        {
            X = [.. runs.Where(r => r.Interval is not null).SelectMany(r => new double?[] { r.TrainTasks, r.TrainTasks, null })],
            Y = [.. runs.Where(r => r.Interval is not null).SelectMany(r => new[] { Round(r.Interval!.Value.Lower), Round(r.Interval.Value.Upper), null })],
            Mode = "lines",
            Line = new PlotLine(FigureTheme.Purple, 2.5),
            HoverInfo = "skip",
        },
        new ScatterTrace
        {
            X = [.. runs.Select(r => (double?)r.TrainTasks)],
            Y = [.. runs.Select(r => Round(r.Performance))],
            Mode = "markers",
            Marker = PlotMarker.Point(FigureTheme.Purple, "circle", 10),
            HoverText = [.. runs.Select(r => (PlotText)$"{SafeText.Line(r.Name, 60)}\n{Numbers.Short(r.TrainTasks)} training tasks\n{Numbers.Score(r.Performance)} ({Numbers.Range(r.Interval)})")],
        },
    ];

    // The band of a fitted line: t s sqrt(1/n + (x - mean)^2/Sxx), where s^2 = SE(slope)^2 Sxx and t is the slope interval's own quantile.
    private static Trace[] Band(IReadOnlyList<ScalingRun> runs, ScalingFit? fit, double[] at)
    {
        if (fit is null)
        {
            return [];
        }

        ScatterTrace line = new()
        {
            X = [.. at.Select(x => Round(Math.Pow(2, x)))],
            Y = [.. at.Select(x => Round(fit.Intercept + fit.Slope * x))],
            Mode = "lines",
            Line = new PlotLine(FigureTheme.Grey, 2),
            HoverInfo = "skip",
        };
        if (fit is not { StandardError: { } error, Interval: { } interval } || error <= 0)
        {
            return [line];
        }

        double[] x = [.. runs.Select(r => Math.Log2(r.TrainTasks))];
        double mean = x.Average();
        double squares = x.Sum(v => (v - mean) * (v - mean));
        double half = (interval.Upper - interval.Lower) / 2 * Math.Sqrt(squares);
        double Half(double v) => half * Math.Sqrt(1.0 / x.Length + (v - mean) * (v - mean) / squares);
        double[] back = [.. at.Reverse()];
        ScatterTrace band = new()
        {
            X = [.. at.Concat(back).Select(v => Round(Math.Pow(2, v)))],
            Y = [.. at.Select(v => Round(Math.Min(1, fit.Intercept + fit.Slope * v + Half(v)))), .. back.Select(v => Round(Math.Max(0, fit.Intercept + fit.Slope * v - Half(v))))],
            Mode = "lines",
            Line = new PlotLine(FigureTheme.Clear, 0),
            Fill = "toself",
            FillColor = FigureTheme.Faint(FigureTheme.Grey),
            HoverInfo = "skip",
        };
        return [band, line];
    }
}
