using System.Buffers.Binary;
using System.Text;

namespace GenEval.Tests.Suites.Formats;

/// <summary>A plain writer of zip archives with method 93 (zstandard), after APPNOTE.TXT: no class of the framework writes them.</summary>
internal static class ZstdArchive
{
    public static byte[] Of(params (string Name, string Text)[] members)
    {
        MemoryStream zip = new();
        MemoryStream directory = new();
        using ZstdSharp.Compressor compressor = new();
        foreach ((string name, string text) in members)
        {
            byte[] content = Encoding.UTF8.GetBytes(text);
            byte[] packed = compressor.Wrap(content).ToArray();
            byte[] fields = new byte[26];
            BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(0), 63);
            BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(4), 93);
            BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(10), Crc(content));
            BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(14), (uint)packed.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(fields.AsSpan(18), (uint)content.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(fields.AsSpan(22), (ushort)name.Length);
            byte[] at = new byte[18];
            BinaryPrimitives.WriteUInt32LittleEndian(at.AsSpan(14), (uint)zip.Length);
            directory.Write([.. "PK\x01\x02"u8, 63, 0, .. fields, .. at[4..], .. Encoding.ASCII.GetBytes(name)]);
            zip.Write([.. "PK\x03\x04"u8, .. fields, .. Encoding.ASCII.GetBytes(name), .. packed]);
        }

        byte[] end = new byte[22];
        "PK\x05\x06"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)members.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)members.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)zip.Length);
        return [.. zip.ToArray(), .. directory.ToArray(), .. end];
    }

    // Bit by bit, as the definition has it.
    private static uint Crc(byte[] content)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in content)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
