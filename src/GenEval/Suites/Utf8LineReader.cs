using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GenEval.Suites;

/// <summary>
/// Splits a UTF-8 stream into lines within one pooled buffer that grows to the longest line. It also is the one place that knows
/// what is no UTF-8 text: UTF-16, NUL bytes, invalid sequences, damaged gzip data.
/// </summary>
internal sealed class Utf8LineReader(Stream stream, string file, int maxLineBytes) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether the line that was read last ended in CR LF.</summary>
    public bool EndedWithCarriageReturn { get; private set; }

    /// <summary>The file's name, for errors.</summary>
    public string File => file;

    /// <summary>The next line without its line end, valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        if (!_begun)
        {
            Begin();
        }

        int scanned = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = Take(scanned + found, terminated: true);
                return true;
            }

            scanned = _end - _start;
            if (_ended)
            {
                line = scanned > 0 ? Take(scanned, terminated: false) : default;
                return scanned > 0;
            }

            Fill();
        }
    }

    public int MaxLineBytes => maxLineBytes;

    /// <summary>Whether the text looks like a table: its first line begins with a letter or a quote and has a separator.</summary>
    public bool LooksLikeTable()
    {
        if (!_begun)
        {
            Begin();
        }

        ReadOnlySpan<byte> text = _buffer.AsSpan(_start, _end - _start);
        int end = text.IndexOf((byte)'\n');
        text = end < 0 ? text : text[..end];
        return text.Length > 0 && (char.IsAsciiLetter((char)text[0]) || text[0] == '"') && text.IndexOfAny(",;\t"u8) >= 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        _start = _end = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private ReadOnlySpan<byte> Take(int length, bool terminated)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += terminated ? length + 1 : length;
        Line++;
        EndedWithCarriageReturn = line is [.., (byte)'\r'];
        if (EndedWithCarriageReturn)
        {
            line = line[..^1];
        }

        if (line.Length > maxLineBytes)
        {
            throw TooLong(Line);
        }

        return Utf8.IsValid(line) && !line.Contains((byte)0) ? line : throw NotText(line);
    }

    private void Begin()
    {
        _begun = true;
        while (!_ended && _end < 4)
        {
            Fill();
        }

        _start = Utf8Head.MarkLength(_buffer.AsSpan(0, _end), file);
    }

    private void Fill()
    {
        if (_end == _buffer.Length)
        {
            MakeRoom();
        }

        try
        {
            int read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
        }
        catch (InvalidDataException e)
        {
            throw new SuiteFormatException($"the gzip data is damaged or cut off ({e.Message}); the lines before this one could be read.", file, Line + 1, innerException: e)
            {
                Action = "Copy or download the file again.",
            };
        }
    }

    private void MakeRoom()
    {
        int length = _end - _start;
        if (length >= maxLineBytes)
        {
            throw TooLong(Line + 1);
        }

        byte[] target = _start > 0 && length <= _buffer.Length / 2
            ? _buffer
            : ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_buffer.Length * 2, Math.Max(maxLineBytes, _buffer.Length) + 1L));
        Buffer.BlockCopy(_buffer, _start, target, 0, length);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        (_start, _end) = (0, length);
    }

    private SuiteFormatException TooLong(long line) =>
        new(FormattableString.Invariant($"the line is longer than {maxLineBytes} bytes, which is the limit."), file, line)
        {
            Action = "One record is one line: split the file at its records, or leave that record out.",
        };

    private SuiteFormatException NotText(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (at < line.Length && line[at] != 0 && Rune.DecodeFromUtf8(line[at..], out _, out int consumed) == OperationStatus.Done)
        {
            at += consumed;
        }

        return at < line.Length && line[at] == 0
            ? new SuiteFormatException("a NUL byte, which no text has.", file, Line, at + 1)
            {
                Action = "The file is binary, UTF-16, or was cut off while it was written: write it again as UTF-8.",
            }
            : new SuiteFormatException($"the byte 0x{line[at]:X2} is not valid UTF-8.", file, Line, at + 1)
            {
                Action = "Write the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8 IN > OUT",
            };
    }
}
