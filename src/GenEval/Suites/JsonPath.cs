using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Follows a dotted path into a JSON value; a number is an index where the value is a list.</summary>
internal static class JsonPath
{
    public static JsonElement? Find(JsonElement value, ReadOnlySpan<string> path)
    {
        foreach (string step in path)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step, out JsonElement inner))
            {
                value = inner;
            }
            else if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else
            {
                return null;
            }
        }

        return value;
    }
}
