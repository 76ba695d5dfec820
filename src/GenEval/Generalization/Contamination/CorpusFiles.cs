using System.IO.Enumeration;

namespace GenEval.Generalization;

/// <summary>The files of a corpus: those that were named, and in folders every text and JSON Lines file, gzip or not, in ordinal order.</summary>
internal static class CorpusFiles
{
    private static readonly string[] s_endings = [".txt", ".jsonl", ".ndjson", ".txt.gz", ".jsonl.gz", ".ndjson.gz"];

    /// <exception cref="GenEvalException">There is no such path, or a folder without such a file.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths) => [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path])];

    public static bool IsJsonLines(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> InFolder(string folder)
    {
        // Links to folders are not followed: they may lead back here.
        FileSystemEnumerable<string> entries = new(
            folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsCorpus(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        string[] files = [.. entries.Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new GenEvalException($"{folder}: the folder holds no text to compare with.")
        {
            Id = "CorpusEmpty",
            Action = $"Name a file, or a folder with files whose names end in {Words.List(s_endings)}.",
        };
    }

    private static bool IsCorpus(ReadOnlySpan<char> name)
    {
        foreach (string ending in s_endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
