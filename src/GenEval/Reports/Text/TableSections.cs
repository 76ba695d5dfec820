using GenEval.Generalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GenEval.Reports;

/// <summary>The tables of the terminal's format.</summary>
internal static class TableSections
{
    public static Table Ladder(Report report)
    {
        Table table = Empty(("Level", false), ("New to it", false), ("Estimate", true), ("Interval", true), ("Verdict", false), ("Tasks", true), ("Records", true));
        foreach (LevelKind kind in Words.Shown(report))
        {
            Level? level = report.Levels[kind];
            table.AddRow(
                Cell(Words.Name(kind)),
                Cell(Words.New(kind)),
                Cell(Numbers.Score(level?.Estimate)),
                Cell(Numbers.Range(level?.Interval)),
                Cell(Words.Of(level?.Verdict), Look(level?.Verdict)),
                Cell(level is null ? Numbers.None : Numbers.Count(level.Tasks)),
                Cell(level is null ? Numbers.None : Numbers.Count(level.Records)));
        }

        return table;
    }

    public static Table? Gaps(Report report)
    {
        Table table = Empty(("Gap", false), ("Between", false), ("Estimate", true), ("Interval", true), ("p", true), ("Ratio", true));
        foreach ((string name, string between, Gap? gap) in Findings.Gaps(report))
        {
            if (gap is not null)
            {
                table.AddRow(
                    Cell(name),
                    Cell(between),
                    Cell(Numbers.Signed(gap.Estimate)),
                    Cell(gap.Interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : Numbers.None),
                    Cell(Numbers.PValue(gap.PValue)),
                    Cell(Numbers.Short(gap.Ratio)));
            }
        }

        return table.Rows.Count == 0 ? null : table;
    }

    public static Table Empty(params (string Title, bool Right)[] columns)
    {
        Table table = new Table().Border(new RuleBorder()).BorderStyle(Style.Plain);
        foreach ((string title, bool right) in columns)
        {
            TableColumn column = new TableColumn(new Text(title)).PadLeft(0).PadRight(0);
            table.AddColumn(right ? column.RightAligned() : column.LeftAligned());
        }

        return table;
    }

    public static IRenderable Cell(string text, Style? style = null) => new Text(text, style ?? Style.Plain);

    private static Style Look(Verdict? verdict) => verdict switch
    {
        Verdict.Generalizes => new Style(Color.Green),
        Verdict.DoesNot => new Style(Color.Red),
        Verdict.Inconclusive => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
