using GenEval.Generalization;

namespace GenEval.Reports;

public static partial class Figures
{
    private static Figure DrawTasks(Report report)
    {
        Dictionary<(LevelKind, string), AnswerSample> worst = [];
        foreach (AnswerSample sample in report.Worst)
        {
            worst.TryAdd((sample.Level, sample.Task), sample);
        }

        List<Mark> marks = [];
        List<(double At, PlotText Label)> labels = [];
        List<PlotAnnotation> headings = [];
        double at = 0;
        foreach (IGrouping<LevelKind, TaskRow> level in report.Tasks.GroupBy(t => t.Level).OrderBy(g => g.Key))
        {
            headings.Add(new PlotAnnotation { Text = $"{Words.Title(level.Key)} ({Numbers.Count(level.Count())})", X = -.02, XRef = "paper", XAnchor = "right", Y = at });
            // A heading takes a row's height however many rows share the plot.
            at += Math.Max(1, report.Tasks.Count / 60.0);
            foreach (TaskRow row in level.OrderByDescending(t => t.Estimate ?? -1).ThenBy(t => t.Task, StringComparer.Ordinal))
            {
                worst.TryGetValue((row.Level, row.Task), out AnswerSample? sample);
                marks.Add(new Mark(row.Estimate, row.Interval, row.Verdict, at, Says(row, sample)));
                labels.Add((at, Shorten(SafeText.Line(row.Task, 120), 34)));
                at++;
            }
        }

        bool few = marks.Count <= Labelled;
        return new Figure
        {
            Title = $"The tasks of {SafeText.Line(report.Model, 60)}",
            AltText = string.Join(" ", report.Tasks.GroupBy(t => t.Level).OrderBy(g => g.Key).Select(Describe)),
            Data = [.. Estimates(marks, few ? 4 : 1.5, few ? 10 : 5)],
            Layout = new FigureLayout
            {
                XAxis = ScoreAxis($"score ({SafeText.Line(report.Metric, 40)}), interval at {Numbers.Percent(report.Confidence)}"),
                YAxis = RowAxis(labels, at) with { TickVals = few ? [.. labels.Select(l => l.At)] : [], TickText = few ? [.. labels.Select(l => l.Label)] : [] },
                Height = HeightFor(at, 22),
                Margin = new PlotMargin(few ? 270 : 190, 30, 72, 56),
                Shapes = [Vertical(report.Threshold)],
                Annotations = [ThresholdNote(report.Threshold), .. headings],
            },
        };
    }

    private static PlotText Says(TaskRow row, AnswerSample? worst)
    {
        string category = row.Category is null ? "" : $" ({SafeText.Line(row.Category, 40)})";
        string answer = worst is null ? "" : $"\nworst answer, {(worst.Score is null ? SafeText.Line(worst.Unscored, 40) : Numbers.Score(worst.Score))}: {SafeText.Line(worst.Output ?? "no answer", 90)}";
        return $"{SafeText.Line(row.Task, 90)}{category}\n{Numbers.Score(row.Estimate)} ({Numbers.Range(row.Interval)}): {Words.Of(row.Verdict)}\n{Numbers.Count(row.Records)} answers, {Numbers.Count(row.Unscored)} unscored{answer}";
    }

    private static string Describe(IGrouping<LevelKind, TaskRow> level)
    {
        TaskRow[] known = [.. level.Where(t => t.Estimate is not null).OrderBy(t => t.Estimate)];
        string range = known.Length == 0 ? "" : $", from {Numbers.Score(known[0].Estimate)} ({SafeText.Line(known[0].Task, 60)}) to {Numbers.Score(known[^1].Estimate)} ({SafeText.Line(known[^1].Task, 60)})";
        string verdicts = string.Join(", ", level.GroupBy(t => t.Verdict).OrderBy(g => g.Key).Select(g => $"{Numbers.Count(g.Count())} {Words.Of(g.Key)}"));
        return $"{Words.Title(level.Key)}: {Numbers.Count(level.Count())} tasks{range}; {verdicts}.";
    }
}
