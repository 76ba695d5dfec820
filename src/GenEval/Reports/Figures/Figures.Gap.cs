using GenEval.Generalization;

namespace GenEval.Reports;

public static partial class Figures
{
    /// <summary>Two runs, task by task: those that both have, the largest gain first, seen and unseen apart. Tests are `compare`'s.</summary>
    /// <param name="before">The baseline, or the first model.</param>
    /// <param name="after">The tuned model, or the second one.</param>
    /// <param name="transfer">Gain on unseen tasks / gain on seen ones, to be noted; null: <paramref name="after"/>'s own, if it has one.</param>
    /// <exception cref="GenEvalException">They have no task in common.</exception>
    public static Figure Gap(Report before, Report after, TransferRatio? transfer = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Pair[] pairs =
        [
            .. from a in before.Tasks
               join b in after.Tasks on (a.Level, a.Task) equals (b.Level, b.Task)
               where a.Estimate is not null && b.Estimate is not null
               orderby a.Level, b.Estimate - a.Estimate descending, a.Task
               select new Pair(a.Level, a.Task, a.Estimate!.Value, b.Estimate!.Value),
        ];
        string first = Shorten(SafeText.Line(before.Model, 60), 40);
        string second = Shorten(SafeText.Line(after.Model, 60), 40);
        if (pairs.Length == 0)
        {
            throw new GenEvalException($"{first} and {second} have no scored task in common.") { Id = "FigureUnavailable" };
        }

        double at = 0;
        List<PlotAnnotation> headings = [];
        List<(double At, PlotText Label)> labels = [];
        double[] y = new double[pairs.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            if (i == 0 || pairs[i].Level != pairs[i - 1].Level)
            {
                Pair[] level = [.. pairs.Where(p => p.Level == pairs[i].Level)];
                headings.Add(new PlotAnnotation { Text = $"{Words.Title(pairs[i].Level)}: {Numbers.Signed(level.Average(p => p.Gain))} on average", X = -.02, XRef = "paper", XAnchor = "right", Y = at });
                at += Math.Max(1, pairs.Length / 60.0);
            }

            y[i] = at;
            labels.Add((at, Shorten(SafeText.Line(pairs[i].Task, 120), 34)));
            at++;
        }

        transfer ??= after.TransferRatio;
        string ratio = transfer?.Estimate is { } r ? $"; transfer ratio {Numbers.Short(r)} ({Numbers.Range(transfer.Interval)})" : "";
        bool few = pairs.Length <= Labelled;
        return new Figure
        {
            Title = $"{first} and {second}, task by task{ratio}",
            AltText = string.Join(" ", pairs.GroupBy(p => p.Level).Select(g => $"{Words.Title(g.Key)}: {second} is {Numbers.Signed(g.Average(p => p.Gain))} from {first} on average over {Numbers.Count(g.Count())} tasks; better on {g.Count(p => p.Gain > 0)}, worse on {g.Count(p => p.Gain < 0)}.")) + ratio,
            Data =
            [
                Spans([.. pairs.Select((p, i) => ((Statistics.Interval?)new Statistics.Interval(Math.Min(p.Before, p.After), Math.Max(p.Before, p.After)), y[i]))], FigureTheme.Grey, few ? 2.5 : 1),
                Ends(first, pairs, y, p => p.Before, FigureTheme.Vermilion, "circle-open", few),
                Ends(second, pairs, y, p => p.After, FigureTheme.Blue, "circle", few),
            ],
            Layout = new FigureLayout
            {
                XAxis = ScoreAxis($"score ({SafeText.Line(after.Metric, 40)})"),
                YAxis = RowAxis(few ? labels : [], at),
                Height = HeightFor(at, 22),
                Margin = new PlotMargin(few ? 270 : 230, 30, 72, 56),
                Shapes = [Vertical(after.Threshold)],
                Annotations = [ThresholdNote(after.Threshold), .. headings],
            },
        };
    }

    private static ScatterTrace Ends(string name, Pair[] pairs, double[] y, Func<Pair, double> value, string color, string symbol, bool few) => new()
    {
        Name = name,
        ShowLegend = true,
        X = [.. pairs.Select(p => Round(value(p)))],
        Y = [.. y.Select(v => (double?)v)],
        Mode = "markers",
        Marker = PlotMarker.Point(color, symbol, few ? 10 : 5),
        HoverText = [.. pairs.Select(p => (PlotText)$"{SafeText.Line(p.Task, 90)}, {Words.Name(p.Level)}\n{Numbers.Score(p.Before)} to {Numbers.Score(p.After)}: {Numbers.Signed(p.Gain)}")],
    };

    private sealed record Pair(LevelKind Level, string Task, double Before, double After)
    {
        public double Gain => After - Before;
    }
}
