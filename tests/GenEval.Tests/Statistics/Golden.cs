using System.Text.Json;

namespace GenEval.Tests.Statistics;

/// <summary>Reads the worked examples and compares with them.</summary>
internal static class Golden
{
    public static JsonElement Read(string file)
    {
        using FileStream stream = File.OpenRead(Shared.Path("golden", file));
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>Equal to 1e-9, relative where the value is above 1.</summary>
    public static void Close(double expected, double? actual, string what = "", double tolerance = 1e-9)
    {
        Assert.True(actual is not null, $"{what}: expected {expected:R}, got null");
        Assert.True(Math.Abs(expected - actual.Value) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}");
    }

    public static void Close(JsonElement expected, double? actual, string what = "", double tolerance = 1e-9)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.True(actual is null, $"{what}: expected null, got {actual:R}");
            return;
        }

        Close(expected.GetDouble(), actual, what, tolerance);
    }

    public static void Close(JsonElement expected, GenEval.Statistics.Interval? actual, string what = "", double tolerance = 1e-9)
    {
        Close(expected[0], actual?.Lower, what + " lower", tolerance);
        Close(expected[1], actual?.Upper, what + " upper", tolerance);
    }
}
