namespace GenEval.Statistics;

/// <summary>
/// Isotonic regression: the non-decreasing function nearest in squares (pool adjacent violators; Barlow, R. et al. "Statistical Inference under Order
/// Restrictions", 1972), given as points to join by straight lines.
/// </summary>
public static class Isotonic
{
    /// <summary>The points, ascending in both: a pool is its mean score and mean outcome. Empty of nothing.</summary>
    public static (double[] X, double[] Y) Fit(ReadOnlySpan<double> scores, ReadOnlySpan<double> outcomes)
    {
        double[] x = scores.ToArray();
        double[] y = outcomes.ToArray();
        int[] order = [.. Enumerable.Range(0, x.Length)];
        Array.Sort(order, (a, b) => x[a].CompareTo(x[b]) is var c && c != 0 ? c : y[a].CompareTo(y[b]));
        List<(double Score, double Outcome, double Count)> pools = [];
        for (int from = 0; from < order.Length;)
        {
            (double Score, double Outcome, double Count) pool = default;
            int to = from;
            for (; to < order.Length && x[order[to]] == x[order[from]]; to++)
            {
                pool = (pool.Score + x[order[to]], pool.Outcome + y[order[to]], pool.Count + 1);
            }

            from = to;
            while (pools.Count > 0 && pools[^1].Outcome / pools[^1].Count >= pool.Outcome / pool.Count)
            {
                pool = (pool.Score + pools[^1].Score, pool.Outcome + pools[^1].Outcome, pool.Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return ([.. pools.Select(p => p.Score / p.Count)], [.. pools.Select(p => p.Outcome / p.Count)]);
    }
}
