namespace GenEval.Suites;

/// <summary>Turns what a user names (a records file, a suite folder, <c>run:ID</c>, <c>-</c>) into one stream of records.</summary>
public static class InputResolver
{
    private const string RunPrefix = "run:";

    /// <summary>The records of all paths, pooled in the order of the paths.</summary>
    /// <exception cref="GenEvalException">While enumerating: a path cannot be read, or holds something that is no record.</exception>
    public static IEnumerable<EvaluationRecord> Read(IReadOnlyList<string> paths, RecordReadOptions? options = null)
    {
        options ??= new();
        foreach (string path in paths)
        {
            foreach (EvaluationRecord record in ReadOne(path, options))
            {
                yield return record;
            }
        }

        foreach (SuiteWarning warning in options.Seen?.Warnings() ?? [])
        {
            options.Warn?.Invoke(warning);
        }
    }

    private static IEnumerable<EvaluationRecord> ReadOne(string path, RecordReadOptions options)
    {
        if (path.StartsWith(RunPrefix, StringComparison.Ordinal))
        {
            return options.ResolveRun is { } resolve
                ? Label(resolve(path[RunPrefix.Length..]), options.Seen)
                : throw new GenEvalException($"{path}: there is no run store to look it up in.") { Id = "PathInvalid", Action = "Name the store with --store." };
        }

        if (!Directory.Exists(path))
        {
            return RecordReader.Read(path, options);
        }

        return SuiteReader.IsSuite(path) ? SuiteReader.Read(path).ReadResponses(options) : throw NoSuite(path);
    }

    private static IEnumerable<EvaluationRecord> Label(IEnumerable<EvaluationRecord> records, SeenLabels? seen) =>
        seen is null ? records : records.Select(r => r with { Novelty = seen.Label(r.Task, r.Category, r.Novelty) });

    private static GenEvalException NoSuite(string path)
    {
        string[] names = [.. Directory.EnumerateFileSystemEntries(path).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];
        return new($"{path}: this folder is no suite (it has no suite.json); it holds {(names.Length == 0 ? "nothing" : Quote.List(names))}.")
        {
            Id = "PathIsFolder",
            Action = "Name a records file in it.",
        };
    }
}
