namespace GenEval.Reports;

/// <summary>Files that are embedded in the library.</summary>
internal static class Resource
{
    /// <summary>The text of an embedded file, lines ending with \n.</summary>
    public static string Text(string name)
    {
        using Stream stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The library lacks its resource {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
