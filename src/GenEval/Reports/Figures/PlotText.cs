using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenEval.Reports;

/// <summary>
/// Text in a figure, as it is. Plotly reads tags, entities and (with MathJax) $ in every text that it draws, so they are escaped when it is written;
/// line feeds become its line breaks.
/// </summary>
/// <param name="Raw">The text; line feeds separate lines.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct PlotText(string Raw)
{
    /// <summary>The text.</summary>
    public static implicit operator PlotText(string raw) => new(raw);

    /// <summary>Its lines, made harmless to look at.</summary>
    internal IEnumerable<string> Lines => (Raw ?? "").Split('\n').Select(line => SafeText.Line(line, 4000));

    internal sealed class Converter : JsonConverter<PlotText>
    {
        public override PlotText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, PlotText value, JsonSerializerOptions options) =>
            writer.WriteStringValue(string.Join("<br>", value.Lines.Select(Escape)));

        private static string Escape(string line) => WebUtility.HtmlEncode(line).Replace("$", "&#36;", StringComparison.Ordinal);
    }
}
