namespace GenEval.Generalization;

/// <summary>Lets text stream by an index, word by word, in a window of constant size, and notes which n-grams come by for the first time.</summary>
internal sealed class OverlapScanner(OverlapIndex index, OverlapHits hits)
{
    private const int Ring = 16;

    private readonly ulong[] _ring = new ulong[Ring];
    private readonly List<(int Gram, int Word)> _new = [];
    private ulong _hash;
    private long _words;

    /// <summary>A new text begins: no n-gram reaches over its border.</summary>
    public void Begin()
    {
        Array.Clear(_ring);
        _hash = 0;
        _words = 0;
    }

    /// <summary>Takes the next words of the text. Returns the n-grams found for the first time, with the word of this call that they end at; their places are the caller's to set.</summary>
    public List<(int Gram, int Word)> Scan(ReadOnlySpan<ulong> words)
    {
        _new.Clear();
        GramTable grams = index.Grams;
        ulong[] ring = _ring;
        int size = grams.Size;
        ulong hash = _hash;
        long seen = _words;
        for (int i = 0; i < words.Length; i++)
        {
            hash = grams.Roll(hash, words[i], ring[(int)(seen - size) & (Ring - 1)]);
            ring[(int)seen++ & (Ring - 1)] = words[i];
            if (grams.Find(hash) is >= 0 and var gram && seen >= size)
            {
                if (hits.Places[gram] < 0)
                {
                    hits.Places[gram] = 0;
                    _new.Add((gram, i));
                }

                FindLong(seen);
            }
        }

        (_hash, _words) = (hash, seen);
        return _new;
    }

    /// <summary>The long n-gram that ends here; looked for only where its last words were found, as they must be.</summary>
    private void FindLong(long seen)
    {
        int size = index.LongGrams.Size;
        if (seen < size)
        {
            return;
        }

        Span<ulong> words = stackalloc ulong[Ring];
        for (int i = 0; i < size; i++)
        {
            words[i] = _ring[(int)(seen - size + i) & (Ring - 1)];
        }

        if (index.LongGrams.Find(GramTable.Hash(words[..size])) is >= 0 and var gram)
        {
            hits.Long[gram] = true;
        }
    }
}
