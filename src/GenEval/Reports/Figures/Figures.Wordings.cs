using GenEval.Generalization;

namespace GenEval.Reports;

public static partial class Figures
{
    private const int HeatRows = 80;
    private const int HeatColumns = 40;

    private static Figure DrawWordings(Report report)
    {
        // Rows are tasks at a level: a seen task has its own wordings and new ones. The widest spread comes first: that is what one looks for.
        (LevelKind Level, string Task, WordingCell[] Cells)[] all =
        [
            .. from cell in report.Cells
               group cell by (cell.Level, cell.Task) into row
               orderby row.Max(c => c.Estimate) - row.Min(c => c.Estimate) descending, row.Key.Level, row.Key.Task
               select (row.Key.Level, row.Key.Task, row.ToArray()),
        ];
        (LevelKind Level, string Task, WordingCell[] Cells)[] rows = [.. all.Take(HeatRows)];
        string[] columns = [.. rows.SelectMany(r => r.Cells).Select(c => c.Instruction).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // Wordings of their own have nothing in common but their number.
        bool shared = columns.Length <= HeatColumns;
        int width = shared ? columns.Length : Math.Min(rows.Max(r => r.Cells.Length), HeatColumns);
        WordingCell?[][] cells = [.. rows.Select(r => Enumerable.Range(0, width).Select(i => shared
            ? Array.Find(r.Cells, c => string.Equals(c.Instruction, columns[i], StringComparison.Ordinal))
            : r.Cells.OrderBy(c => c.Instruction, StringComparer.Ordinal).ElementAtOrDefault(i)).ToArray())];
        double[] at = [.. Enumerable.Range(0, rows.Length).Select(i => (double)i)];
        double spread = rows.Max(r => r.Cells.Max(c => c.Estimate) - r.Cells.Min(c => c.Estimate)) ?? 0;
        string left = all.Length > rows.Length ? $", the {rows.Length} of {Numbers.Count(all.Length)} with the widest spread" : "";
        return new Figure
        {
            Title = $"Tasks by wording{left}",
            AltText = $"{Numbers.Count(all.Length)} tasks under up to {width} wordings. The widest spread of a task over its wordings is {Numbers.Score(spread)}: {SafeText.Line(rows[0].Task, 60)} ({Words.Name(rows[0].Level)}).",
            Data =
            [
                new HeatmapTrace
                {
                    X = [.. Enumerable.Range(0, width).Select(i => (double)i)],
                    Y = at,
                    Z = [.. cells.Select(row => row.Select(c => Round(c?.Estimate)).ToArray())],
                    ColorScale = FigureTheme.Scale,
                    ColorBar = new PlotColorBar(new PlotTitle("score")),
                    HoverText = [.. cells.Select(row => row.Select(Says).ToArray())],
                },
            ],
            Layout = new FigureLayout
            {
                XAxis = new PlotAxis
                {
                    Title = new PlotTitle("wording"), Range = [-.5, width - .5], ShowGrid = false,
                    TickVals = [.. Enumerable.Range(0, width).Select(i => (double)i)],
                    TickText = [.. Enumerable.Range(0, width).Select(i => (PlotText)(shared ? Shorten(SafeText.Line(columns[i], 60), 16) : $"{i + 1}"))],
                },
                YAxis = RowAxis([.. rows.Select((r, i) => ((double)i, (PlotText)$"{Shorten(SafeText.Line(r.Task, 120), 26)}, {Words.Name(r.Level)}"))], rows.Length) with { ShowTickLabels = true },
                // plotly.js cannot draw the scale in less.
                Height = Math.Max(300, HeightFor(rows.Length, 22)),
                Margin = new PlotMargin(270, 90, 72, 56),
            },
        };
    }

    private static PlotText Says(WordingCell? cell) => cell is null
        ? ""
        : $"{SafeText.Line(cell.Task, 90)}, {Words.Name(cell.Level)}\nwording {SafeText.Line(cell.Instruction, 90)}\n{Numbers.Score(cell.Estimate)}, {Numbers.Count(cell.Records)} answers";
}
