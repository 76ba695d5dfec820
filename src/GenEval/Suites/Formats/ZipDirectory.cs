using System.Buffers.Binary;
using System.Text;

namespace GenEval.Suites.Formats;

/// <summary>One member of a zip archive.</summary>
internal readonly record struct ZipMember(string Name, int Method, bool IsEncrypted, long CompressedLength, long Length, uint Crc, long HeaderAt);

/// <summary>
/// The list of a zip archive's members: from its directory, or for an archive that was cut off from the members themselves, as far as they are
/// whole. <see cref="System.IO.Compression.ZipArchive"/> can do neither the latter nor hand out members that are compressed with zstandard.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const long Unknown32 = 0xFFFF_FFFF;

    /// <summary>The members; <paramref name="isWhole"/> is false where the directory is missing.</summary>
    public static List<ZipMember> Read(FileStream file, out bool isWhole)
    {
        List<ZipMember>? members = FromDirectory(file);
        isWhole = members is not null;
        return members ?? FromMembers(file);
    }

    /// <summary>Where a member's data begins, or -1 where its header is not there.</summary>
    public static long DataAt(FileStream file, ZipMember member)
    {
        byte[] header = ReadAt(file, member.HeaderAt, LocalLength);
        return header.Length == LocalLength && header.AsSpan().StartsWith("PK\x03\x04"u8)
            ? member.HeaderAt + LocalLength + U16(header, 26) + U16(header, 28)
            : -1;
    }

    private static List<ZipMember>? FromDirectory(FileStream file)
    {
        byte[] tail = ReadAt(file, Math.Max(0, file.Length - EndLength - ushort.MaxValue), EndLength + ushort.MaxValue);
        int end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
        {
            return null;
        }

        (long length, long at) = (U32(tail, end + 12), U32(tail, end + 16));
        if (end >= 20 && tail.AsSpan(end - 20).StartsWith("PK\x06\x07"u8))
        {
            byte[] end64 = ReadAt(file, (long)U64(tail, end - 20 + 8), 56);
            if (end64.Length == 56 && end64.AsSpan().StartsWith("PK\x06\x06"u8))
            {
                (length, at) = ((long)U64(end64, 40), (long)U64(end64, 48));
            }
        }

        if (length is < 0 or > int.MaxValue || at < 0 || at > file.Length - length)
        {
            return null;
        }

        byte[] directory = ReadAt(file, at, (int)length);
        List<ZipMember> members = [];
        for (int i = 0; i + CentralLength <= directory.Length && directory.AsSpan(i).StartsWith("PK\x01\x02"u8);)
        {
            (int name, int extra, int comment) = (U16(directory, i + 28), U16(directory, i + 30), U16(directory, i + 32));
            if (i + CentralLength + name + extra > directory.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> more = directory.AsSpan(i + CentralLength + name, extra);
            (long size, long packed, long header) = Sizes(more, U32(directory, i + 24), U32(directory, i + 20), U32(directory, i + 42));
            members.Add(new(
                Encoding.UTF8.GetString(directory, i + CentralLength, name), U16(directory, i + 10), (U16(directory, i + 8) & 1) != 0,
                packed, size, (uint)U32(directory, i + 16), header));
            i += CentralLength + name + extra + comment;
        }

        return members;
    }

    private static List<ZipMember> FromMembers(FileStream file)
    {
        List<ZipMember> members = [];
        for (long at = 0; ;)
        {
            byte[] header = ReadAt(file, at, LocalLength);
            if (header.Length < LocalLength || !header.AsSpan().StartsWith("PK\x03\x04"u8))
            {
                return members;
            }

            (int flags, int name, int extra) = (U16(header, 6), U16(header, 26), U16(header, 28));
            byte[] rest = ReadAt(file, at + LocalLength, name + extra);
            (long size, long packed, _) = Sizes(rest.AsSpan(Math.Min(name, rest.Length)), U32(header, 22), U32(header, 18), 0);
            long next = at + LocalLength + name + extra + packed;

            // A member whose length stands behind its data, or whose data is cut off, is where the whole part ends.
            if (rest.Length < name + extra || (flags & 8) != 0 || packed < 0 || next > file.Length)
            {
                return members;
            }

            members.Add(new(Encoding.UTF8.GetString(rest, 0, name), U16(header, 8), (flags & 1) != 0, packed, size, (uint)U32(header, 14), at));
            at = next;
        }
    }

    private static (long Length, long Packed, long Header) Sizes(ReadOnlySpan<byte> extra, long length, long packed, long header)
    {
        while (extra.Length >= 4)
        {
            int size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1 && extra.Length >= 4 + size)
            {
                ReadOnlySpan<byte> values = extra.Slice(4, size);
                length = Wide(length, ref values);
                packed = Wide(packed, ref values);
                header = Wide(header, ref values);
                break;
            }

            extra = extra.Length >= 4 + size ? extra[(4 + size)..] : [];
        }

        return (length, packed, header);
    }

    private static long Wide(long value, ref ReadOnlySpan<byte> values)
    {
        if (value != Unknown32 || values.Length < 8)
        {
            return value;
        }

        long wide = BinaryPrimitives.ReadInt64LittleEndian(values);
        values = values[8..];
        return wide;
    }

    private static byte[] ReadAt(FileStream file, long at, int length)
    {
        if (at < 0 || at >= file.Length)
        {
            return [];
        }

        byte[] bytes = new byte[Math.Min(length, file.Length - at)];
        int read = 0;
        for (int n; read < bytes.Length && (n = RandomAccess.Read(file.SafeFileHandle, bytes.AsSpan(read), at + read)) > 0;)
        {
            read += n;
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }

    private static int U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static long U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ulong U64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}
