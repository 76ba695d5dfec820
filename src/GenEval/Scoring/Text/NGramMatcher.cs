using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GenEval.Scoring.Text;

/// <summary>
/// Counts the n-grams that two sequences share, each as often as it stands in both, for all orders up to a greatest one. An n-gram can only be
/// shared where its first n - 1 elements are, so each order looks only at what is left of the one before: linear in the
/// sequences' lengths, whatever the alphabet. Keeps its scratch memory; not safe for several threads.
/// </summary>
internal sealed class NGramMatcher
{
    // A random factor: nobody can prepare n-grams that collide. No count depends on it.
    private readonly ulong _factor = (ulong)Random.Shared.NextInt64() | 1;
    private Entry[] _table = new Entry[1 << 8];
    private Gram[] _grams = new Gram[1 << 8];
    private Place[] _reference = new Place[1 << 8];
    private Place[] _candidate = new Place[1 << 8];
    private int _epoch;
    private int _distinct;

    /// <summary>Fills <paramref name="matches"/>: at index n - 1 the number of shared n-grams.</summary>
    public void Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate, Span<int> matches)
    {
        matches.Clear();
        int inReference = Start(reference.Length, ref _reference);
        int inCandidate = Start(candidate.Length, ref _candidate);
        for (int order = 1; order <= matches.Length && inReference > 0 && inCandidate > 0; order++)
        {
            Clear(inReference);
            inReference = Enter(reference, order, _reference.AsSpan(0, inReference));
            inCandidate = Look(candidate, order, _candidate.AsSpan(0, inCandidate), out matches[order - 1]);
            inReference = KeepShared(_reference.AsSpan(0, inReference));
        }
    }

    private static int Start(int length, ref Place[] places)
    {
        if (places.Length < length)
        {
            places = new Place[length * 2];
        }

        for (int i = 0; i < length; i++)
        {
            places[i] = new Place(i, 0);
        }

        return length;
    }

    private void Clear(int atMost)
    {
        if (_grams.Length < atMost)
        {
            _grams = new Gram[atMost * 2];
        }

        if (_table.Length < atMost * 2)
        {
            _table = new Entry[(int)BitOperations.RoundUpToPowerOf2((uint)atMost * 2)];
            _epoch = 0;
        }

        if (++_epoch == int.MaxValue)
        {
            Array.Clear(_table);
            _epoch = 1;
        }

        _distinct = 0;
    }

    /// <summary>Enters and counts the reference's n-grams of an order; returns how many there are.</summary>
    private int Enter(ReadOnlySpan<int> sequence, int order, Span<Place> places)
    {
        int kept = 0;
        foreach (Place place in places)
        {
            int last = place.Position + order - 1;
            if (last < sequence.Length)
            {
                ref Entry entry = ref Find(place.Number, sequence[last], out ulong key);
                if (entry.Epoch != _epoch)
                {
                    entry = new Entry(key, _distinct, _epoch);
                    _grams[_distinct++] = default;
                }

                _grams[entry.Number].Left++;
                places[kept++] = place with { Number = entry.Number };
            }
        }

        return kept;
    }

    /// <summary>Looks the candidate's n-grams up and counts the shared ones; returns how many stand in the reference at all.</summary>
    private int Look(ReadOnlySpan<int> sequence, int order, Span<Place> places, out int shared)
    {
        int kept = 0;
        shared = 0;
        foreach (Place place in places)
        {
            int last = place.Position + order - 1;
            if (last < sequence.Length)
            {
                ref Entry entry = ref Find(place.Number, sequence[last], out _);
                if (entry.Epoch == _epoch)
                {
                    ref Gram gram = ref _grams[entry.Number];
                    gram.IsShared = true;
                    if (gram.Left > 0)
                    {
                        gram.Left--;
                        shared++;
                    }

                    places[kept++] = place with { Number = entry.Number };
                }
            }
        }

        return kept;
    }

    private int KeepShared(Span<Place> places)
    {
        int kept = 0;
        foreach (Place place in places)
        {
            if (_grams[place.Number].IsShared)
            {
                places[kept++] = place;
            }
        }

        return kept;
    }

    /// <summary>The entry of an n-gram, given the number of its first n - 1 elements, or the free entry where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry Find(int prefix, int element, out ulong key)
    {
        key = ((ulong)(uint)prefix << 32) | (uint)element;
        Entry[] table = _table;
        int mask = table.Length - 1;
        int slot = (int)((key * _factor) >> 33) & mask;
        while (table[slot].Epoch == _epoch && table[slot].Key != key)
        {
            slot = (slot + 1) & mask;
        }

        return ref table[slot];
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Entry(ulong Key, int Number, int Epoch);

    [StructLayout(LayoutKind.Auto)]
    private record struct Place(int Position, int Number);

    [StructLayout(LayoutKind.Auto)]
    private record struct Gram(int Left, bool IsShared);
}
