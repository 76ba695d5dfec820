using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>geneval.report/1: what is written is read again as the same report.</summary>
public static class ReportJson
{
    /// <summary>The document's name and version.</summary>
    public const string Schema = "geneval.report/1";

    /// <summary>One report as an object; none or several as an array.</summary>
    public static string Serialize(IReadOnlyList<Report> reports) => DocumentJson.Serialize(reports);

    /// <summary>Writes what <see cref="Serialize"/> gives.</summary>
    public static void Write(IReadOnlyList<Report> reports, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Serialize(reports));
    }

    /// <summary>The reports in a text.</summary>
    /// <param name="json">An object or an array.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="Suites.SuiteFormatException">It is not geneval.report/1.</exception>
    public static IReadOnlyList<Report> Parse(string json, string file = "-") => DocumentJson.Parse<Report>(json, Schema, file);

    /// <summary>The reports in a file: one or several.</summary>
    /// <exception cref="GenEvalException">The file cannot be read or is not geneval.report/1.</exception>
    public static IReadOnlyList<Report> Read(string path) => DocumentJson.Read<Report>(path, Schema);
}
