namespace GenEval.Notebooks;

/// <summary>A cell: text, or code with its outputs.</summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject content) => Content = content;

    /// <summary>The cell as it stands in the file.</summary>
    internal JsonObject Content { get; }

    /// <summary>The cell's name in the notebook, unique there.</summary>
    public string Id => Text(Content["id"]) ?? "";

    /// <summary>Whether the cell is code.</summary>
    public bool IsCode => Text(Content["cell_type"]) == "code";

    /// <summary>The text or code.</summary>
    public string Source => Text(Content["source"]) ?? "";

    /// <summary>The cell's tags.</summary>
    public IReadOnlyList<string> Tags => Metadata?["tags"] is JsonArray tags ? [.. tags.Select(Text).OfType<string>()] : [];

    /// <summary>What the cell printed and showed, as nbformat has it: JSON objects; empty for text.</summary>
    public IReadOnlyList<JsonObject> Outputs => Content["outputs"] is JsonArray outputs ? [.. outputs.OfType<JsonObject>()] : [];

    internal JsonObject? Metadata => Content["metadata"] as JsonObject;

    /// <summary>A text that may stand as a list of lines; null where it is neither.</summary>
    internal static string? Text(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonArray lines when lines.All(l => l is JsonValue v && v.TryGetValue(out string? _)) => string.Concat(lines.Select(l => l!.GetValue<string>())),
        _ => null,
    };

    /// <summary>The text as a list of lines, which is how notebooks are written so that they can be compared line by line.</summary>
    internal static JsonArray Lines(string text)
    {
        JsonArray lines = [];
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start) is >= 0 and var at ? at + 1 : text.Length;
            lines.Add((JsonNode)text[start..end]);
            start = end;
        }

        return lines;
    }

    internal void SetSource(string source) => Content["source"] = Lines(source);

    internal void SetId(string id)
    {
        // First, where a reader of the file looks for it.
        Content.Remove("id");
        Content.Insert(0, "id", id);
    }

    internal void SetOutputs(IEnumerable<JsonObject> outputs, int? count)
    {
        Content["execution_count"] = count;
        Content["outputs"] = new JsonArray([.. outputs]);
    }
}
