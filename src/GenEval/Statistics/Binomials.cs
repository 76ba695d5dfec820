namespace GenEval.Statistics;

/// <summary>Intervals and tests for a number of successes among trials.</summary>
public static class Binomials
{
    /// <summary>Wilson's score interval (1927); null of no trial.</summary>
    public static Interval? Wilson(double successes, double trials, double confidence = 0.95)
    {
        Check(successes, trials);
        double quantile = Distributions.NormalQuantile(new Confidence(confidence).TwoSided);
        return trials > 0 ? EffectiveWilson.Of(successes / trials, trials, quantile) : null;
    }

    /// <summary>Clopper and Pearson's exact interval (1934), also for numbers that are not whole; null of no trial.</summary>
    public static Interval? ClopperPearson(double successes, double trials, double confidence = 0.95)
    {
        Check(successes, trials);
        double upper = new Confidence(confidence).TwoSided;
        return trials > 0 ? new Interval(Lower(successes, trials, 1 - upper), Upper(successes, trials, upper)) : null;
    }

    /// <summary>
    /// McNemar's exact two-sided p for paired 0/1 answers: <paramref name="firstOnly"/> and <paramref name="secondOnly"/> are the pairs that only one
    /// side got right. 1 where no pair differs.
    /// </summary>
    public static double McNemar(int firstOnly, int secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        int fewer = Math.Min(firstOnly, secondOnly);
        int more = Math.Max(firstOnly, secondOnly);
        // P(X <= k) of Binomial(n, 1/2) is an incomplete beta function.
        return Math.Min(1, 2 * Distributions.BetaCdf(0.5, more, fewer + 1));
    }

    internal static double Lower(double successes, double trials, double probability) =>
        successes <= 0 ? 0 : Distributions.BetaQuantile(probability, successes, trials - successes + 1);

    internal static double Upper(double successes, double trials, double probability) =>
        successes >= trials ? 1 : Distributions.BetaQuantile(probability, successes + 1, trials - successes);

    private static void Check(double successes, double trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
