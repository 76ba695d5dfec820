namespace GenEval.Suites;

/// <summary>
/// Which columns of a file stand for which fields of a record (<c>--map column=field</c>). In JSON a column may be a path (<c>doc.task</c>,
/// <c>choices.0.text</c>); a key that is spelled with the dots comes first. What is mapped wins over a column that has the field's own name.
/// </summary>
public sealed class ColumnMap
{
    private readonly Dictionary<string, FieldTarget> _targets = new(StringComparer.Ordinal);
    private readonly List<(string[] Path, FieldTarget Target)> _paths = [];

    private ColumnMap()
    {
    }

    /// <summary>The mapped columns, as given.</summary>
    public IReadOnlyCollection<string> Columns => _targets.Keys;

    internal IEnumerable<(string Column, FieldTarget Target)> Targets => _targets.Select(pair => (pair.Key, pair.Value));

    internal IReadOnlyList<(string[] Path, FieldTarget Target)> Paths => _paths;

    /// <summary>Reads <c>column=field</c> pairs; the last equals sign divides.</summary>
    /// <exception cref="GenEvalException">A pair is malformed, names no field, or a column stands for two fields.</exception>
    public static ColumnMap Parse(IEnumerable<string> pairs)
    {
        ColumnMap map = new();
        foreach (string pair in pairs)
        {
            int at = pair.LastIndexOf('=');
            string column = at > 0 ? pair[..at].Trim() : "";
            string field = at > 0 ? pair[(at + 1)..].Trim() : "";
            if (column.Length == 0 || field.Length == 0)
            {
                throw Problem($"--map {pair}: a column, an equals sign and a field are expected.", "For example: --map prediction=output");
            }

            map.Add(column, field);
        }

        return map;
    }

    internal FieldTarget? Find(string column) => _targets.TryGetValue(column, out FieldTarget target) ? target : null;

    private void Add(string column, string field)
    {
        if (RecordFields.Find(field, mapped: true) is not { } target || (target.Name is null && target.Field is (RecordField.Scores or RecordField.Labels)))
        {
            throw Problem(
                $"--map {column}={field}: a record has no field '{field}' that a column can fill.",
                "The fields are " + string.Join(", ", RecordFields.Assignable) + ", scores.NAME and labels.NAME.");
        }

        if (!_targets.TryAdd(column, target))
        {
            throw Problem($"--map {column}={field}: the column '{column}' is mapped already.", "Map each column once.");
        }

        if (column.Split('.') is { Length: > 1 } path)
        {
            _paths.Add((path, target));
        }
    }

    private static GenEvalException Problem(string message, string action) => new(message) { Id = "MapInvalid", Action = action };
}
