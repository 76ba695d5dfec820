using GenEval.Generalization;

namespace GenEval.Reports;

public static partial class Figures
{
    /// <summary>The ladders of several runs, level by level; the runs' thresholds should agree, the first one's is drawn.</summary>
    /// <exception cref="ArgumentException">There is no report.</exception>
    public static Figure Ladder(IReadOnlyList<Report> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        if (reports.Count == 0)
        {
            throw new ArgumentException("At least one report is needed.", nameof(reports));
        }

        LevelKind[] kinds = reports.Any(r => r.Levels.Unlabelled is not null) ? [.. Words.Rungs, LevelKind.Unlabelled] : Words.Rungs;
        string of = reports.Count == 1 ? SafeText.Line(reports[0].Model, 60) : $"{reports.Count} runs";
        return new Figure
        {
            Title = $"The ladder of {of}",
            AltText = string.Join(" ", reports.Select(r => Describe(r, kinds))),
            Data = reports.Count == 1 ? One(reports[0], kinds) : Several(reports, kinds),
            Layout = new FigureLayout
            {
                XAxis = ScoreAxis($"score ({SafeText.Line(reports[0].Metric, 40)}), interval at {Numbers.Percent(reports[0].Confidence)}"),
                YAxis = RowAxis([.. kinds.Select((k, i) => ((double)i, (PlotText)$"{Words.Title(k)}\n{Words.Asked(k)}"))], kinds.Length),
                Height = HeightFor(kinds.Length, 44 + 12 * Math.Min(reports.Count, 8)),
                Margin = new PlotMargin(270, reports.Count == 1 ? 150 : 30, 72, 56),
                Shapes = [Vertical(reports[0].Threshold)],
                Annotations = [ThresholdNote(reports[0].Threshold), .. reports.Count == 1 ? kinds.Select((kind, i) => Result(reports[0].Levels[kind], i)) : []],
            },
        };
    }

    private static PlotAnnotation Result(Level? level, int row) => new()
    {
        Text = level is null ? Words.Of(verdict: null) : $"{Numbers.Score(level.Estimate)} {Words.Of(level.Verdict)}",
        X = 1.02,
        XRef = "paper",
        Y = row,
    };

    private static Trace[] One(Report report, LevelKind[] kinds) =>
        [.. Estimates(kinds.Select((kind, i) => MarkOf(report, kind, i)), width: 5, size: 13)];

    private static Trace[] Several(IReadOnlyList<Report> reports, LevelKind[] kinds)
    {
        double step = Math.Min(.7 / reports.Count, .2);
        return [.. reports.SelectMany((report, r) =>
        {
            string color = FigureTheme.Series[r % FigureTheme.Series.Length];
            string group = $"run{r}";
            Mark[] marks = [.. kinds.Select((kind, i) => MarkOf(report, kind, i + (r - (reports.Count - 1) / 2.0) * step)).Where(m => m.Estimate is not null)];
            return new Trace[]
            {
                Spans([.. marks.Select(m => (m.Interval, m.At))], color, 3) with { LegendGroup = group },
                new ScatterTrace
                {
                    Name = Shorten(SafeText.Line(report.Model, 60), 40),
                    ShowLegend = true,
                    LegendGroup = group,
                    X = [.. marks.Select(m => Round(m.Estimate))],
                    Y = [.. marks.Select(m => (double?)Math.Round(m.At, 6))],
                    Mode = "markers",
                    Marker = PlotMarker.Point(color, FigureTheme.Symbols[r % FigureTheme.Symbols.Length], 10),
                    HoverText = [.. marks.Select(m => (PlotText)$"{SafeText.Line(report.Model, 60)}\n{m.Says.Raw}")],
                },
            };
        })];
    }

    private static Mark MarkOf(Report report, LevelKind kind, double at)
    {
        Level? level = report.Levels[kind];
        return new Mark(level?.Estimate, level?.Interval, level?.Verdict ?? Verdict.Inconclusive, at, level is null
            ? ""
            : $"{Words.Title(kind)}: {Words.Asked(kind)}\n{Numbers.Score(level.Estimate)} ({Numbers.Range(level.Interval)}): {Words.Of(level.Verdict)}\n{Numbers.Count(level.Tasks)} tasks, {Numbers.Count(level.Records)} answers");
    }

    private static string Describe(Report report, LevelKind[] kinds) =>
        $"{SafeText.Line(report.Model, 60)}, threshold {Numbers.Short(report.Threshold)}. " + string.Join(" ", kinds.Select(kind => report.Levels[kind] is { } level
            ? $"{Words.Title(kind)}: {Numbers.Score(level.Estimate)}, interval {Numbers.Range(level.Interval)}, {Words.Of(level.Verdict)}."
            : $"{Words.Title(kind)}: not measured."));
}
