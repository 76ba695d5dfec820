using System.Numerics;
using System.Runtime.InteropServices;

namespace GenEval.Scoring.Text;

/// <summary>
/// The length of the longest common subsequence of two sequences of numbers, 64 cells at a time.
/// Hyyrö, H. "Bit-parallel LCS-length computation revisited." AWOCA 2004. At most O(n m / 64) steps and O(n + m) memory: a number's
/// matches are kept as a list of the words that have any, so that a text of a megabyte does not need a table of gigabytes.
/// Keeps its scratch memory; not safe for several threads.
/// </summary>
internal sealed class CommonSubsequence
{
    private Slot[] _slots = new Slot[1 << 10];
    private Match[] _matches = new Match[256];
    private ulong[] _cells = new ulong[8];
    private int _epoch;

    /// <summary>The length; every number is at least 0 and below <paramref name="numbers"/>.</summary>
    public int Length(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int numbers)
    {
        int ends = SharedEnds.Trim(ref a, ref b);
        if (a.IsEmpty)
        {
            return ends;
        }

        if (_slots.Length < numbers)
        {
            _slots = new Slot[int.Max(numbers, _slots.Length * 2)];
            _epoch = 0;
        }

        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_slots);
            _epoch = 1;
        }

        return ends + (a.Length <= 64 ? OneWord(a, b) : ManyWords(a, b));
    }

    private int OneWord(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        Slot[] slots = _slots;
        int epoch = _epoch;
        for (int i = 0; i < pattern.Length; i++)
        {
            ref Slot slot = ref slots[pattern[i]];
            slot.Cells = (slot.Epoch == epoch ? slot.Cells : 0) | (1UL << i);
            slot.Epoch = epoch;
        }

        // A cell that turns to 0 is one more common element; rows that match nothing change nothing.
        ulong cells = ulong.MaxValue;
        foreach (int number in text)
        {
            ref Slot slot = ref slots[number];
            if (slot.Epoch == epoch)
            {
                ulong hit = cells & slot.Cells;
                cells = (cells + hit) | (cells - hit);
            }
        }

        return BitOperations.PopCount(~cells & (ulong.MaxValue >> (64 - pattern.Length)));
    }

    private int ManyWords(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        int words = (pattern.Length + 63) / 64;
        if (_cells.Length < words)
        {
            _cells = new ulong[words * 2];
        }

        Span<ulong> cells = _cells.AsSpan(0, words);
        cells.Fill(ulong.MaxValue);
        ListMatches(pattern);
        foreach (int number in text)
        {
            if (_slots[number].Epoch == _epoch)
            {
                Step(cells, _slots[number].First);
            }
        }

        int length = 0;
        cells[^1] |= pattern.Length % 64 == 0 ? 0 : ulong.MaxValue << (pattern.Length % 64);
        foreach (ulong word in cells)
        {
            length += BitOperations.PopCount(~word);
        }

        return length;
    }

    /// <summary>One row: cells + matches with the carry running from word to word; a word without matches only takes the carry.</summary>
    private void Step(Span<ulong> cells, int match)
    {
        Match[] matches = _matches;
        int word = -1;
        ulong carry = 0;
        while (match >= 0)
        {
            ref Match next = ref matches[match];
            while (carry != 0 && ++word < next.Word)
            {
                carry = Carry(ref cells[word]);
            }

            word = next.Word;
            ulong old = cells[word];
            ulong hit = old & next.Cells;
            ulong sum = old + hit;
            ulong total = sum + carry;
            carry = sum < old || total < sum ? 1UL : 0;
            cells[word] = total | (old - hit);
            match = next.Following;
        }

        while (carry != 0 && ++word < cells.Length)
        {
            carry = Carry(ref cells[word]);
        }
    }

    private static ulong Carry(ref ulong word)
    {
        ulong carry = word == ulong.MaxValue ? 1UL : 0;
        word |= word + 1;
        return carry;
    }

    private void ListMatches(ReadOnlySpan<int> pattern)
    {
        if (_matches.Length < pattern.Length)
        {
            _matches = new Match[pattern.Length * 2];
        }

        int used = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            ref Slot slot = ref _slots[pattern[i]];
            if (slot.Epoch != _epoch)
            {
                slot.Epoch = _epoch;
                slot.First = used;
            }
            else if (_matches[slot.Last].Word == i / 64)
            {
                _matches[slot.Last].Cells |= 1UL << (i % 64);
                continue;
            }
            else
            {
                _matches[slot.Last].Following = used;
            }

            slot.Last = used;
            _matches[used++] = new Match { Word = i / 64, Cells = 1UL << (i % 64), Following = -1 };
        }
    }

    /// <summary>Where a number stands in the pattern: its cells, or the first and last of its matches; stale unless of this epoch.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public ulong Cells;
        public int Epoch;
        public int First;
        public int Last;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Match
    {
        public ulong Cells;
        public int Word;
        public int Following;
    }
}
