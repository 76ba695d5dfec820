namespace GenEval.Statistics;

/// <summary>The p-value of a cluster sign-flip test and how it was found.</summary>
/// <param name="PValue">Two-sided, of differences symmetric around 0; null of no cluster.</param>
/// <param name="Method">exact, sampled with the number of flips and the seed, or the normal limit.</param>
public readonly record struct SignFlipResult(double? PValue, string Method);

/// <summary>
/// The randomization test that flips the sign of all of a task's differences at once: it needs no normality and no number of tasks, only that without
/// an effect a task's difference is as likely to be positive as negative.
/// </summary>
public static class SignFlip
{
    /// <summary>Up to so many tasks all flips are counted.</summary>
    public const int ExactUpTo = 20;

    /// <summary>So many random flips beyond.</summary>
    public const int Flips = 100_000;

    /// <summary>With more tasks the flipped sums are normal to within less than the error of random flips.</summary>
    public const int SampledUpTo = 10_000;

    /// <summary>The test of a mean of 0 from each task's sum of differences; tasks whose sum is 0 cannot change it.</summary>
    public static SignFlipResult Test(ReadOnlySpan<double> sums, long seed)
    {
        double[] used = Array.FindAll(sums.ToArray(), sum => sum != 0);
        if (used.Length == 0)
        {
            return new SignFlipResult(sums.IsEmpty ? null : 1, "exact");
        }

        // Sums that differ in the last digits only are the same flip.
        double observed = Math.Abs(Moments.Sum(used)) - 1e-12 * Moments.Sum(Array.ConvertAll(used, Math.Abs));
        return used.Length switch
        {
            <= ExactUpTo => new SignFlipResult(Exact(used, observed), "exact"),
            <= SampledUpTo => Sampled(used, observed, seed),
            _ => new SignFlipResult(2 * Distributions.NormalCdf(-observed / Math.Sqrt(Moments.Sum(Array.ConvertAll(used, sum => sum * sum)))), "normal limit of the flips"),
        };
    }

    /// <summary>All 2^n flips, as pairs of a flip of the first half and one of the second.</summary>
    private static double Exact(double[] sums, double observed)
    {
        double[] first = Flipped(sums.AsSpan(0, sums.Length / 2));
        double[] second = Flipped(sums.AsSpan(sums.Length / 2));
        Array.Sort(second);
        long extreme = 0;
        foreach (double sum in first)
        {
            extreme += CountAtMost(second, -observed - sum) + second.Length - CountBelow(second, observed - sum);
        }

        return Math.Min(1, extreme / ((double)first.Length * second.Length));
    }

    private static SignFlipResult Sampled(double[] sums, double observed, long seed)
    {
        // Bit k of a flip's stream turns task k. Eight tasks have 256 totals, which are added up once.
        const int Group = 8;
        int groups = (sums.Length + Group - 1) / Group;
        double[] totals = new double[groups << Group];
        for (int group = 0; group < groups; group++)
        {
            int first = group * Group;
            double[] own = Flipped(sums.AsSpan(first, Math.Min(Group, sums.Length - first)));
            for (int bits = 0; bits < 1 << Group; bits++)
            {
                totals[(group << Group) + bits] = own[bits & (own.Length - 1)];
            }
        }

        int extreme = 0;
        for (int flip = 0; flip < Flips; flip++)
        {
            ReplicateStream stream = new(seed, flip);
            ulong bits = 0;
            double total = 0;
            for (int group = 0; group < groups; group++)
            {
                bits = group % Group == 0 ? stream.Next() : bits >> Group;
                total += totals[(group << Group) + (int)(bits & 255)];
            }

            extreme += Math.Abs(total) >= observed ? 1 : 0;
        }

        // The data themselves are one of the flips, so that p is never 0.
        return new SignFlipResult((extreme + 1.0) / (Flips + 1), FormattableString.Invariant($"{Flips} random flips, seed {seed}"));
    }

    private static double[] Flipped(ReadOnlySpan<double> sums)
    {
        double[] totals = new double[1 << sums.Length];
        for (int flip = 0; flip < totals.Length; flip++)
        {
            CompensatedSum total = default;
            for (int task = 0; task < sums.Length; task++)
            {
                total.Add(((flip >> task) & 1) == 0 ? sums[task] : -sums[task]);
            }

            totals[flip] = total.Value;
        }

        return totals;
    }

    private static int CountAtMost(double[] sorted, double limit) => Count(sorted, value => value <= limit);

    private static int CountBelow(double[] sorted, double limit) => Count(sorted, value => value < limit);

    /// <summary>How many of the leading values satisfy a condition that holds up to some point.</summary>
    private static int Count(double[] sorted, Func<double, bool> holds)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = holds(sorted[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
