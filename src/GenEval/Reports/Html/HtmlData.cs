using System.Text.Json;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>What the page's script needs: figures by id, tasks by report. Texts are made harmless here; the script writes them as text only.</summary>
internal static class HtmlData
{
    /// <summary>More rows than this no one scrolls through; the JSON report has all.</summary>
    public const int MaxTasks = 50_000;

    public static string Of(IReadOnlyList<Report> reports)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = DocumentJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartObject("figures");
            foreach ((string id, Figure figure) in HtmlFigure.All(reports))
            {
                json.WritePropertyName(id);
                json.WriteRawValue(figure.ToPageJson());
            }

            json.WriteEndObject();
            json.WriteStartObject("tasks");
            for (int i = 0; i < reports.Count; i++)
            {
                Tasks(json, $"r{i + 1}", reports[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Tasks(Utf8JsonWriter json, string id, Report report)
    {
        json.WriteStartArray(id);
        foreach (TaskRow row in TaskGroup.Of(report, int.MaxValue).SelectMany(g => g.Rows).Take(MaxTasks))
        {
            json.WriteStartArray();
            json.WriteStringValue(Words.Name(row.Level));
            json.WriteStringValue(SafeText.Line(row.Task));
            json.WriteStringValue(SafeText.Line(row.Category));
            json.WriteStringValue(Words.Name(row.Verdict));
            Number(json, row.Estimate);
            Number(json, row.Interval?.Lower);
            Number(json, row.Interval?.Upper);
            Number(json, row.PAdjusted);
            json.WriteNumberValue(row.Records);
            json.WriteNumberValue(row.Unscored);
            json.WriteStringValue(SafeText.Line(row.Reason));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, double? value)
    {
        if (value is { } v)
        {
            json.WriteNumberValue(Math.Round(v, 6));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
