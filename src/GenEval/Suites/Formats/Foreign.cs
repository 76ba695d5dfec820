using System.Text;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>Values out of other tools' files, taken as freely as those tools write them.</summary>
internal static class Foreign
{
    /// <summary>A text, or a number or true/false as its text; null for everything else.</summary>
    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    /// <summary>A text or a list of texts.</summary>
    public static IReadOnlyList<string>? TextsOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            List<string> texts = [];
            foreach (JsonElement element in value.EnumerateArray())
            {
                if (TextOf(element) is not { } text)
                {
                    return null;
                }

                texts.Add(text);
            }

            return texts;
        }

        return TextOf(value) is { } one ? [one] : null;
    }

    /// <summary>The member of an object at a path of names, or null.</summary>
    public static JsonElement? At(JsonElement? value, params ReadOnlySpan<string> path) =>
        value is { } root && JsonPath.Find(root, path) is { ValueKind: not JsonValueKind.Null } found ? found : null;

    public static string? TextAt(JsonElement? value, params ReadOnlySpan<string> path) => At(value, path) is { } found ? TextOf(found) : null;

    public static JsonElement? Member(this Dictionary<string, JsonElement> parts, string name) =>
        parts.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? TextMember(this Dictionary<string, JsonElement> parts, string name) => parts.Member(name) is { } value ? TextOf(value) : null;

    public static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    /// <summary>The text of a chat message's content: a text, or the text parts of a list of parts.</summary>
    public static string? ContentOf(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Array)
        {
            return TextOf(content);
        }

        StringBuilder text = new();
        foreach (JsonElement part in content.EnumerateArray())
        {
            text.Append(TextOf(part) ?? TextAt(part, "text"));
        }

        return text.ToString();
    }

    /// <summary>The text of the last message of a role in a chat, or null where there is none.</summary>
    public static string? LastOf(JsonElement messages, string role)
    {
        string? last = null;
        if (messages.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement message in messages.EnumerateArray())
            {
                if (message.ValueKind == JsonValueKind.Object && TextAt(message, "role") == role)
                {
                    last = At(message, "content") is { } content ? ContentOf(content)
                        : At(message, "contents") is { } contents ? ContentOf(contents) : last;
                }
            }
        }

        return last;
    }
}
