using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace GenEval.Reports;

/// <summary>How figures are written: Plotly's names are in lower case, what is not set is left out, nothing is indented.</summary>
internal static class FigureJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new(DocumentJson.Options)
        {
            PropertyNamingPolicy = new LowerCase(),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            WriteIndented = false,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }

    private sealed class LowerCase : JsonNamingPolicy
    {
        // Plotly's own names; user text never is a name.
        public override string ConvertName(string name) => string.Create(name.Length, name, (span, text) => text.AsSpan().ToLowerInvariant(span));
    }
}
