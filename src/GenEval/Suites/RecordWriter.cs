using System.Buffers;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>
/// Writes records as they come: JSON Lines or CSV, gzip where the name ends in <c>.gz</c>, to standard output for <c>-</c>. A file appears
/// in its place only with <see cref="Complete"/>; without it (an error, a cancellation) nothing is left behind.
/// </summary>
public sealed class RecordWriter : IDisposable
{
    private const int FlushAt = 1 << 16;

    internal static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly string _path;
    private readonly AtomicFile? _file;
    private readonly Stream _stream;
    private readonly CsvSpool? _spool;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Utf8JsonWriter _json;
    private bool _hasAnswers = true;

    private RecordWriter(string path, AtomicFile? file, Stream stream, CsvSpool? spool)
    {
        (_path, _file, _stream, _spool) = (path, file, stream, spool);
        _json = new(_buffer, Relaxed);
    }

    /// <summary>A writer to a path; the format goes by the name's ending unless it is given.</summary>
    /// <exception cref="GenEvalException">The place cannot be written to.</exception>
    public static RecordWriter Create(string path, RecordFormat format = RecordFormat.Auto)
    {
        if (path == InputFile.StandardInput)
        {
            return Create(Console.OpenStandardOutput(), format, path);
        }

        AtomicFile file = new(path);
        bool gzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        Stream stream = gzip ? new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true) : file;
        string plain = gzip ? path[..^3] : path;
        bool csv = format == RecordFormat.Csv || (format == RecordFormat.Auto && plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        return new(path, file, stream, csv ? new CsvSpool() : null);
    }

    /// <summary>A writer to a stream, which is left open.</summary>
    public static RecordWriter Create(Stream stream, RecordFormat format = RecordFormat.JsonLines, string name = "-") =>
        new(name, file: null, stream, format == RecordFormat.Csv ? new CsvSpool() : null);

    /// <summary>A writer of prompts: records that nobody has answered, so without <c>output</c> and <c>status</c>.</summary>
    internal static RecordWriter CreateForPrompts(string path)
    {
        RecordWriter writer = Create(path);
        writer._hasAnswers = false;
        return writer;
    }

    /// <inheritdoc cref="CreateForPrompts(string)"/>
    internal static RecordWriter CreateForPrompts(Stream stream)
    {
        RecordWriter writer = Create(stream);
        writer._hasAnswers = false;
        return writer;
    }

    /// <summary>Writes one record. Not safe for several threads at once.</summary>
    /// <exception cref="GenEvalException">The disk is full, or the place cannot be written to any more.</exception>
    public void Write(EvaluationRecord record)
    {
        RecordJson.Write(_json, record, _hasAnswers || _spool is not null);
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        _spool?.Note(record);
        if (_buffer.WrittenCount >= FlushAt)
        {
            Drain(_spool?.Stream ?? _stream);
        }
    }

    /// <summary>Ends the file and puts it in its place.</summary>
    /// <exception cref="GenEvalException">The disk is full, or the place cannot be written to any more.</exception>
    public void Complete()
    {
        Drain(_spool?.Stream ?? _stream);
        Guard(() =>
        {
            _spool?.WriteTable(_stream, _hasAnswers);
            if (_file is null)
            {
                _stream.Flush();
                return;
            }

            if (_stream != _file)
            {
                _stream.Dispose();
            }

            _file.Commit();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _spool?.Dispose();
        _file?.Dispose();
    }

    private void Drain(Stream stream)
    {
        Guard(() => stream.Write(_buffer.WrittenSpan));
        _buffer.ResetWrittenCount();
    }

    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw WriteFailure.Explain(_path, e);
        }
    }
}
