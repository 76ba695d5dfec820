namespace GenEval.Suites;

/// <summary>
/// Reads records as a stream: JSON Lines and CSV, plain or gzip, from a file or standard input. Nothing is held back, so a file of any
/// length takes the memory of its longest line.
/// </summary>
public static class RecordReader
{
    /// <summary>The records of a file, or of standard input for <c>-</c>. A blank line is no record; a file may hold none at all.</summary>
    /// <exception cref="SuiteFormatException">While enumerating: a line breaks the format; the records before it were yielded.</exception>
    /// <exception cref="GenEvalException">While enumerating: the file cannot be opened or read.</exception>
    public static IEnumerable<EvaluationRecord> Read(string path, RecordReadOptions? options = null)
    {
        options ??= new();
        using Stream stream = InputFile.Open(path, options);
        foreach (EvaluationRecord record in ReadText(stream, path, options))
        {
            yield return record;
        }
    }

    /// <summary>The records of a stream; the name stands in messages, and its ending says the format. The stream is left open.</summary>
    /// <inheritdoc cref="Read(string, RecordReadOptions?)"/>
    public static IEnumerable<EvaluationRecord> Read(Stream stream, string name, RecordReadOptions? options = null)
    {
        options ??= new();
        return ReadText(InputFile.Unpack(new PeekStream(stream, name, options.BytesRead), name), name, options);
    }

    private static IEnumerable<EvaluationRecord> ReadText(Stream stream, string name, RecordReadOptions options)
    {
        using Utf8LineReader lines = new(stream, name, options.MaxLineBytes);
        IEnumerable<EvaluationRecord> records = FormatOf(name, options.Format, lines) == RecordFormat.Csv
            ? CsvRecords.Read(lines, options)
            : ReadLines(lines, options);
        foreach (EvaluationRecord record in records)
        {
            yield return record;
        }
    }

    private static IEnumerable<EvaluationRecord> ReadLines(Utf8LineReader lines, RecordReadOptions options)
    {
        JsonRecordParser parser = new(lines.File, options);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
            {
                yield return parser.Parse(line, lines.Line);
            }
        }
    }

    private static RecordFormat FormatOf(string name, RecordFormat asked, Utf8LineReader lines)
    {
        if (asked != RecordFormat.Auto)
        {
            return asked;
        }

        string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        if (Path.GetExtension(plain) is string ending && (ending.Equals(".csv", StringComparison.OrdinalIgnoreCase) || ending.Equals(".tsv", StringComparison.OrdinalIgnoreCase)))
        {
            return RecordFormat.Csv;
        }

        // Nobody writes JSON Lines that begin with a letter, and every table's header does.
        return plain == InputFile.StandardInput && lines.LooksLikeTable() ? RecordFormat.Csv : RecordFormat.JsonLines;
    }
}
