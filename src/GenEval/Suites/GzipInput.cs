using System.IO.Compression;
using System.Text;

namespace GenEval.Suites;

/// <summary>
/// Decompresses gzip and notices when it is cut off, which <see cref="GZipStream"/> does not: it ends as if all were well. Here a small member
/// of known content is put behind the data; only where the data is whole does exactly that content come out at the end.
/// </summary>
internal sealed class GzipInput : ReadOnlyStream
{
    private static readonly byte[] s_content = Encoding.ASCII.GetBytes("the data before this was whole");
    private static readonly byte[] s_member = Compress(s_content);

    private readonly ExtendedStream _input;
    private readonly GZipStream _gzip;
    private int _matched;

    public GzipInput(Stream compressed)
    {
        _input = new(compressed);
        _gzip = new(_input, CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged or cut off; what was read before is right.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = buffer.IsEmpty ? 0 : _gzip.Read(buffer);
        while (_input.IsExtended && read > 0)
        {
            // Input is only asked for once all output of the input before it was read, so this is the member's content or nonsense.
            ReadOnlySpan<byte> expected = s_content.AsSpan(_matched);
            if (!expected.StartsWith(buffer[..read]))
            {
                throw CutOff();
            }

            _matched += read;
            read = _gzip.Read(buffer);
        }

        return read > 0 || buffer.IsEmpty || _matched == s_content.Length ? read : throw CutOff();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidDataException CutOff() => new("It ends in the middle.");

    private static byte[] Compress(byte[] content)
    {
        MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    private sealed class ExtendedStream(Stream inner) : ReadOnlyStream
    {
        private int _given;

        public bool IsExtended { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int read = IsExtended ? 0 : inner.Read(buffer);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            IsExtended = true;
            int length = Math.Min(buffer.Length, s_member.Length - _given);
            s_member.AsSpan(_given, length).CopyTo(buffer);
            _given += length;
            return length;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
