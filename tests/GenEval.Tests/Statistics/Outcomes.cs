using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>All that a bootstrap may draw, for distributions that are counted instead of sampled.</summary>
internal static class Outcomes
{
    /// <summary>Every combination of one index below each of the numbers.</summary>
    public static IEnumerable<int[]> Of(int[] choices)
    {
        int total = choices.Aggregate(1, (product, count) => product * count);
        for (int outcome = 0; outcome < total; outcome++)
        {
            int rest = outcome;
            yield return Array.ConvertAll(choices, count =>
            {
                int pick = rest % count;
                rest /= count;
                return pick;
            });
        }
    }
}

/// <summary>Indices that are given, not drawn.</summary>
internal struct ScriptedIndices(int[] indices) : IIndexSource
{
    private int _next;

    public int Below(int count) => indices[_next++];
}
