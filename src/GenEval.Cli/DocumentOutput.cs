using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli;

/// <summary>Writes a document where the user wants it, and its warnings to standard error where the document is for machines.</summary>
internal static class DocumentOutput
{
    public static RenderOptions OptionsFor(CliConsole console) => new() { Width = console.Width, Color = console.UseColor };

    public static void Write(IReadOnlyList<Report> reports, ParseResult parsed, OutputOptions output, CliConsole console) => Write(
        reports.SelectMany(r => r.Warnings.Select(w => w with { Message = $"{r.Model}: {w.Message}" })), parsed, output, console,
        (format, writer, options) => ReportRenderer.Render(reports, format, writer, options));

    public static void Write(
        IEnumerable<Warning> warnings, ParseResult parsed, OutputOptions output, CliConsole console, Action<ReportFormat, TextWriter, RenderOptions> render)
    {
        ReportFormat format = parsed.GetValue(output.Format);
        RenderOptions options = OptionsFor(console);
        bool quiet = parsed.GetValue(output.Quiet);
        if (parsed.GetValue(output.Output) is { } path)
        {
            ReportFile.Write(path, writer => render(format, writer, options with { Color = false }));
            if (!quiet)
            {
                console.Error.WriteLine($"Wrote {Printable.Line(path)}");
            }
        }
        else
        {
            render(format, console.Out, options);
        }

        // A table on the screen has them already.
        bool shown = format == ReportFormat.Table && parsed.GetValue(output.Output) is null;
        foreach (Warning warning in shown || quiet ? [] : warnings)
        {
            console.Error.WriteLine($"warning {warning.Code}: {Printable.Line(warning.Message)}");
        }
    }
}
