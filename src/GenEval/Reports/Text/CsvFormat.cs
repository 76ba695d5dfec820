using System.Globalization;
using CsvHelper;
using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>Reports as CSV (RFC 4180, \n): a row for each level with records, then one for each task; what a spreadsheet would run stays text.</summary>
internal static class CsvFormat
{
    private static readonly string[] s_columns =
    [
        "row", "suite", "model", "metric", "threshold", "confidence", "level", "task", "category", "novelty", "estimate", "standardError", "degreesOfFreedom",
        "lower", "upper", "boundLower", "boundUpper", "micro", "tasks", "records", "unscored", "verdict", "aboveThreshold", "shareAboveThreshold",
        "shareLower", "shareUpper", "pAdjusted", "method", "reason",
        "predictionPowered", "predictionPoweredLower", "predictionPoweredUpper", "ratings", "ratingsSaved",
    ];

    public static void Write(IReadOnlyList<Report> reports, TextWriter writer)
    {
        using CsvWriter csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(s_columns);
        foreach (Report report in reports)
        {
            string?[] run = [Text(report.Suite), Text(report.Model), Text(report.Metric), Number(report.Threshold), Number(report.Confidence)];
            foreach (LevelKind kind in Words.Shown(report))
            {
                if (report.Levels[kind] is { } level)
                {
                    csv.WriteRecord(["level", .. run, .. Of(kind, level)]);
                }
            }

            foreach (TaskRow task in report.Tasks)
            {
                csv.WriteRecord(["task", .. run, .. Of(task)]);
            }
        }
    }

    private static string?[] Of(LevelKind kind, Level level) =>
    [
        Words.Name(kind), null, null, null, Number(level.Estimate), Number(level.StandardError), Number(level.DegreesOfFreedom), .. Ends(level.Interval), .. Ends(level.Bound),
        Number(level.Micro.Estimate), Number(level.Tasks), Number(level.Records), Number(level.Unscored), Words.Name(level.Verdict),
        level.AboveThreshold is { } above ? (above ? "true" : "false") : null, Number(level.ShareAboveThreshold.Estimate), .. Ends(level.ShareAboveThreshold.Interval),
        null, Text(level.Method), Text(level.Reason), Number(level.PredictionPowered?.Estimate), .. Ends(level.PredictionPowered?.Interval),
        Number(level.PredictionPowered?.Ratings), Number(level.PredictionPowered?.RatingsSaved),
    ];

    private static string?[] Of(TaskRow task) =>
    [
        Words.Name(task.Level), Text(task.Task), Text(task.Category), Words.Name(task.Novelty), Number(task.Estimate), null, null, .. Ends(task.Interval), null, null,
        null, null, Number(task.Records), Number(task.Unscored), Words.Name(task.Verdict), null, null, null, null, Number(task.PAdjusted), null, Text(task.Reason), null, null, null, null, null,
    ];

    private static string?[] Ends(Interval? interval) => [Number(interval?.Lower), Number(interval?.Upper)];

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    // CsvHelper's own guard knows ASCII only; spreadsheets also run what starts with a full-width sign.
    public static string? Text(string? text)
    {
        string? line = text is null ? null : SafeText.Line(text, 1000);
        return string.IsNullOrEmpty(line) || !"=+-@\\\uFF1D\uFF0B\uFF0D\uFF20".Contains(line[0], StringComparison.Ordinal) ? line : "'" + line;
    }
}
