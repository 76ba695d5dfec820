namespace GenEval.Suites.Formats;

/// <summary>A format that can be read, as <c>--from</c> names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">Whether it holds answers or only a benchmark's tasks and inputs.</param>
/// <param name="Summary">What the files are, in one line.</param>
/// <param name="MetRealLog">Whether the reader was held against a real file of the tool; otherwise it was built from the tool's source and documentation.</param>
public sealed record FormatInfo(string Name, FormatKind Kind, string Summary, bool MetRealLog);

/// <summary>What a format's files hold.</summary>
public enum FormatKind
{
    /// <summary>Answers of models.</summary>
    Log,

    /// <summary>Tasks and inputs, without answers.</summary>
    Benchmark,
}

/// <summary>A format, recognized by its content.</summary>
internal interface IFormat
{
    FormatInfo Info { get; }

    /// <summary>Whether a file is of this format.</summary>
    bool Recognizes(FileProbe probe);
}

/// <summary>A format of answers.</summary>
internal interface ILogFormat : IFormat
{
    /// <summary>The answers of a file, as a stream.</summary>
    /// <exception cref="TruncatedException">While enumerating: the file ends in the middle; what was yielded is right.</exception>
    IEnumerable<EvaluationRecord> Read(string file, ImportContext context);

    /// <summary>Whether a file only belongs to this format's logs and holds no answers itself.</summary>
    bool IsCompanion(FileProbe probe) => false;
}

/// <summary>A format of tasks and inputs.</summary>
internal interface IBenchmarkFormat : IFormat
{
    /// <summary>Adds the tasks and inputs of a file.</summary>
    void Read(string file, SuiteBuilder suite, ImportContext context);

    /// <summary>Whether a file only belongs to this format's benchmarks and holds no tasks itself.</summary>
    bool IsCompanion(FileProbe probe) => false;
}
