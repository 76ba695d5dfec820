using GenEval.Statistics;

namespace GenEval.Generalization.Learned;

/// <summary>Folds that keep groups whole.</summary>
internal static class GroupFolds
{
    /// <summary>
    /// The fold of each row. Groups are shuffled by the seed, then each goes to the fold that has the fewest rows so far, large groups first.
    /// </summary>
    public static int[] Assign(IReadOnlyList<int> groups, int folds, long seed)
    {
        Dictionary<int, int> sizes = groups.CountBy(g => g).ToDictionary();
        // A group's place in the shuffle is its own random number, so that it does not depend on the others.
        IEnumerable<int> order = sizes.Keys.OrderByDescending(g => sizes[g]).ThenBy(g => new ReplicateStream(seed, g).Next()).ThenBy(g => g);
        Dictionary<int, int> foldOf = [];
        int[] rows = new int[folds];
        foreach (int group in order)
        {
            int fold = Array.IndexOf(rows, rows.Min());
            foldOf[group] = fold;
            rows[fold] += sizes[group];
        }

        return [.. groups.Select(g => foldOf[g])];
    }
}
