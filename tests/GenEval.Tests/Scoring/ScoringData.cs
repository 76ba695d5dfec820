using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using GenEval.Scoring;

namespace GenEval.Tests.Scoring;

/// <summary>What the scoring tests read: tables beside them, and the shared data.</summary>
internal static class ScoringData
{
    /// <summary>A file of the folder Data beside this one.</summary>
    public static string Path(string file) => System.IO.Path.Combine(Shared.Root, "tests", "GenEval.Tests", "Scoring", "Data", file);

    /// <summary>The objects of a JSON Lines file of the shared data; skips the test where it is absent.</summary>
    public static List<JsonElement> Rows(string file)
    {
        using FileStream stream = File.OpenRead(Shared.Path("data", file));
        using StreamReader reader = new(new GZipStream(stream, CompressionMode.Decompress));
        List<JsonElement> rows = [];
        while (reader.ReadLine() is { } line)
        {
            rows.Add(JsonElement.Parse(line));
        }

        return rows;
    }

    /// <summary>A JSON file of the shared data's references.</summary>
    public static JsonElement Reference(string file) => JsonElement.Parse(File.ReadAllText(Shared.Path("data", "reference", file)));

    public static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    /// <summary>The texts of a list; null where the row has none.</summary>
    public static IReadOnlyList<string>? Texts(this JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : null;

    public static double Number(this JsonElement row, string name) => row.GetProperty(name).GetDouble();

    /// <summary>The value of a metric for one output and its references; null where unscored.</summary>
    public static double? Value(string metric, string output, params string[] references) =>
        Scorers.Create(metric).Score(new ScoringItem(output, references)).Value;

    /// <summary>Runs an action under a culture and restores the one before.</summary>
    public static void Under(string culture, Action action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
