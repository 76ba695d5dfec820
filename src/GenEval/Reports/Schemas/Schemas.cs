namespace GenEval.Reports;

/// <summary>The published JSON Schemas (draft-07) of the documents.</summary>
public static class Schemas
{
    private const string Prefix = "geneval.";
    private const string Suffix = ".schema.json";

    /// <summary>The documents' names, as their <c>schema</c> member has them: geneval.report/1.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. from file in typeof(Schemas).Assembly.GetManifestResourceNames()
           where file.StartsWith(Prefix, StringComparison.Ordinal) && file.EndsWith(Suffix, StringComparison.Ordinal)
           orderby file
           select file[..^Suffix.Length].Replace('-', '/'),
    ];

    /// <summary>The schema of a document.</summary>
    /// <param name="name">geneval.report/1, report/1 or report.</param>
    /// <exception cref="GenEvalException">There is no such document.</exception>
    public static string Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string? found = Names.FirstOrDefault(n => n == name || n == Prefix + name || n == $"{Prefix}{name}/1");
        return found is not null
            ? Resource.Text(found.Replace('/', '-') + Suffix)
            : throw new GenEvalException($"There is no schema '{SafeText.Line(name, 60)}'; there are {string.Join(", ", Names)}.")
            {
                Id = "SchemaUnknown",
                Action = "geneval schema lists them.",
            };
    }
}
