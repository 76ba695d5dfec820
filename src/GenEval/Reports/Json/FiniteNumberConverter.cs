using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenEval.Reports;

/// <summary>Numbers that JSON can hold: 1e999 is an error where the framework reads it as infinity.</summary>
internal sealed class FiniteNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double value = reader.TokenType == JsonTokenType.Number
            ? reader.GetDouble()
            : throw new JsonException($"Expected a number, found {reader.TokenType}.");
        return double.IsFinite(value) ? value : throw new JsonException("The number is too large.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
