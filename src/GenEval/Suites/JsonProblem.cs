using System.Text.Json;

namespace GenEval.Suites;

/// <summary>What is wrong with JSON text, in words that say what to do.</summary>
internal static class JsonProblem
{
    /// <summary>A key twice in one object is an error at any depth.</summary>
    public static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static SuiteFormatException Explain(JsonException e, ReadOnlySpan<byte> line, string file, long number)
    {
        long column = (e.BytePositionInLine ?? 0) + 1;
        int at = (int)Math.Min(column - 1, line.Length);
        ReadOnlySpan<byte> rest = line[at..];
        (string message, string action) = rest switch
        {
            [(byte)'N', ..] or [(byte)'I', ..] or [(byte)'-', (byte)'I', ..] or [(byte)'I', (byte)'n', ..] =>
                ("NaN and Infinity are no JSON.", "Write null."),
            _ when line.Trim(" \r\n\t"u8).IsEmpty => ("there is nothing in it, and JSON is expected.", "Fill it, or leave the file out."),
            _ when line is [(byte)'{'] or [(byte)'['] => ("the line holds only the beginning of a value.", "One record is one line: jq -c . makes lines of a pretty-printed file."),
            [(byte)'\'', ..] => ("not valid JSON: texts stand in double quotes. " + Text(e), "Write JSON, not the print-out of a Python dictionary."),
            [] => ("not valid JSON: the line ends too early. " + Text(e), "The file may be cut off, or a record may be spread over several lines (jq -c . makes one line of each)."),
            _ => ("not valid JSON: " + Text(e), "One record is one line with one JSON object."),
        };
        return new SuiteFormatException(message, file, number, column, e) { Action = action };
    }

    /// <summary>The exception's own words without the position, which the message has already.</summary>
    public static string Text(JsonException e)
    {
        int at = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        int path = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        int end = at < 0 ? path : path < 0 ? at : Math.Min(at, path);
        return end < 0 ? e.Message : e.Message[..end];
    }

    public static string Name(JsonTokenType type) => Name(type switch
    {
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True or JsonTokenType.False => JsonValueKind.True,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.StartObject => JsonValueKind.Object,
        _ => JsonValueKind.Null,
    });

    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    public static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }
    }

    /// <summary>Decodes every text once; the decoder throws <see cref="InvalidOperationException"/> at half a surrogate pair.</summary>
    public static void CheckSurrogates(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
