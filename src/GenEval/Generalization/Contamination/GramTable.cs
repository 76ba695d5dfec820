namespace GenEval.Generalization;

/// <summary>
/// The n-grams of the checked texts, numbered: the small side, which is held while training text streams by. An n-gram is a 64-bit polynomial
/// hash of its words' hashes; with a million of them and a corpus of two thousand million words, one false match is expected in 10,000 such checks.
/// </summary>
internal sealed class GramTable
{
    private const ulong Base = 0x9E3779B97F4A7C15;
    private const ulong Spread = 0xD6E8FEB86659FD93;

    private readonly ulong _leaving;
    private ulong[] _keys = new ulong[1 << 10];
    private int[] _numbers = new int[1 << 10];
    private ulong[] _filter = [ulong.MaxValue];
    private int _filterShift = 63;

    public GramTable(int size)
    {
        Size = size;
        _leaving = 1;
        for (int i = 0; i < size; i++)
        {
            _leaving *= Base;
        }
    }

    /// <summary>Words in an n-gram.</summary>
    public int Size { get; }

    /// <summary>Different n-grams.</summary>
    public int Count { get; private set; }

    /// <summary>The hash of the window after a word came in and the one <see cref="Size"/> words before it left.</summary>
    public ulong Roll(ulong hash, ulong entering, ulong leaving) => (hash * Base) + entering - (leaving * _leaving);

    /// <summary>The hash of words that are one n-gram.</summary>
    public static ulong Hash(ReadOnlySpan<ulong> words)
    {
        ulong hash = 0;
        foreach (ulong word in words)
        {
            hash = (hash * Base) + word;
        }

        return hash;
    }

    /// <summary>The numbers of a text's n-grams, by the position of their first word; new ones are added.</summary>
    public int[] Add(ReadOnlySpan<ulong> words)
    {
        int[] numbers = new int[Math.Max(words.Length - Size + 1, 0)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Add(Hash(words.Slice(i, Size)));
        }

        return numbers;
    }

    /// <summary>Ends the adding: builds the bitmap that turns nearly every other n-gram away without a look at the table.</summary>
    public void Seal()
    {
        int bits = Math.Clamp(64 - (int)ulong.LeadingZeroCount((ulong)Math.Max(Count, 1)) + 4, 16, 32);
        _filter = new ulong[1 << (bits - 6)];
        _filterShift = 64 - bits;
        for (int slot = 0; slot < _numbers.Length; slot++)
        {
            if (_numbers[slot] != 0)
            {
                ulong bit = _keys[slot] >> _filterShift;
                _filter[bit >> 6] |= 1UL << (int)(bit & 63);
            }
        }
    }

    /// <summary>The number of an n-gram, or -1.</summary>
    public int Find(ulong hash)
    {
        ulong bit = hash >> _filterShift;
        if ((_filter[bit >> 6] & (1UL << (int)(bit & 63))) == 0)
        {
            return -1;
        }

        return _numbers[SlotOf(hash)] - 1;
    }

    private int Add(ulong hash)
    {
        int slot = SlotOf(hash);
        if (_numbers[slot] == 0)
        {
            if (2 * (Count + 1) > _keys.Length)
            {
                Grow();
                slot = SlotOf(hash);
            }

            _keys[slot] = hash;
            _numbers[slot] = ++Count;
        }

        return _numbers[slot] - 1;
    }

    private int SlotOf(ulong hash)
    {
        int mask = _keys.Length - 1;
        int slot = (int)((hash * Spread) >> 32) & mask;
        while (_numbers[slot] != 0 && _keys[slot] != hash)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (ulong[] keys, int[] numbers) = (_keys, _numbers);
        _keys = new ulong[keys.Length * 2];
        _numbers = new int[keys.Length * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            if (numbers[i] != 0)
            {
                int slot = SlotOf(keys[i]);
                _keys[slot] = keys[i];
                _numbers[slot] = numbers[i];
            }
        }
    }
}
