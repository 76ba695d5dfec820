using CsvHelper;

namespace GenEval.Suites;

/// <summary>The rows of a table, the header among them, with the line each begins on. The separator is the comma, or what the header has instead of it.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvReader _reader;

    public CsvRows(Utf8LineReader lines)
    {
        File = lines.File;
        LineStream stream = new(lines);
        _reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = Separator(stream.FirstLine),
            HasHeader = false,
            MaxRecordSize = lines.MaxLineBytes,
            TrackLineNumbers = true,
            OnMalformedRecord = Malformed,
        });
    }

    public string File { get; }

    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line => _reader.LineNumber;

    public int Width => _reader.FieldCount;

    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (CsvFormatException e)
        {
            throw new SuiteFormatException($"no valid table: {e.Message}", File, e.LineNumber > 0 ? e.LineNumber : null, innerException: e)
            {
                Action = "A cell that holds a quote, a separator or a line break stands in double quotes, with each quote inside it doubled.",
            };
        }
    }

    /// <summary>A cell's text; it is decoded anew at each call.</summary>
    public string Cell(int index) => _reader.GetString(index);

    public bool IsEmpty(int index) => _reader.GetSpan(index).IsEmpty;

    public void Dispose() => _reader.Dispose();

    private void Malformed(CsvMalformedRecord record)
    {
        // A quote in the middle of a bare cell is plain text: 5" nails.
        if (record.Reason != CsvMalformedReason.StrayQuote)
        {
            throw new SuiteFormatException(
                record.Reason == CsvMalformedReason.UnterminatedQuote ? "a quote is opened in this row and never closed." : "text stands behind a closing quote.", File, record.LineNumber)
            {
                Action = "A quote inside a quoted cell is doubled.",
            };
        }
    }

    private static char Separator(ReadOnlySpan<byte> header) =>
        header.Contains((byte)'\t') ? '\t' : !header.Contains((byte)',') && header.Contains((byte)';') ? ';' : ',';

    /// <summary>The lines as a stream again, checked on their way.</summary>
    private sealed class LineStream : ReadOnlyStream
    {
        private readonly Utf8LineReader _lines;
        private byte[] _text = [];
        private int _start;

        public LineStream(Utf8LineReader lines)
        {
            _lines = lines;
            Fill();
        }

        public ReadOnlySpan<byte> FirstLine => _text;

        public override int Read(Span<byte> buffer)
        {
            if (_start == _text.Length && !Fill())
            {
                return 0;
            }

            int length = Math.Min(buffer.Length, _text.Length - _start);
            _text.AsSpan(_start, length).CopyTo(buffer);
            _start += length;
            return length;
        }

        private bool Fill()
        {
            if (!_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                return false;
            }

            _text = [.. line, .. _lines.EndedWithCarriageReturn ? "\r\n"u8 : "\n"u8];
            _start = 0;
            return true;
        }
    }
}
