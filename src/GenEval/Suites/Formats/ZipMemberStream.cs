namespace GenEval.Suites.Formats;

/// <summary>A member's content, held against the length and checksum that the archive promises.</summary>
internal sealed class ZipMemberStream(Stream content, ZipMember member) : ReadOnlyStream
{
    private static readonly uint[][] s_tables = Tables();

    private long _read;
    private uint _crc = uint.MaxValue;

    /// <exception cref="TruncatedException">The content is damaged, cut off, or longer than promised.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            throw Damaged(e);
        }

        _read += read;
        _crc = Update(_crc, buffer[..read]);
        return _read <= member.Length && (read > 0 || buffer.IsEmpty || (_read == member.Length && ~_crc == member.Crc)) ? read : throw Damaged(inner: null);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private TruncatedException Damaged(Exception? inner) => new($"the member {Quote.Of(member.Name)} is damaged or cut off", inner);

    // CRC-32 (ISO-HDLC) eight bytes at a time: the framework has none that is public.
    private static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[][] t = s_tables;
        while (bytes.Length >= 8)
        {
            uint low = crc ^ BitConverter.ToUInt32(bytes);
            uint high = BitConverter.ToUInt32(bytes[4..]);
            crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
                ^ t[3][high & 0xFF] ^ t[2][(high >> 8) & 0xFF] ^ t[1][(high >> 16) & 0xFF] ^ t[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (byte b in bytes)
        {
            crc = t[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[][] Tables()
    {
        uint[][] tables = [.. Enumerable.Range(0, 8).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value >> 1) ^ ((value & 1) * 0xEDB88320);
            }

            tables[0][i] = value;
        }

        for (int k = 1; k < 8; k++)
        {
            for (int i = 0; i < 256; i++)
            {
                tables[k][i] = (tables[k - 1][i] >> 8) ^ tables[0][tables[k - 1][i] & 0xFF];
            }
        }

        return tables;
    }
}
