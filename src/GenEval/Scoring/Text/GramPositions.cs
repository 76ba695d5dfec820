namespace GenEval.Scoring.Text;

/// <summary>
/// Counts the n-grams that two sequences share, as <see cref="NGramMatcher"/> does, for a reference of at most 64 elements: all its positions are
/// looked at together, a bit each. An n-gram of the candidate stands in the reference where its first n - 1 elements do and the next one follows;
/// each time it occurs it takes one of these positions, so that it counts as often as it stands in both. Keeps its scratch
/// memory; not safe for several threads.
/// </summary>
internal sealed class GramPositions
{
    /// <summary>The longest reference.</summary>
    public const int MaxLength = 64;

    private ulong[] _positions = [];

    /// <summary>
    /// Fills <paramref name="matches"/>: at index n - 1 the number of shared n-grams. Elements are numbered from 0 to below
    /// <paramref name="alphabet"/>.
    /// </summary>
    public void Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate, int alphabet, Span<int> matches)
    {
        if (_positions.Length < alphabet)
        {
            _positions = new ulong[alphabet * 2];
        }

        Span<ulong> positions = _positions.AsSpan(0, alphabet);
        positions.Clear();
        for (int i = 0; i < reference.Length; i++)
        {
            positions[reference[i]] |= 1UL << i;
        }

        matches.Clear();
        Span<ulong> free = stackalloc ulong[matches.Length];
        free.Fill(ulong.MaxValue);
        for (int i = 0; i < candidate.Length; i++)
        {
            ulong ends = ulong.MaxValue;
            for (int n = 0; n < matches.Length && i + n < candidate.Length; n++)
            {
                // Where the n-gram ends: one behind where the one before ended, if this element stands there.
                ends = (n == 0 ? ends : ends << 1) & positions[candidate[i + n]];
                if (ends == 0)
                {
                    break;
                }

                ulong left = ends & free[n];
                matches[n] += left != 0 ? 1 : 0;
                free[n] ^= left & (0 - left);
            }
        }
    }
}
