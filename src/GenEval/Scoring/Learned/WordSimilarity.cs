namespace GenEval.Scoring.Learned;

/// <summary>How alike two words are written.</summary>
internal static class WordSimilarity
{
    private const int Longest = 32;

    /// <summary>1 - distance / length of the longer one, in [0, 1], by Levenshtein's distance of the first 32 letters.</summary>
    public static double Of(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = a[..int.Min(a.Length, Longest)];
        b = b[..int.Min(b.Length, Longest)];
        Span<int> row = stackalloc int[Longest + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = int.Min(int.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return 1 - ((double)row[b.Length] / int.Max(1, int.Max(a.Length, b.Length)));
    }
}
