using GenEval.Statistics;

namespace GenEval.Generalization.Drivers;

/// <summary>Folds that keep tasks whole.</summary>
internal static class DriverFolds
{
    /// <summary>The fold of each answer: tasks are dealt out in an order that the seed shuffles.</summary>
    /// <param name="tasks">The task of each answer, numbered in an order that does not depend on that of the records.</param>
    /// <param name="most">How many folds at most; no more than tasks.</param>
    /// <param name="seed">Of the shuffle.</param>
    public static int[] Assign(int[] tasks, int most, long seed)
    {
        int[] order = [.. tasks.Distinct().OrderBy(t => new ReplicateStream(seed, t).Next()).ThenBy(t => t)];
        int folds = Math.Min(most, order.Length);
        Dictionary<int, int> fold = order.Index().ToDictionary(t => t.Item, t => t.Index % folds);
        return Array.ConvertAll(tasks, t => fold[t]);
    }
}
