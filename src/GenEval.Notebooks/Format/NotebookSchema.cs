namespace GenEval.Notebooks;

/// <summary>What must hold before a notebook can be run: the shape of nbformat 4, and a sentence where it does not.</summary>
internal static class NotebookSchema
{
    public static JsonObject Check(JsonNode? node, string name)
    {
        if (node is not JsonObject root)
        {
            throw Invalid($"{name}: a notebook is a JSON object; this is none.");
        }

        if (Number(root["nbformat"]) is not { } version)
        {
            throw Invalid($"{name}: the notebook does not say its nbformat.");
        }

        if (version != 4 || Number(root["nbformat_minor"]) is null)
        {
            throw new GenEvalException($"{name}: the notebook is of nbformat {version}; nbformat 4 is read.")
            {
                Id = "NotebookInvalid",
                Action = $"jupyter nbconvert --to notebook --nbformat 4 \"{name}\"",
            };
        }

        if (root["cells"] is not JsonArray cells)
        {
            throw Invalid($"{name}: the notebook has no list of cells.");
        }

        for (int i = 0; i < cells.Count; i++)
        {
            if (Problem(cells[i]) is { } problem)
            {
                throw Invalid($"{name}: cell {i + 1} {problem}.");
            }
        }

        return root;
    }

    private static string? Problem(JsonNode? node) => node switch
    {
        not JsonObject => "is no JSON object",
        JsonObject cell when NotebookCell.Text(cell["cell_type"]) is null => "does not say its cell_type",
        JsonObject cell when NotebookCell.Text(cell["source"]) is null => "has no source (a text, or a list of lines)",
        JsonObject cell when cell["metadata"] is not (null or JsonObject) => "has metadata that are no JSON object",
        _ => null,
    };

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static GenEvalException Invalid(string message) => new(message) { Id = "NotebookInvalid", Action = "Open it in Jupyter or VS Code and save it again." };
}
