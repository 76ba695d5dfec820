namespace GenEval.Reports;

/// <summary>Files that are embedded in the library.</summary>
internal static class Resource
{
    /// <summary>The text of an embedded file, lines ending with \n.</summary>
    public static string Text(string name) => Optional(name) ?? throw new InvalidOperationException($"The library lacks its resource {name}.");

    /// <summary>The same, or null where this build does not carry the file.</summary>
    public static string? Optional(string name)
    {
        using Stream? stream = typeof(Resource).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using StreamReader reader = new(stream);
        // Not ReplaceLineEndings: a script may hold U+2028 in a string.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
