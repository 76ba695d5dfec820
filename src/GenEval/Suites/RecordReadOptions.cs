namespace GenEval.Suites;

/// <summary>How files are read; the defaults read files of the documented formats as they are.</summary>
public sealed record RecordReadOptions
{
    /// <summary>Columns of other names (<c>--map</c>), or null.</summary>
    public ColumnMap? Map { get; init; }

    /// <summary>Which tasks were tuned on (<c>--seen</c>), for records that do not say themselves, or null.</summary>
    public SeenLabels? Seen { get; init; }

    /// <summary>The format of other tools' files (<c>--from</c>): <c>auto</c> recognizes it by the content, <c>records</c> is GenEval's own.</summary>
    public string From { get; init; } = Formats.FormatList.Auto;

    /// <summary>The format of a records file; <see cref="RecordFormat.Auto"/> goes by its name, and for standard input by its first line.</summary>
    public RecordFormat Format { get; init; }

    /// <summary>The most bytes that one line may have; the reader's memory is bounded by a small multiple of it.</summary>
    public int MaxLineBytes { get; init; } = 256 << 20;

    /// <summary>Called with each warning as it becomes known, on the thread that reads; null drops them.</summary>
    public Action<SuiteWarning>? Warn { get; init; }

    /// <summary>Called with each suite whose responses are about to be read: its threshold and wordings are defaults of an evaluation.</summary>
    public Action<Suite>? SuiteRead { get; init; }

    /// <summary>Called with the number of bytes (compressed, where the file is) of each piece read; for progress bars.</summary>
    public Action<long>? BytesRead { get; init; }

    /// <summary>What <c>-</c> reads; null is the process's standard input.</summary>
    public Stream? StandardInput { get; init; }

    /// <summary>Resolves <c>run:ID</c>, read with these options, to its records; null makes such a path an error.</summary>
    public Func<string, RecordReadOptions, IEnumerable<EvaluationRecord>>? ResolveRun { get; init; }

    /// <summary>Reads a file, with these options, that is an exported run; gives null for any other path. Null where nobody knows such files.</summary>
    public Func<string, RecordReadOptions, IEnumerable<EvaluationRecord>?>? ReadExportedRun { get; init; }
}

/// <summary>The formats of a records file.</summary>
public enum RecordFormat
{
    /// <summary>By the file's name: <c>.csv</c> and <c>.tsv</c> (also with <c>.gz</c>) are tables, everything else is JSON Lines.</summary>
    Auto,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>A table with a header.</summary>
    Csv,
}
