using System.Numerics;
using System.Runtime.InteropServices;

namespace GenEval.Scoring.Text;

/// <summary>
/// The length of the longest common subsequence of two sequences of numbers, 64 rows at a time. Hyyrö, H. "Bit-parallel LCS-length computation
/// revisited." AWOCA 2004, block by block: O(n m / 64) steps and O(n + m) memory, so that a text of a megabyte needs no table of gigabytes.
/// Keeps its scratch memory; not safe for several threads.
/// </summary>
internal sealed class CommonSubsequence
{
    private const int Height = 64;

    private Slot[] _slots = new Slot[1 << 10];
    private byte[] _carries = [];
    private int _epoch;

    /// <summary>The length; every number is at least 0 and below <paramref name="numbers"/>.</summary>
    public int Length(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int numbers)
    {
        int length = SharedEnds.Trim(ref a, ref b);
        if (a.IsEmpty)
        {
            return length;
        }

        if (_slots.Length < numbers)
        {
            _slots = new Slot[int.Max(numbers, _slots.Length * 2)];
            _epoch = 0;
        }

        if (a.Length <= Height)
        {
            return length + OnlyBlock(a, b);
        }

        if (_carries.Length < b.Length)
        {
            _carries = new byte[b.Length * 2];
        }

        // What one block's last row carries over to the next block's first, for each column.
        Span<byte> carries = _carries.AsSpan(0, b.Length);
        carries.Clear();
        for (int start = 0; start < a.Length; start += Height)
        {
            length += Block(a.Slice(start, int.Min(Height, a.Length - start)), b, carries);
        }

        return length;
    }

    private int OnlyBlock(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        Slot[] slots = Enter(rows);
        int epoch = _epoch;

        // A cell that turns to 0 is one more common element; columns that match nothing change nothing.
        ulong cells = ulong.MaxValue;
        foreach (int number in columns)
        {
            ref Slot slot = ref slots[number];
            if (slot.Epoch == epoch)
            {
                ulong hit = cells & slot.Cells;
                cells = (cells + hit) | (cells - hit);
            }
        }

        return Zeros(cells, rows.Length);
    }

    private int Block(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, Span<byte> carries)
    {
        Slot[] slots = Enter(rows);
        int epoch = _epoch;
        ulong cells = ulong.MaxValue;
        for (int j = 0; j < columns.Length; j++)
        {
            ref Slot slot = ref slots[columns[j]];
            ulong hit = slot.Epoch == epoch ? cells & slot.Cells : 0;
            ulong sum = cells + hit;
            ulong total = sum + carries[j];
            carries[j] = (byte)((sum < cells ? 1 : 0) | (total < sum ? 1 : 0));
            cells = total | (cells - hit);
        }

        return Zeros(cells, rows.Length);
    }

    /// <summary>Notes in which of up to 64 rows each number stands, and forgets the rows before.</summary>
    private Slot[] Enter(ReadOnlySpan<int> rows)
    {
        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_slots);
            _epoch = 1;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            ref Slot slot = ref _slots[rows[i]];
            slot.Cells = (slot.Epoch == _epoch ? slot.Cells : 0) | (1UL << i);
            slot.Epoch = _epoch;
        }

        return _slots;
    }

    private static int Zeros(ulong cells, int height) => BitOperations.PopCount(~cells & (ulong.MaxValue >> (Height - height)));

    /// <summary>The rows in which a number stands; stale unless of this epoch.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Slot
    {
        public ulong Cells;
        public int Epoch;
    }
}
