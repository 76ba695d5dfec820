using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>Figures from result objects.</summary>
public static partial class Figures
{
    private const int Labelled = 60;
    private static readonly double[] s_fifths = [0, .2, .4, .6, .8, 1];

    /// <summary>The figures that the report has data for, in the order of <see cref="FigureKind"/>.</summary>
    public static IReadOnlyList<Figure> Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. Available(report).Select(kind => Of(report, kind))];
    }

    /// <summary>The kinds of figure that the report has data for.</summary>
    public static IReadOnlyList<FigureKind> Available(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. Enum.GetValues<FigureKind>().Where(kind => WhyNot(report, kind) is null)];
    }

    /// <summary>One figure of a report.</summary>
    /// <exception cref="GenEvalException">The report has no data for it; the message says why.</exception>
    public static Figure Of(Report report, FigureKind kind)
    {
        ArgumentNullException.ThrowIfNull(report);
        return WhyNot(report, kind) is { } why
            ? throw new GenEvalException($"The report of {SafeText.Line(report.Model, 60)} has no figure '{Words.Name(kind)}': {why}.") { Id = "FigureUnavailable" }
            : kind switch
            {
                FigureKind.Ladder => Ladder([report]),
                FigureKind.Tasks => DrawTasks(report),
                FigureKind.Wordings => DrawWordings(report),
                FigureKind.Variance => DrawVariance(report),
                _ => DrawDistributions(report),
            };
    }

    /// <summary>The ladder with intervals and threshold.</summary>
    public static Figure Ladder(Report report) => Of(report, FigureKind.Ladder);

    /// <summary>The tasks with intervals, from the highest to the lowest, level by level.</summary>
    public static Figure Tasks(Report report) => Of(report, FigureKind.Tasks);

    /// <summary>Tasks by wordings, coloured by score.</summary>
    public static Figure Wordings(Report report) => Of(report, FigureKind.Wordings);

    /// <summary>Variance components.</summary>
    public static Figure Variance(Report report) => Of(report, FigureKind.Variance);

    /// <summary>How the scores of the levels are spread.</summary>
    public static Figure Distributions(Report report) => Of(report, FigureKind.Distributions);

    private static string? WhyNot(Report report, FigureKind kind) => kind switch
    {
        FigureKind.Tasks when report.Tasks.Count == 0 => "it has no tasks",
        FigureKind.Wordings when report.Cells.Count == 0 => "it does not tell wordings apart",
        FigureKind.Variance when report.Variance is null => SafeText.Line(Words.WhyNull(report, "variance")),
        FigureKind.Distributions when report.Distributions.All(d => d.Bins.Sum() == 0) => "it does not hold how scores are spread",
        _ => null,
    };

    private static PlotAxis ScoreAxis(string title) => new() { Title = new PlotTitle(title), Range = [-.02, 1.02], TickVals = s_fifths };

    /// <summary>Rows from the top down, labelled while there are few enough to read.</summary>
    private static PlotAxis RowAxis(IReadOnlyList<(double At, PlotText Label)> rows, double count) => new()
    {
        Range = [count - .5, -.5],
        ShowGrid = false,
        TickVals = [.. rows.Select(r => r.At)],
        TickText = [.. rows.Select(r => r.Label)],
        ShowTickLabels = rows.Count <= Labelled,
    };

    private static double HeightFor(double rows, double row) => Math.Clamp(130 + rows * row, 190, 960);

    private static PlotShape Vertical(double x, string dash = "dash") => new()
    {
        X0 = x,
        X1 = x,
        Y0 = 0,
        Y1 = 1,
        YRef = "paper",
        Line = new PlotLine(FigureTheme.Threshold, 1.5, dash),
    };

    private static PlotAnnotation ThresholdNote(double threshold) => new()
    {
        Text = $" threshold {Numbers.Short(threshold)}",
        X = threshold,
        Y = 0,
        YRef = "paper",
        YAnchor = "bottom",
        Font = new PlotFont(Size: 11),
    };

    /// <summary>Estimates with their intervals, one series a verdict: a bar below, a mark above.</summary>
    private static IEnumerable<Trace> Estimates(IEnumerable<Mark> marks, double width, double size)
    {
        foreach (IGrouping<Verdict, Mark> verdict in marks.Where(m => m.Estimate is not null).GroupBy(m => m.Verdict).OrderBy(g => g.Key))
        {
            string color = FigureTheme.Of(verdict.Key);
            string name = Words.Of(verdict.Key);
            // Thousands of intervals side by side would hide the marks.
            yield return Spans([.. verdict.Select(m => (m.Interval, m.At))], width < 2 ? FigureTheme.Faint(color) : color, width) with { LegendGroup = name };
            yield return new ScatterTrace
            {
                Name = name,
                ShowLegend = true,
                LegendGroup = name,
                X = [.. verdict.Select(m => Round(m.Estimate))],
                Y = [.. verdict.Select(m => (double?)m.At)],
                Mode = "markers",
                Marker = PlotMarker.Point(color, FigureTheme.Symbol(verdict.Key), size),
                HoverText = [.. verdict.Select(m => m.Says)],
            };
        }
    }

    /// <summary>Horizontal intervals as one line with gaps: thousands cost no more than one.</summary>
    private static ScatterTrace Spans(IReadOnlyList<(Interval? Interval, double At)> spans, string color, double width) => new()
    {
        X = [.. spans.Where(s => s.Interval is not null).SelectMany(s => new[] { Round(s.Interval!.Value.Lower), Round(s.Interval.Value.Upper), null })],
        Y = [.. spans.Where(s => s.Interval is not null).SelectMany(s => new double?[] { s.At, s.At, null })],
        Mode = "lines",
        Line = new PlotLine(color, width),
        HoverInfo = "skip",
    };

    private static double? Round(double? value) => value is { } v ? Math.Round(v, 6) : null;

    private static string Shorten(string text, int max) => text.Length <= max ? text : text[..(max - 1)] + "…";

    private readonly record struct Mark(double? Estimate, Interval? Interval, Verdict Verdict, double At, PlotText Says);
}
