namespace GenEval.Suites;

/// <summary>A file that cannot be read as what it claims to be, with the place: file, line and column (both from 1; null where unknown).</summary>
public sealed class SuiteFormatException : GenEvalException
{
    /// <summary>An error at a place of a file; the message gains the place as <c>file:line:column: message</c>.</summary>
    public SuiteFormatException(string message, string file, long? line = null, long? column = null, Exception? innerException = null)
        : base(Place(file, line, column) + message, innerException)
    {
        File = file;
        Line = line;
        Column = column;
        Id = "SuiteLineInvalid";
    }

    /// <summary>The file as the user named it; <c>-</c> for standard input.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public long? Line { get; }

    /// <summary>The column in UTF-8 bytes, from 1.</summary>
    public long? Column { get; }

    private static string Place(string file, long? line, long? column) =>
        line is null ? $"{file}: " : column is null ? $"{file}:{line}: " : $"{file}:{line}:{column}: ";
}
