using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GenEval.Scoring.Text;

/// <summary>
/// Maps text to the letters that ROUGE sees: a byte for each character, the lower-case ASCII letter or digit, and a bit, set where the character
/// separates words.
/// </summary>
internal static class LetterMap
{
    /// <summary>How many bytes may be read behind the last letter.</summary>
    private const int Padding = 16;
    private const int Block = 64;
    private const char KelvinSign = '\u212A';
    private const char CapitalDottedI = '\u0130';

    /// <summary>
    /// Fills <paramref name="letters"/> and <paramref name="separators"/> (for <see cref="TokenEdges"/>), which grow as needed, and returns how many
    /// characters were mapped. Bytes at separators may hold anything.
    /// </summary>
    public static int Lower(string text, ref byte[] letters, ref ulong[] separators)
    {
        // The two characters outside ASCII that Python's lower() takes into it: the Kelvin sign, and U+0130, which becomes two.
        ReadOnlySpan<char> characters = text.Contains(CapitalDottedI, StringComparison.Ordinal)
            ? text.Replace("\u0130", "i\u0307", StringComparison.Ordinal)
            : text;
        int words = (characters.Length / Block) + 1;
        if (separators.Length < words)
        {
            separators = new ulong[words * 2];
            letters = new byte[(separators.Length * Block) + Padding];
        }

        for (int word = 0; word < words; word++)
        {
            int at = word * Block;
            ReadOnlySpan<char> block = characters[at..];
            Span<byte> to = letters.AsSpan(at, Block);
            separators[word] = block.Length < Block || !Ascii(block, to, out ulong bits) ? Scalar(block, to) : bits;
        }

        return characters.Length;
    }

    private static ulong Scalar(ReadOnlySpan<char> block, Span<byte> letters)
    {
        ulong bits = ulong.MaxValue;
        for (int i = 0; i < block.Length && i < Block; i++)
        {
            char c = block[i] == KelvinSign ? 'k' : block[i];
            letters[i] = (byte)(c | 0x20);
            bits ^= char.IsAsciiLetterOrDigit(c) ? 1UL << i : 0;
        }

        return bits;
    }

    /// <summary>Maps 64 characters; false, with nothing of use, where one is not ASCII.</summary>
    private static bool Ascii(ReadOnlySpan<char> block, Span<byte> letters, out ulong bits)
    {
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(block));
        ref byte target = ref MemoryMarshal.GetReference(letters);
        bits = 0;
        Vector128<ushort> all = Vector128<ushort>.Zero;
        for (int at = 0; at < Block; at += 16)
        {
            Vector128<ushort> low = Vector128.LoadUnsafe(ref source, (nuint)at);
            Vector128<ushort> high = Vector128.LoadUnsafe(ref source, (nuint)at + 8);
            all |= low | high;

            // The bit 0x20 turns A-Z into a-z and is set in every digit already.
            Vector128<byte> c = Vector128.Narrow(low, high);
            Vector128<byte> lower = c | Vector128.Create((byte)0x20);
            Vector128<byte> isLetter = Vector128.LessThan(lower - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            Vector128<byte> isDigit = Vector128.LessThan(c - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            lower.StoreUnsafe(ref target, (nuint)at);
            bits |= (ulong)(ushort)~(isLetter | isDigit).ExtractMostSignificantBits() << at;
        }

        return (all & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero;
    }
}
