using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli;

/// <summary>Writes reports where the user wants them, and what was warned about to standard error where the document is for machines.</summary>
internal static class ReportOutput
{
    public static RenderOptions OptionsFor(CliConsole console) => new() { Width = console.Width, Color = console.UseColor };

    public static void Write(IReadOnlyList<Report> reports, ParseResult parsed, OutputOptions output, CliConsole console)
    {
        ReportFormat format = parsed.GetValue(output.Format);
        RenderOptions render = OptionsFor(console);
        if (parsed.GetValue(output.Output) is { } path)
        {
            ReportFile.Write(path, reports, format, render with { Color = false });
            if (!parsed.GetValue(output.Quiet))
            {
                console.Error.WriteLine($"Wrote {Printable.Line(path)}");
            }
        }
        else
        {
            ReportRenderer.Render(reports, format, console.Out, render);
        }

        bool shown = format == ReportFormat.Table && parsed.GetValue(output.Output) is null;
        if (!shown && !parsed.GetValue(output.Quiet))
        {
            foreach (Report report in reports)
            {
                foreach (Warning warning in report.Warnings)
                {
                    console.Error.WriteLine($"warning {warning.Code}: {Printable.Line(report.Model)}: {Printable.Line(warning.Message)}");
                }
            }
        }
    }
}
