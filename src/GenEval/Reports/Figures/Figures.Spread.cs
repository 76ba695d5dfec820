using GenEval.Generalization;

namespace GenEval.Reports;

public static partial class Figures
{
    private static Figure DrawVariance(Report report)
    {
        VarianceComponents c = report.Variance!.Components;
        (string Name, double Value)[] parts =
        [
            .. from part in Parts(c)
               where part.Value is not null
               select (part.Name, part.Value!.Value),
        ];
        double total = parts.Sum(p => p.Value);
        double[] share = [.. parts.Select(p => total > 0 ? p.Value / total : 0)];
        double top = share.Length == 0 ? 1 : share.Max();
        return new Figure
        {
            Title = "Where the scores differ",
            AltText = $"Shares of the variance ({SafeText.Line(report.Variance.Design, 80)}): " + string.Join(", ", parts.Select((p, i) => $"{p.Name} {Numbers.Percent(Math.Round(share[i], 3))}")) + ".",
            Data =
            [
                new BarTrace
                {
                    X = [.. share.Select(v => Round(v))],
                    Y = [.. share.Select((_, i) => (double?)i)],
                    Orientation = "h",
                    Width = .62,
                    Marker = new PlotMarker { Color = FigureTheme.Blue },
                    HoverText = [.. parts.Select((p, i) => (PlotText)$"{p.Name}\nvariance {Numbers.Short(p.Value)}, {Numbers.Percent(Math.Round(share[i], 3))} of the sum")],
                },
            ],
            Layout = new FigureLayout
            {
                XAxis = new PlotAxis { Title = new PlotTitle("share of the variance of a score"), Range = [0, Math.Min(1, top * 1.15)] },
                YAxis = RowAxis([.. parts.Select((p, i) => ((double)i, (PlotText)p.Name))], parts.Length),
                Height = HeightFor(parts.Length, 36),
                Margin = new PlotMargin(190, 60, 72, 56),
                Annotations = [.. parts.Select((p, i) => new PlotAnnotation { Text = $" {Numbers.Percent(Math.Round(share[i], 3))}", X = share[i], Y = i })],
            },
        };
    }

    private static (string Name, double? Value)[] Parts(VarianceComponents c) =>
    [
        ("between tasks", c.Task), ("between inputs", c.Input), ("between wordings", c.Wording), ("task by wording", c.TaskWording), ("between repeats", c.Repeat), ("the rest", c.Residual),
    ];

    private static Figure DrawDistributions(Report report)
    {
        ScoreDistribution[] levels = [.. report.Distributions.Where(d => d.Bins.Sum() > 0).OrderBy(d => d.Level)];
        double top = levels.Max(d => d.Bins.Max() / (double)d.Bins.Sum());
        return new Figure
        {
            Title = "How the scores are spread",
            AltText = string.Join(" ", levels.Select(d => $"{Words.Title(d.Level)}: {Numbers.Percent(Math.Round(Share(d, 0), 3))} of {Numbers.Count(d.Bins.Sum())} answers in the lowest bin, {Numbers.Percent(Math.Round(Share(d, d.Bins.Count - 1), 3))} in the highest.")),
            Data =
            [
                .. levels.Select(d => new BarTrace
                {
                    Name = $"{Words.Title(d.Level)}: {Words.Asked(d.Level)}",
                    ShowLegend = true,
                    X = [.. d.Bins.Select((_, i) => Round((i + .5) / d.Bins.Count))],
                    Y = [.. d.Bins.Select((_, i) => Round(Share(d, i)))],
                    Marker = new PlotMarker { Color = FigureTheme.Of(d.Level) },
                    HoverText = [.. d.Bins.Select((n, i) => (PlotText)$"{Words.Title(d.Level)}\nscores from {Numbers.Short((double)i / d.Bins.Count)} to {Numbers.Short((i + 1.0) / d.Bins.Count)}\n{Numbers.Count(n)} answers, {Numbers.Percent(Math.Round(Share(d, i), 3))}")],
                }),
            ],
            Layout = new FigureLayout
            {
                XAxis = ScoreAxis($"score ({SafeText.Line(report.Metric, 40)})"),
                YAxis = new PlotAxis { Title = new PlotTitle("share of the level's answers"), Range = [0, Math.Min(1, top * 1.1)] },
                BarMode = "group",
                BarGap = .12,
                Shapes = [Vertical(report.Threshold)],
            },
        };
    }

    private static double Share(ScoreDistribution distribution, int bin) => distribution.Bins[bin] / (double)distribution.Bins.Sum();
}
