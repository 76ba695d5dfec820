namespace GenEval.Generalization;

/// <summary>
/// MinHash (Broder 1997) with fixed multiply-add hash functions: the share of equal places of two signatures estimates the Jaccard index
/// without bias, with a standard deviation of sqrt(J (1 - J) / k).
/// </summary>
internal static class MinHash
{
    /// <summary>k.</summary>
    public const int Length = 128;

    private static readonly (ulong Factor, ulong Term)[] s_functions =
        [.. Enumerable.Range(1, Length).Select(i => (WordScanner.Mix(((ulong)i * 2) + 0x5EED) | 1, WordScanner.Mix(((ulong)i * 2) + 0x5EEE)))];

    /// <summary>The signature of a set; of an empty set, all maximal.</summary>
    public static uint[] Signature(ReadOnlySpan<ulong> set)
    {
        uint[] least = new uint[Length];
        Array.Fill(least, uint.MaxValue);
        foreach (ulong member in set)
        {
            ulong mixed = WordScanner.Mix(member);
            for (int i = 0; i < least.Length; i++)
            {
                (ulong factor, ulong term) = s_functions[i];
                least[i] = Math.Min(least[i], (uint)(((mixed * factor) + term) >> 32));
            }
        }

        return least;
    }

    /// <summary>The estimate of the Jaccard index.</summary>
    public static double Similarity(uint[] first, uint[] second) => first.Zip(second).Count(pair => pair.First == pair.Second) / (double)Length;

    /// <summary>1 - (1 - J^r)^b: how probably two sets of that Jaccard index share a band.</summary>
    public static double CandidateProbability(double jaccard, int bands, int rows) => 1 - Math.Pow(1 - Math.Pow(jaccard, rows), bands);
}
