using System.IO.Compression;

namespace GenEval.Suites.Formats;

/// <summary>Reads the members of a zip archive that are stored, deflated or compressed with zstandard, and refuses what is no honest archive.</summary>
internal sealed class ZipContent : IDisposable
{
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int Zstandard = 93;
    private const long SmallEnough = 256 << 20;
    private const int LargestRatio = 1000;

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Action<long>? _bytesRead;

    public ZipContent(string path, Action<long>? bytesRead)
    {
        (_path, _bytesRead) = (path, bytesRead);
        _file = InputFile.OpenFile(path);
        Members = ZipDirectory.Read(_file, out bool isWhole);
        IsWhole = isWhole;
        CheckOverlaps();
    }

    /// <summary>Whether the archive's directory is there; otherwise <see cref="Members"/> are those that could be found without it.</summary>
    public bool IsWhole { get; }

    public IReadOnlyList<ZipMember> Members { get; }

    /// <summary>A member's content.</summary>
    /// <exception cref="SuiteFormatException">The member is encrypted, compressed in another way, or unpacks to far more than it should.</exception>
    public Stream Open(ZipMember member)
    {
        if (member.IsEncrypted)
        {
            throw Problem(member, "is encrypted.", "Unpack the archive and pack it without a password.");
        }

        if (member.Length > SmallEnough && member.Length / LargestRatio > member.CompressedLength)
        {
            throw Problem(member, FormattableString.Invariant($"would unpack {member.CompressedLength} bytes to {member.Length}: this looks like a zip bomb."), "Do not trust this file.");
        }

        long at = ZipDirectory.DataAt(_file, member);
        if (at < 0 || at + member.CompressedLength > _file.Length)
        {
            throw new TruncatedException($"the member {Quote.Of(member.Name)} is not where the archive's directory says");
        }

        Stream packed = new Range(_file, at, member.CompressedLength, _bytesRead);
        Stream content = member.Method switch
        {
            Stored => packed,
            Deflated => new DeflateStream(packed, CompressionMode.Decompress),
            Zstandard => new ZstdSharp.DecompressionStream(packed),
            _ => throw Problem(member, FormattableString.Invariant($"is compressed with method {member.Method}."), "Methods 0 (stored), 8 (deflate) and 93 (zstandard) can be read."),
        };
        return new ZipMemberStream(content, member);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private SuiteFormatException Problem(ZipMember member, string message, string action) => new($"the member {Quote.Of(member.Name)} {message}", _path) { Action = action };

    // Members that share their data are a bomb that needs no large ratio.
    private void CheckOverlaps()
    {
        long end = 0;
        foreach (ZipMember member in Members.OrderBy(m => m.HeaderAt))
        {
            if (member.HeaderAt < end || member.CompressedLength < 0)
            {
                throw Problem(member, "overlaps another one: this looks like a zip bomb.", "Do not trust this file.");
            }

            end = member.HeaderAt + member.CompressedLength;
        }
    }

    private sealed class Range(FileStream file, long at, long length, Action<long>? bytesRead) : ReadOnlyStream
    {
        private long _done;

        public override int Read(Span<byte> buffer)
        {
            int read = RandomAccess.Read(file.SafeFileHandle, buffer[..(int)Math.Min(buffer.Length, length - _done)], at + _done);
            _done += read;
            bytesRead?.Invoke(read);
            return read;
        }
    }
}
