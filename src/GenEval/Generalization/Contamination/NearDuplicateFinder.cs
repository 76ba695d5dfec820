namespace GenEval.Generalization;

/// <summary>Two texts that are nearly the same, by their numbers.</summary>
internal readonly record struct NearPair(int Seen, int New, double Jaccard, double Containment);

/// <summary>
/// Finds pairs of a seen and a new text whose 3-grams have at least a Jaccard index. Candidates share one of 32 bands of 4 rows of their MinHash
/// signatures, which at .7 misses one pair in 6,000; each is then measured exactly, so that no pair is reported wrongly.
/// </summary>
internal static class NearDuplicateFinder
{
    internal const int Bands = 32;
    internal const int Rows = MinHash.Length / Bands;

    // Texts of one template fill a band's bucket; more of them than this say nothing new, and would make the work quadratic.
    private const int MostInBucket = 64;

    /// <summary>The pairs, by new text, then seen text.</summary>
    public static IReadOnlyList<NearPair> Find(IReadOnlyList<ShingleSet> seen, IReadOnlyList<ShingleSet> fresh, double minJaccard, CancellationToken cancellationToken)
    {
        Dictionary<(int Band, ulong Hash), List<int>> buckets = [];
        HashSet<ulong> known = [];
        for (int text = 0; text < seen.Count; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Of equal texts the first stands for all.
            if (!seen[text].Shingles.IsEmpty && known.Add(seen[text].Text))
            {
                foreach ((int, ulong) band in BandsOf(seen[text]))
                {
                    if (!buckets.TryGetValue(band, out List<int>? bucket))
                    {
                        buckets[band] = bucket = [];
                    }

                    if (bucket.Count < MostInBucket)
                    {
                        bucket.Add(text);
                    }
                }
            }
        }

        List<NearPair> pairs = [];
        for (int text = 0; text < fresh.Count && buckets.Count > 0; text++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShingleSet own = fresh[text];
            foreach (int candidate in Candidates(own, buckets))
            {
                if (own.Jaccard(seen[candidate]) is { } jaccard && jaccard >= minJaccard)
                {
                    pairs.Add(new(candidate, text, jaccard, own.ContainedIn(seen[candidate]) ?? 0));
                }
            }
        }

        return pairs;
    }

    private static SortedSet<int> Candidates(ShingleSet text, Dictionary<(int Band, ulong Hash), List<int>> buckets)
    {
        SortedSet<int> candidates = [];
        if (!text.Shingles.IsEmpty)
        {
            foreach ((int, ulong) band in BandsOf(text))
            {
                candidates.UnionWith(buckets.GetValueOrDefault(band) ?? []);
            }
        }

        return candidates;
    }

    private static IEnumerable<(int Band, ulong Hash)> BandsOf(ShingleSet text)
    {
        uint[] signature = MinHash.Signature(text.Shingles);
        for (int band = 0; band < Bands; band++)
        {
            ulong hash = 0;
            for (int row = 0; row < Rows; row++)
            {
                hash = WordScanner.Mix(hash ^ signature[(band * Rows) + row]);
            }

            yield return (band, hash);
        }
    }
}
