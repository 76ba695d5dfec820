namespace GenEval.Scoring.Text;

/// <summary>
/// What two sequences have in common at their ends, which neither their longest common subsequence nor their edit distance needs to look at.
/// </summary>
internal static class SharedEnds
{
    /// <summary>Takes the common beginning and end off both, puts the shorter one first and returns how many elements were taken off each.</summary>
    public static int Trim(ref ReadOnlySpan<int> shorter, ref ReadOnlySpan<int> longer)
    {
        if (shorter.Length > longer.Length)
        {
            ReadOnlySpan<int> first = shorter;
            shorter = longer;
            longer = first;
        }

        int length = shorter.Length;
        int start = shorter.CommonPrefixLength(longer);
        shorter = shorter[start..];
        longer = longer[start..];
        while (!shorter.IsEmpty && shorter[^1] == longer[^1])
        {
            shorter = shorter[..^1];
            longer = longer[..^1];
        }

        return length - shorter.Length;
    }
}
