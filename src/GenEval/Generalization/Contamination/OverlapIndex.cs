using System.Collections;

namespace GenEval.Generalization;

/// <summary>How much of a text's n-grams stands in other text. The worked values are in docs/contamination.md.</summary>
/// <param name="Words">Words of the text.</param>
/// <param name="NGrams">Its n-grams, by position.</param>
/// <param name="Hits">Those that were found.</param>
/// <param name="LongHits">Those of 13 words that were found.</param>
/// <param name="Covered">Words that stand in a found n-gram.</param>
/// <param name="Place">Where most of them were found; -1 where none was.</param>
internal readonly record struct Overlap(int Words, int NGrams, int Hits, int LongHits, int Covered, long Place)
{
    /// <summary>hits / n-grams; null of a text with fewer words than an n-gram.</summary>
    public double? Share => NGrams == 0 ? null : (double)Hits / NGrams;

    /// <summary>Words in a found n-gram / words; null of a text without words.</summary>
    public double? Coverage => Words == 0 ? null : (double)Covered / Words;
}

/// <summary>Which n-grams of an <see cref="OverlapIndex"/> were found in one kind of text, and where first.</summary>
internal sealed class OverlapHits
{
    public OverlapHits(OverlapIndex index)
    {
        Places = new long[index.Grams.Count];
        Array.Fill(Places, -1);
        Long = new BitArray(index.LongGrams.Count);
    }

    /// <summary>By n-gram: the first place, or -1.</summary>
    public long[] Places { get; }

    /// <summary>By n-gram of 13 words.</summary>
    public BitArray Long { get; }
}

/// <summary>The n-grams of the checked texts, of the chosen size and of 13 words. Its memory is that of the texts, whatever they are compared with.</summary>
internal sealed class OverlapIndex(int size, int longSize = ContaminationOptions.LongNGram)
{
    private readonly List<(int Words, int[] Grams, int[] LongGrams)> _texts = [];

    public GramTable Grams { get; } = new(size);

    public GramTable LongGrams { get; } = new(longSize);

    /// <summary>Adds a text; its number is the number of those before it.</summary>
    public void Add(ulong[] words) => _texts.Add((words.Length, Grams.Add(words), LongGrams.Add(words)));

    public void Seal()
    {
        Grams.Seal();
        LongGrams.Seal();
    }

    public Overlap Measure(int text, OverlapHits hits)
    {
        (int words, int[] grams, int[] longGrams) = _texts[text];
        int found = 0;
        int covered = 0;
        int coveredTo = 0;
        Dictionary<long, int> places = [];
        for (int i = 0; i < grams.Length; i++)
        {
            long place = hits.Places[grams[i]];
            if (place >= 0)
            {
                found++;
                covered += i + Grams.Size - Math.Max(coveredTo, i);
                coveredTo = i + Grams.Size;
                places[place] = places.GetValueOrDefault(place) + 1;
            }
        }

        long most = places.Count == 0 ? -1 : places.OrderByDescending(p => p.Value).ThenBy(p => p.Key).First().Key;
        return new(words, grams.Length, found, longGrams.Count(g => hits.Long[g]), covered, most);
    }
}
