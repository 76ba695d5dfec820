using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenEval.Scoring.Text;

/// <summary>Marks a text's white space, as Python sees it, for <see cref="TokenEdges"/>.</summary>
internal static class SpaceMap
{
    private const int Block = 64;

    /// <summary>Fills <paramref name="map"/>, which grows as needed, with a bit a character and returns the part in use.</summary>
    public static ReadOnlySpan<ulong> Fill(ReadOnlySpan<char> text, ref ulong[] map)
    {
        int words = (text.Length / Block) + 1;
        if (map.Length < words)
        {
            map = new ulong[words * 2];
        }

        for (int word = 0; word < words; word++)
        {
            ReadOnlySpan<char> block = text[(word * Block)..];
            map[word] = block.Length >= Block && Ascii(block) is { } bits ? bits : Scalar(block);
        }

        return map.AsSpan(0, words);
    }

    private static ulong Scalar(ReadOnlySpan<char> block)
    {
        int length = int.Min(block.Length, Block);
        ulong bits = length == Block ? 0 : ulong.MaxValue << length;
        for (int i = 0; i < length; i++)
        {
            bits |= PythonText.IsSpace(block[i]) ? 1UL << i : 0;
        }

        return bits;
    }

    /// <summary>The bits of 64 characters, or null where one is not ASCII.</summary>
    private static ulong? Ascii(ReadOnlySpan<char> block)
    {
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(block));
        ulong bits = 0;
        Vector128<ushort> all = Vector128<ushort>.Zero;
        for (int at = 0; at < Block; at += 16)
        {
            Vector128<ushort> low = Vector128.LoadUnsafe(ref source, (nuint)at);
            Vector128<ushort> high = Vector128.LoadUnsafe(ref source, (nuint)at + 8);
            all |= low | high;
            Vector128<byte> c = Vector128.Narrow(low, high);
            Vector128<byte> isSpace = Vector128.LessThan(c - Vector128.Create((byte)'\t'), Vector128.Create((byte)5))
                | Vector128.LessThan(c - Vector128.Create((byte)0x1C), Vector128.Create((byte)5));
            bits |= (ulong)isSpace.ExtractMostSignificantBits() << at;
        }

        return (all & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero ? bits : null;
    }
}
