namespace GenEval.Notebooks;

/// <summary>
/// Parameters by papermill's convention: a cell tagged <c>parameters</c> has the defaults, and a cell tagged <c>injected-parameters</c> behind it sets
/// the others. See https://papermill.readthedocs.io/en/latest/usage-parameterize.html.
/// </summary>
internal static class NotebookParameters
{
    private const string Defaults = "parameters";
    private const string Injected = "injected-parameters";

    /// <summary>Puts the values in; the cell of an earlier run goes.</summary>
    /// <exception cref="GenEvalException">A value is for a parameter that the notebook does not have, or is not of its type.</exception>
    public static void Inject(Notebook notebook, IReadOnlyDictionary<string, string> values)
    {
        foreach (NotebookCell earlier in notebook.Cells.Where(c => c.Tags.Contains(Injected, StringComparer.Ordinal)).ToArray())
        {
            notebook.Remove(earlier);
        }

        if (values.Count == 0)
        {
            return;
        }

        int at = notebook.Cells.ToList().FindIndex(c => c.IsCode && c.Tags.Contains(Defaults, StringComparer.Ordinal));
        if (at < 0)
        {
            throw new GenEvalException("The notebook takes no parameters: no cell of it is tagged 'parameters'.") { Id = "ParameterUnknown", Action = "Tag the cell that sets the defaults, or run it without -p." };
        }

        NotebookCell defaults = notebook.Cells[at];
        (string language, string code) = CellLanguage.Of(defaults, notebook.DefaultLanguage);
        IReadOnlyList<Parameter> known = language == CellLanguage.PowerShell ? PowerShellParameters.Read(code) : CSharpParameters.Read(code);
        string[] lines = [.. values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => Line(v.Key, v.Value, known))];
        JsonObject content = (JsonObject)defaults.Content.DeepClone();
        content.Remove("id");
        content["metadata"]!["tags"] = new JsonArray(Injected);
        NotebookCell cell = notebook.Insert(at + 1, content);
        string magic = defaults.Source.StartsWith("#!", StringComparison.Ordinal) ? defaults.Source.Split('\n')[0] + "\n" : "";
        cell.SetSource(magic + string.Join('\n', lines));
        cell.SetOutputs([], count: null);
    }

    private static string Line(string name, string value, IReadOnlyList<Parameter> known)
    {
        Parameter parameter = known.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new GenEvalException($"The notebook has no parameter '{name}'{(known.Count > 0 ? $"; it has {string.Join(", ", known.Select(p => p.Name))}" : "")}.")
            {
                Id = "ParameterUnknown",
                Action = "Name one that the cell tagged 'parameters' sets.",
            };
        return parameter.Assign(value) ?? throw new GenEvalException($"-p {name}={value}: the parameter is {parameter.Kind}, and the value is none.")
        {
            Id = "ParameterInvalid",
            Action = "Give a value like the default in the notebook.",
        };
    }
}

/// <summary>A parameter of a notebook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are, for people.</param>
/// <param name="Assign">The line that gives it a value; null where the value is of another kind.</param>
internal sealed record Parameter(string Name, string Kind, Func<string, string?> Assign);
