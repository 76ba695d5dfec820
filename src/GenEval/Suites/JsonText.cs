using System.Buffers;
using System.Text;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Small JSON values made of texts.</summary>
internal static class JsonText
{
    public static string ArrayOf(IReadOnlyList<string> texts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, RecordWriter.Relaxed))
        {
            json.WriteStartArray();
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static JsonElement ElementOf(string text)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, RecordWriter.Relaxed))
        {
            json.WriteStringValue(text);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
