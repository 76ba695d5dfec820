namespace GenEval.Reports;

/// <summary>How reports are written.</summary>
public enum ReportFormat
{
    /// <summary>For a terminal, readable without colour and at 80 columns.</summary>
    Table,

    /// <summary>geneval.report/1: an object, or an array for several reports.</summary>
    Json,

    /// <summary>Headings and tables for a pull request or a wiki.</summary>
    Markdown,

    /// <summary>One self-contained page that opens offline.</summary>
    Html,

    /// <summary>A test case a level, for build servers.</summary>
    JUnit,

    /// <summary>A row for each level and each task, for spreadsheets.</summary>
    Csv,
}
