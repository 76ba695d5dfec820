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
        for (int i = 0; i < words.Length; i++)
        {
            _hash = grams.Roll(_hash, words[i], ring[(int)(_words - size) & (Ring - 1)]);
            ring[(int)_words++ & (Ring - 1)] = words[i];
            if (_words >= size && grams.Find(_hash) is >= 0 and var gram)
            {
                if (hits.Places[gram] < 0)
                {
                    hits.Places[gram] = 0;
                    _new.Add((gram, i));
                }

                FindLong();
            }
        }

        return _new;
    }

    /// <summary>The long n-gram that ends here; looked for only where its last words were found, as they must be.</summary>
    private void FindLong()
    {
        int size = index.LongGrams.Size;
        if (_words < size)
        {
            return;
        }

        Span<ulong> words = stackalloc ulong[Ring];
        for (int i = 0; i < size; i++)
        {
            words[i] = _ring[(int)(_words - size + i) & (Ring - 1)];
        }

        if (index.LongGrams.Find(GramTable.Hash(words[..size])) is >= 0 and var gram)
        {
            hits.Long[gram] = true;
        }
    }
}
