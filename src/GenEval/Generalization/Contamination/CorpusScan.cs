using System.Buffers;
using System.Text.Json;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>
/// Streams a corpus once past the n-grams of the checked texts, in memory that depends on neither (of JSON Lines, on the longest line). Plain text is one
/// text a file, whatever its bytes are; of JSON Lines every string value of a line is a text of its own.
/// </summary>
internal sealed class CorpusScan
{
    private const int PieceBytes = 1 << 16;
    private const int LineBits = 40;

    private readonly IReadOnlyList<string> _files;
    private readonly OverlapScanner _scanner;
    private readonly OverlapHits _hits;
    private readonly RecordReadOptions _reading;
    private readonly Action<long>? _counted;
    private readonly CancellationToken _cancellationToken;
    private ulong[] _words = new ulong[WordScanner.MostWords(PieceBytes)];
    private int[] _ends = new int[WordScanner.MostWords(PieceBytes)];
    private byte[] _text = new byte[PieceBytes];

    private CorpusScan(IReadOnlyList<string> files, OverlapIndex index, OverlapHits hits, RecordReadOptions reading, Action<long>? counted, CancellationToken cancellationToken)
    {
        _files = files;
        _hits = hits;
        _scanner = new(index, hits);
        _reading = reading;
        _counted = counted;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Bytes read, after decompression.</summary>
    public long Bytes { get; private set; }

    /// <summary>Notes in <paramref name="hits"/> what stands in the files, with file and line (<see cref="PlaceOf"/>).</summary>
    /// <exception cref="GenEvalException">A file cannot be read, its gzip data is damaged, or a line of JSON Lines is not JSON.</exception>
    public static long Run(IReadOnlyList<string> files, OverlapIndex index, OverlapHits hits, RecordReadOptions reading, Action<long>? counted, CancellationToken cancellationToken)
    {
        CorpusScan scan = new(files, index, hits, reading, counted, cancellationToken);
        for (int file = 0; file < files.Count; file++)
        {
            using Stream stream = InputFile.Open(files[file], reading);
            if (CorpusFiles.IsJsonLines(files[file]))
            {
                scan.ReadJsonLines(file, stream);
            }
            else
            {
                scan.ReadText(file, stream);
            }
        }

        return scan.Bytes;
    }

    /// <summary>A place as file:line.</summary>
    public static string PlaceOf(long place, IReadOnlyList<string> files) => FormattableString.Invariant($"{files[(int)(place >> LineBits)]}:{place & ((1L << LineBits) - 1)}");

    private void ReadText(int file, Stream stream)
    {
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        WordScanner scanner = new();
        _scanner.Begin();
        long line = 1;
        int kept = 0;
        int read;
        while ((read = Read(stream, piece.AsSpan(kept, PieceBytes - kept), file)) > 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Count(read);
            ReadOnlySpan<byte> all = piece.AsSpan(0, kept + read);
            kept = WordScanner.Undecided(all);
            ReadOnlySpan<byte> text = all[..^kept];
            int words = scanner.Scan(text, _words, _ends);
            line = Note(_scanner.Scan(_words.AsSpan(0, words)), text, file, line);
            all[^kept..].CopyTo(piece);
        }

        int last = scanner.Finish(_words);
        Note(_scanner.Scan(_words.AsSpan(0, last)), [], file, line);
        ArrayPool<byte>.Shared.Return(piece);
    }

    /// <summary>Sets the places of new hits; returns the line that the piece ends on.</summary>
    private long Note(List<(int Gram, int Word)> found, ReadOnlySpan<byte> text, int file, long line)
    {
        int counted = 0;
        foreach ((int gram, int word) in found)
        {
            // A word that ends with the text has no end in this piece.
            int end = text.IsEmpty ? 0 : _ends[word];
            line += text[counted..end].Count((byte)'\n');
            counted = end;
            _hits.Places[gram] = ((long)file << LineBits) | line;
        }

        return line + text[counted..].Count((byte)'\n');
    }

    private void ReadJsonLines(int file, Stream stream)
    {
        using Utf8LineReader lines = new(stream, _files[file], _reading.MaxLineBytes);
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            _cancellationToken.ThrowIfCancellationRequested();
            Count(line.Length + 1);
            if (line.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            Utf8JsonReader reader = new(line);
            try
            {
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.String)
                    {
                        ReadValue(ref reader, ((long)file << LineBits) | lines.Line);
                    }
                }
            }
            catch (JsonException e)
            {
                throw JsonProblem.Explain(e, line, _files[file], lines.Line);
            }
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, long place)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (reader.ValueIsEscaped && Unescape(ref reader) is { } length)
        {
            text = _text.AsSpan(0, length);
        }

        if (_words.Length < WordScanner.MostWords(text.Length))
        {
            _words = new ulong[WordScanner.MostWords(text.Length)];
            _ends = new int[_words.Length];
        }

        WordScanner scanner = new();
        int words = scanner.Scan(text, _words, _ends);
        words += scanner.Finish(_words.AsSpan(words));
        _scanner.Begin();
        foreach ((int gram, _) in _scanner.Scan(_words.AsSpan(0, words)))
        {
            _hits.Places[gram] = place;
        }
    }

    /// <summary>How many bytes the value has in the buffer; null where it has half a surrogate pair, as crawls do, and is taken as it is written.</summary>
    private int? Unescape(ref Utf8JsonReader reader)
    {
        if (_text.Length < reader.ValueSpan.Length)
        {
            _text = new byte[reader.ValueSpan.Length];
        }

        try
        {
            return reader.CopyString(_text);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private int Read(Stream stream, Span<byte> buffer, int file)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new SuiteFormatException($"the gzip data is damaged or cut off ({e.Message}).", _files[file], innerException: e) { Action = "Copy or download the file again." };
        }
    }

    private void Count(long bytes)
    {
        Bytes += bytes;
        _counted?.Invoke(bytes);
    }
}
