using GenEval.Generalization;
using Spectre.Console;

namespace GenEval.Reports;

/// <summary>Reports for a terminal: verdict first, then the ladder, the gaps, what to distrust, and the counts.</summary>
internal static class TableFormat
{
    public static void Write(IReadOnlyList<Report> reports, TextWriter writer, RenderOptions options) => Print(writer, options, console =>
    {
        for (int i = 0; i < reports.Count; i++)
        {
            if (i > 0)
            {
                console.WriteLine();
            }

            Write(reports[i], console);
        }
    });

    /// <summary>Prints to a terminal of the options' width, with no line ending in spaces.</summary>
    public static void Print(TextWriter writer, RenderOptions options, Action<IAnsiConsole> print)
    {
        // Written to a buffer: Spectre.Console ends lines with spaces, and as the platform does.
        using StringWriter buffer = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = options.Color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = options.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(buffer),
        });
        console.Profile.Width = Math.Max(options.Width, 40);
        console.Profile.Capabilities.Unicode = true;
        print(console);

        foreach (string line in buffer.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            writer.Write(line.TrimEnd());
            writer.Write('\n');
        }
    }

    private static void Write(Report report, IAnsiConsole console)
    {
        string suite = report.Suite is null ? "" : $" on {SafeText.Line(report.Suite, 60)}";
        Line(console, $"{SafeText.Line(report.Model, 60)}{suite}: {Words.Of(report.Diagnosis.Kind)}", Look(report.Diagnosis.Kind));
        Line(console, Words.Sentence(report));
        foreach (string reason in report.Diagnosis.Reasons)
        {
            Line(console, SafeText.Line(reason, 600));
        }

        if (report.Diagnosis.Secondary.Count > 0)
        {
            Line(console, "Also: " + string.Join(", ", report.Diagnosis.Secondary.Select(Words.Of)));
        }

        console.Write(TableSections.Ladder(report));
        Line(console, $"Scores are {SafeText.Line(report.Metric, 60)} in [0, 1]; a level generalizes above {Numbers.Short(report.Threshold)}; intervals and bounds at {Numbers.Percent(report.Confidence)}.", Style.Plain);
        string[] missing = [.. from kind in Words.Shown(report) where report.Levels[kind] is null select $"{Words.Name(kind)} ({SafeText.Line(Words.WhyNull(report, "levels." + Words.Name(kind)))})"];
        if (missing.Length > 0)
        {
            Line(console, "Not measured: " + string.Join(", ", missing));
        }

        if (TableSections.Gaps(report) is { } gaps)
        {
            console.Write(gaps);
        }

        else
        {
            console.WriteLine();
        }

        string[] more = [.. Findings.Shares(report), .. Findings.Lines(report)];
        foreach (string line in more)
        {
            Line(console, line);
        }

        if (more.Length > 0)
        {
            console.WriteLine();
        }

        foreach (Warning warning in report.Warnings)
        {
            Line(console, $"Warning {SafeText.Line(warning.Code, 40)}: {SafeText.Line(warning.Message, 600)}", new Style(Color.Yellow));
        }

        Line(console, Words.Sum(report.Counts));
    }

    // Text, never Markup: a task may be called [red].
    public static void Line(IAnsiConsole console, string text, Style? style = null)
    {
        console.Write(new Text(text, style ?? Style.Plain));
        console.WriteLine();
    }

    private static Style Look(DiagnosisKind kind) => new(kind switch
    {
        DiagnosisKind.Generalist => Color.Green,
        DiagnosisKind.Inconclusive => Color.Yellow,
        _ => Color.Red,
    }, decoration: Decoration.Bold);
}
