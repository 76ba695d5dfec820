using GenEval.Reports;

namespace GenEval.PowerShell.Commands;

/// <summary>Which format a file's name asks for.</summary>
internal static class ReportFormats
{
    public static ReportFormat? OfName(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => ReportFormat.Html,
        ".MD" or ".MARKDOWN" => ReportFormat.Markdown,
        ".JSON" => ReportFormat.Json,
        ".CSV" => ReportFormat.Csv,
        ".XML" => ReportFormat.JUnit,
        ".TXT" => ReportFormat.Table,
        _ => null,
    };
}
