namespace GenEval.Notebooks;

/// <summary>Values of parameters as they are typed.</summary>
public static class NotebookValues
{
    /// <summary>Reads <c>name=value</c> pairs; the first equals sign divides.</summary>
    /// <exception cref="GenEvalException">A pair has no name or no equals sign, or a name stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Parse(IEnumerable<string> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !values.TryAdd(pair[..at].Trim(), pair[(at + 1)..]))
            {
                throw new GenEvalException($"-p {pair}: {(at <= 0 ? "a name, an equals sign and a value are expected" : "the parameter has a value already")}.")
                {
                    Id = "ParameterInvalid",
                    Action = "For example: -p threshold=0.6",
                };
            }
        }

        return values;
    }
}
