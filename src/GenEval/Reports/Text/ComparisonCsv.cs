using System.Globalization;
using CsvHelper;
using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>Comparisons as CSV: for each pair of runs a row for all prompts, one for each level, then one for each task; every digit.</summary>
internal static class ComparisonCsv
{
    private static readonly string[] s_columns =
    [
        "row", "a", "b", "metric", "level", "task", "novelty", "difference", "standardError", "degreesOfFreedom", "lower", "upper", "pValue", "pAdjusted", "pairs", "reason",
    ];

    public static void Write(IReadOnlyList<Comparison> comparisons, TextWriter writer)
    {
        using CsvWriter csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord(s_columns);
        foreach (Comparison c in comparisons)
        {
            string?[] run = [CsvFormat.Text(c.A), CsvFormat.Text(c.B), CsvFormat.Text(c.Metric)];
            csv.WriteRecord(["all", .. run, .. Of(null, c.Difference, c.Pairs)]);
            foreach ((string level, Difference? difference) in ComparisonOutline.Levels(c))
            {
                if (difference is not null)
                {
                    csv.WriteRecord(["level", .. run, .. Of(level, difference, pairs: null)]);
                }
            }

            foreach (TaskDifference task in c.ByTask)
            {
                csv.WriteRecord(
                [
                    "task", .. run, null, CsvFormat.Text(task.Task), Words.Name(task.Novelty), Number(task.Difference), null, null, .. Ends(task.Interval),
                    null, Number(task.PAdjusted), Number(task.Pairs), CsvFormat.Text(task.Reason),
                ]);
            }
        }
    }

    private static string?[] Of(string? level, Difference d, int? pairs) =>
    [
        level, null, null, Number(d.Estimate), Number(d.StandardError), Number(d.DegreesOfFreedom), .. Ends(d.Interval), Number(d.PValue), Number(d.PAdjusted),
        Number(pairs), CsvFormat.Text(d.Reason),
    ];

    private static string?[] Ends(Interval? interval) => [Number(interval?.Lower), Number(interval?.Upper)];

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
