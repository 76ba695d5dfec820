using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GenEval.Scoring.Text;

/// <summary>
/// Splits text into words as rouge_score does (lower case, <c>[^a-z0-9]+</c> separates, words longer than 3 characters are stemmed) and
/// numbers them: two words of one pair have the same number if and only if their stems are equal. Remembers the words that it
/// has seen, so that a word is stemmed once; not safe for several threads.
/// </summary>
internal sealed class RougeWords(bool stem)
{
    /// <summary>Words kept from one pair to the next; above it the memory starts afresh, so that hostile text cannot fill it.</summary>
    private const int MaxRemembered = 1 << 16;
    private const int ShortestToStem = 4;

    // Words of up to 16 letters, packed into two integers, lie in the table; the rare longer ones in a dictionary of their own.
    private readonly Dictionary<string, int> _longWords = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);
    // A random factor: nobody can prepare words that collide. No number depends on it.
    private readonly ulong _factor = (ulong)Random.Shared.NextInt64() | 1;
    private Entry[] _table = new Entry[1 << 12];
    private int _count;
    private byte[] _letters = [];
    private ulong[] _separators = [];

    /// <summary>One more than the greatest number given out since <see cref="Begin"/>.</summary>
    public int Numbers => _stems.Count;

    /// <summary>Starts a pair. Numbers given before may stand for other words from here on.</summary>
    public void Begin()
    {
        if (_count + _longWords.Count <= MaxRemembered)
        {
            return;
        }

        _table = new Entry[1 << 12];
        _count = 0;
        _longWords.Clear();
        _stems.Clear();
        if (_letters.Length > 1 << 16)
        {
            _letters = [];
            _separators = [];
        }
    }

    /// <summary>Writes the numbers of a text's words to <paramref name="numbers"/>, which grows as needed, and returns how many there are.</summary>
    public int Read(string text, ref int[] numbers)
    {
        int length = LetterMap.Lower(text, ref _letters, ref _separators);
        if (numbers.Length < (length + 1) / 2)
        {
            numbers = new int[int.Max(length, 256)];
        }

        int words = 0;
        TokenEdges edges = new(_separators.AsSpan(0, (length / 64) + 1));
        while (edges.Next(out int start, out int end))
        {
            numbers[words++] = end - start <= 16 ? ShortWord(start, end - start) : LongWord(_letters.AsSpan(start, end - start));
        }

        return words;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int ShortWord(int start, int length)
    {
        // LetterMap leaves 16 bytes behind the text, so both reads stay inside.
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_letters), start);
        ulong low = Unsafe.ReadUnaligned<ulong>(ref first);
        ulong high = 0;
        if (length < 8)
        {
            low &= (1UL << (8 * length)) - 1;
        }
        else if (length > 8)
        {
            high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, 8)) & (ulong.MaxValue >> (8 * (16 - length)));
        }

        Entry[] table = _table;
        int mask = table.Length - 1;
        int slot = Hash(low, high) & mask;
        while (true)
        {
            ref Entry entry = ref table[slot];
            if (entry.Low == low && entry.High == high)
            {
                return entry.Number;
            }

            if (entry.Low == 0)
            {
                return Remember(low, high, start, length, slot);
            }

            slot = (slot + 1) & mask;
        }
    }

    private int Hash(ulong low, ulong high) => (int)(((low ^ BitOperations.RotateLeft(high * _factor, 29)) * _factor) >> 33);

    private int Remember(ulong low, ulong high, int start, int length, int slot)
    {
        int number = StemNumber(_letters.AsSpan(start, length));
        _table[slot] = new Entry(low, high, number);
        if (++_count * 2 > _table.Length)
        {
            Grow();
        }

        return number;
    }

    private void Grow()
    {
        Entry[] old = _table;
        _table = new Entry[old.Length * 2];
        int mask = _table.Length - 1;
        foreach (Entry entry in old)
        {
            if (entry.Low != 0)
            {
                int slot = Hash(entry.Low, entry.High) & mask;
                while (_table[slot].Low != 0)
                {
                    slot = (slot + 1) & mask;
                }

                _table[slot] = entry;
            }
        }
    }

    private int LongWord(ReadOnlySpan<byte> letters)
    {
        string word = Encoding.ASCII.GetString(letters);
        if (!_longWords.TryGetValue(word, out int number))
        {
            number = StemNumber(letters);
            _longWords.Add(word, number);
        }

        return number;
    }

    private int StemNumber(ReadOnlySpan<byte> letters)
    {
        Span<byte> word = letters.Length <= 256 ? stackalloc byte[letters.Length] : new byte[letters.Length];
        letters.CopyTo(word);
        if (stem && word.Length >= ShortestToStem)
        {
            word = word[..PorterStemmer.Stem(word)];
        }

        string key = Encoding.ASCII.GetString(word);
        _ = _stems.TryAdd(key, _stems.Count);
        return _stems[key];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Low, ulong High, int Number);
}
