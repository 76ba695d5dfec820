namespace GenEval.Generalization;

/// <summary>The different 3-grams of a text's words; a text of fewer than three words has none.</summary>
internal sealed class ShingleSet
{
    private const int Size = 3;

    private readonly ulong[] _shingles;

    public ShingleSet(ReadOnlySpan<ulong> words)
    {
        ulong[] shingles = new ulong[Math.Max(words.Length - Size + 1, 0)];
        for (int i = 0; i < shingles.Length; i++)
        {
            shingles[i] = GramTable.Hash(words.Slice(i, Size));
        }

        Array.Sort(shingles);
        _shingles = [.. shingles.Where((shingle, i) => i == 0 || shingle != shingles[i - 1])];
        Text = GramTable.Hash(words) + (ulong)words.Length;
    }

    public ReadOnlySpan<ulong> Shingles => _shingles;

    /// <summary>A fingerprint of all words in their order.</summary>
    public ulong Text { get; }

    /// <summary>|A and B| / |A or B|; null where neither text has a 3-gram.</summary>
    public double? Jaccard(ShingleSet other)
    {
        int common = Common(other);
        int all = _shingles.Length + other._shingles.Length - common;
        return all == 0 ? null : (double)common / all;
    }

    /// <summary>|A and B| / |A|: how much of this text stands in the other; null where this one has no 3-gram.</summary>
    public double? ContainedIn(ShingleSet other) => _shingles.Length == 0 ? null : (double)Common(other) / _shingles.Length;

    private int Common(ShingleSet other) => SortedHashes.Common(_shingles, other._shingles);
}
