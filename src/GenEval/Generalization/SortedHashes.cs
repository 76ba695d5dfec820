namespace GenEval.Generalization;

internal static class SortedHashes
{
    /// <summary>How many values stand in both rows; each row ascends and has no value twice.</summary>
    public static int Common(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        int common = 0;
        for (int i = 0, j = 0; i < one.Length && j < other.Length;)
        {
            int order = one[i].CompareTo(other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }
}
