using System.Text.Json;

namespace GenEval.Scoring.Text;

/// <summary>JSON in a model's answer: strict, whatever it holds, and never an exception.</summary>
internal static class JsonText
{
    private const string Fence = "```";
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 128 };

    /// <summary>The document, or null where the text is no JSON (also: deeper than 128, lone surrogates).</summary>
    public static JsonDocument? Parse(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonDocument.Parse(text, s_options);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What stands in the first code fence, or null where there is none that is closed.</summary>
    public static string? Fenced(string text)
    {
        int fence = text.IndexOf(Fence, StringComparison.Ordinal);
        int start = fence < 0 ? -1 : text.IndexOf('\n', fence);
        int end = start < 0 ? -1 : text.IndexOf(Fence, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }

    /// <summary>Equality of values. An escaped lone surrogate (<c>"\ud800"</c>) is no text, so it equals nothing.</summary>
    public static bool AreEqual(JsonDocument a, JsonDocument b)
    {
        try
        {
            return JsonElement.DeepEquals(a.RootElement, b.RootElement);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
