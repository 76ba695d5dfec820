namespace GenEval.Suites.Export;

/// <summary>What a suite can be written as.</summary>
public enum SuiteExportFormat
{
    /// <summary>By the path: <see cref="Prompts"/> for <c>.jsonl</c> and <c>.csv</c> (also with <c>.gz</c>) and for standard output, else a <see cref="Folder"/>.</summary>
    Auto,

    /// <summary>A suite folder, as <see cref="SuiteReader"/> reads it.</summary>
    Folder,

    /// <summary>One line a prompt: a record without its answer, and the prompt as it would be sent; to be answered by any tool.</summary>
    Prompts,

    /// <summary>A folder with a task of lm-evaluation-harness for each task: a YAML file, and its prompts as JSON Lines under <c>data/</c>.</summary>
    LmEval,
}

/// <summary>Writes a suite (or a benchmark that was read as one) for GenEval, for people and for other tools.</summary>
public static class SuiteExport
{
    private static readonly string[] s_tables = [".jsonl", ".csv"];

    /// <summary>Writes the suite to a file or folder; <c>-</c> is standard output, for prompts only.</summary>
    /// <returns>What was written, and what a reader should know of it.</returns>
    /// <exception cref="GenEvalException">The place cannot be written to, or there is nothing to write.</exception>
    public static SuiteExported Write(Suite suite, string path, SuiteExportFormat format = SuiteExportFormat.Auto)
    {
        switch (format == SuiteExportFormat.Auto ? FormatOf(path) : format)
        {
            case SuiteExportFormat.Prompts:
                using (RecordWriter writer = RecordWriter.CreateForPrompts(path))
                {
                    return new(PromptLines.Write(suite, writer), suite.Tasks.Count, []);
                }

            case SuiteExportFormat.LmEval:
                return LmEvalTasks.Write(suite, NotStandardOutput(path));

            default:
                SuiteWriter.Write(suite, NotStandardOutput(path));
                return new(suite.Instances.Count, suite.Tasks.Count, []);
        }
    }

    /// <summary>Writes the prompts as JSON Lines to a stream, which is left open.</summary>
    /// <inheritdoc cref="Write(Suite, string, SuiteExportFormat)"/>
    public static SuiteExported WritePrompts(Suite suite, Stream stream)
    {
        using RecordWriter writer = RecordWriter.CreateForPrompts(stream);
        return new(PromptLines.Write(suite, writer), suite.Tasks.Count, []);
    }

    /// <summary>The format that a path's ending stands for.</summary>
    public static SuiteExportFormat FormatOf(string path)
    {
        string plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return path == InputFile.StandardInput || s_tables.Contains(Path.GetExtension(plain), StringComparer.OrdinalIgnoreCase) ? SuiteExportFormat.Prompts : SuiteExportFormat.Folder;
    }

    /// <summary>The name (a tag) by which lm-evaluation-harness runs all tasks that the suite is exported as.</summary>
    public static string LmEvalTag(Suite suite) => LmEvalTasks.TagOf(suite);

    private static string NotStandardOutput(string path) => path != InputFile.StandardInput ? path
        : throw new GenEvalException("a folder is to be written, and standard output is none.") { Id = "OutputMissing", Action = "Name a folder: --output FOLDER" };
}

/// <summary>What an export wrote.</summary>
/// <param name="Items">Prompts, or inputs for a suite folder.</param>
/// <param name="Tasks">Tasks of the suite.</param>
/// <param name="Warnings">What the other tool will not do as GenEval does.</param>
public sealed record SuiteExported(long Items, int Tasks, IReadOnlyList<SuiteWarning> Warnings);
