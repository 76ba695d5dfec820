using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace GenEval.Suites.Formats;

/// <summary>
/// Makes values out of JSON whose texts are not whole: models' answers are cut in the middle of a character, and logs keep them so. Bytes that are no
/// UTF-8 and halves of surrogate pairs become U+FFFD.
/// </summary>
internal static class JsonMending
{
    private const string Replacement = "\\uFFFD";

    public static JsonElement Parse(ReadOnlySpan<byte> json, JsonDocumentOptions options)
    {
        bool suspicious = !Utf8.IsValid(json) || json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;
        return suspicious ? JsonElement.Parse(Mend(Encoding.UTF8.GetString(json)), options) : JsonElement.Parse(json, options);
    }

    private static string Mend(string json)
    {
        StringBuilder mended = new(json.Length);
        for (int i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\' || i + 1 >= json.Length)
            {
                mended.Append(json[i]);
            }
            else if (CodeAt(json, i) is not { } code)
            {
                mended.Append(json[i]).Append(json[++i]);
            }
            else if (char.IsHighSurrogate(code) && CodeAt(json, i + 6) is { } next && char.IsLowSurrogate(next))
            {
                mended.Append(json, i, 12);
                i += 11;
            }
            else
            {
                mended.Append(char.IsSurrogate(code) ? Replacement : json.AsSpan(i, 6));
                i += 5;
            }
        }

        return mended.ToString();
    }

    // The character of an escape such as \u00e9, or null where there is none.
    private static char? CodeAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) ? (char)code : null;
}
