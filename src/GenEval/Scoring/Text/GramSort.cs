using System.Numerics;

namespace GenEval.Scoring.Text;

/// <summary>
/// Counts the n-grams that two sequences share, as <see cref="NGramMatcher"/> does, for small alphabets: each place's longest n-gram is packed into one
/// integer and all are sorted, so that equal n-grams of every order lie side by side. Keeps its scratch memory; not safe for several threads.
/// </summary>
internal sealed class GramSort
{
    private const int FewKeys = 48;
    private const int DigitBits = 8;
    private const int Digits = 1 << DigitBits;

    private ulong[] _keys = new ulong[1 << 10];
    private ulong[] _next = new ulong[1 << 10];

    /// <summary>Whether n-grams of this many different elements, up to this order, can be packed.</summary>
    public static bool Fits(int alphabet, int orders) => Width(alphabet) * orders < 64;

    /// <summary>
    /// Fills <paramref name="matches"/>: at index n - 1 the number of shared n-grams, each as often as it stands in both. Elements
    /// are numbered from 0 to below <paramref name="alphabet"/>.
    /// </summary>
    public void Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate, int alphabet, Span<int> matches)
    {
        int length = reference.Length + candidate.Length;
        if (_keys.Length < length)
        {
            _keys = new ulong[length * 2];
            _next = new ulong[length * 2];
        }

        matches.Clear();
        int width = Width(alphabet);
        Pack(reference, width, matches.Length, isCandidate: 0, _keys);
        Pack(candidate, width, matches.Length, isCandidate: 1, _keys.AsSpan(reference.Length));
        Sort(length, width * matches.Length);
        CountRuns(_keys.AsSpan(0, length), width, matches);
    }

    private static int Width(int alphabet) => BitOperations.Log2((uint)alphabet) + 1;

    /// <summary>The first element in the highest bits; 0 where the sequence has ended; the lowest bit tells the sequence.</summary>
    private static void Pack(ReadOnlySpan<int> sequence, int width, int orders, ulong isCandidate, Span<ulong> keys)
    {
        int top = width * (orders - 1);
        ulong gram = 0;
        for (int i = sequence.Length - 1; i >= 0; i--)
        {
            gram = (gram >> width) | ((ulong)(sequence[i] + 1) << top);
            keys[i] = (gram << 1) | isCandidate;
        }
    }

    private void Sort(int length, int bits)
    {
        if (length <= FewKeys)
        {
            _keys.AsSpan(0, length).Sort();
            return;
        }

        int passes = (bits + DigitBits - 1) / DigitBits;
        Span<int> starts = stackalloc int[passes * Digits];
        foreach (ulong key in _keys.AsSpan(0, length))
        {
            ulong rest = key >> 1;
            for (int at = 0; at < starts.Length; at += Digits)
            {
                starts[at + (int)(rest & (Digits - 1))]++;
                rest >>= DigitBits;
            }
        }

        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> start = starts.Slice(pass * Digits, Digits);
            int sum = 0;
            foreach (ref int digit in start)
            {
                (digit, sum) = (sum, sum + digit);
            }

            int shift = 1 + (pass * DigitBits);
            ulong[] next = _next;
            foreach (ulong key in _keys.AsSpan(0, length))
            {
                next[start[(int)(key >> shift) & (Digits - 1)]++] = key;
            }

            (_keys, _next) = (_next, _keys);
        }
    }

    /// <summary>Goes through the sorted keys; where the first n elements change, a run of equal n-grams has ended.</summary>
    private static void CountRuns(ReadOnlySpan<ulong> keys, int width, Span<int> matches)
    {
        if (keys.IsEmpty)
        {
            return;
        }

        // Both sequences' counts in one integer, the candidate's in the upper half.
        Span<ulong> begins = stackalloc ulong[matches.Length];
        ulong counts = 0;
        ulong before = keys[0] >> 1;
        foreach (ulong key in keys)
        {
            ulong gram = key >> 1;
            Close(gram ^ before, before, counts, begins, width, matches);
            counts += (key & 1) == 0 ? 1UL : 1UL << 32;
            before = gram;
        }

        Close(ulong.MaxValue, before, counts, begins, width, matches);
    }

    private static void Close(ulong change, ulong gram, ulong counts, Span<ulong> begins, int width, Span<int> matches)
    {
        ulong element = (1UL << width) - 1;
        for (int order = matches.Length - 1; order >= 0 && change != 0; order--)
        {
            // A gram that runs over its sequence's end is none of this order.
            ulong run = counts - begins[order];
            matches[order] += (gram & element) != 0 ? int.Min((int)(uint)run, (int)(run >> 32)) : 0;
            begins[order] = counts;
            change >>= width;
            gram >>= width;
        }
    }
}
