using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace GenEval.Statistics;

/// <summary>
/// Distribution functions and quantiles to about 1e-13. The functions are MathNet's; its quantiles of t and beta stop at about 1e-9 and give up in
/// the tails, so they are inverted here.
/// </summary>
public static class Distributions
{
    /// <summary>Beyond this the incomplete beta function loses digits and the expansions in 1/df are exact to rounding.</summary>
    private const double LargeDf = 1e4;

    /// <summary>P(Z &lt;= x) for the standard normal.</summary>
    public static double NormalCdf(double x) => Normal.CDF(0, 1, x);

    /// <summary>The standard normal quantile; <paramref name="p"/> in (0, 1).</summary>
    public static double NormalQuantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        return p > 0.5 ? -Normal.InvCDF(0, 1, 1 - p) : Normal.InvCDF(0, 1, p);
    }

    /// <summary>P(T &lt;= t) for Student's t; <paramref name="df"/> &gt; 0, need not be whole, may be infinite.</summary>
    public static double StudentTCdf(double t, double df) => t > 0 ? 1 - UpperTail(t, df) : UpperTail(-t, df);

    /// <summary>P(|T| &gt;= |t|), accurate in the tail.</summary>
    public static double StudentTTwoSided(double t, double df) => 2 * UpperTail(Math.Abs(t), df);

    /// <summary>Student's t quantile; <paramref name="p"/> in (0, 1), <paramref name="df"/> &gt; 0, may be infinite.</summary>
    public static double StudentTQuantile(double p, double df)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(df);
        double z = NormalQuantile(p);
        if (df > LargeDf)
        {
            // Abramowitz and Stegun 26.7.5.
            double s = z * z;
            return z * (1
                + ((s + 1) / 4
                + (((5 * s + 16) * s + 3) / 96
                + ((((3 * s + 19) * s + 17) * s - 15) / 384
                + ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160 / df) / df) / df) / df);
        }

        if (z == 0)
        {
            return 0;
        }

        double tail = Math.Min(p, 1 - p);
        return Math.CopySign(InvertUpperTail(tail, df, Math.Abs(z)), z);
    }

    /// <summary>The quantile of Fisher's F with these degrees of freedom, both above 0; <paramref name="p"/> in [0, 1). Far out it stops at the largest double.</summary>
    public static double FQuantile(double p, double numerator, double denominator)
    {
        double x = BetaQuantile(p, numerator / 2, denominator / 2);
        return Math.Min(denominator / numerator * (x / (1 - x)), double.MaxValue);
    }

    /// <summary>P(X &lt;= x) for Beta(a, b); a, b &gt; 0.</summary>
    public static double BetaCdf(double x, double a, double b) => x <= 0 ? 0 : x >= 1 ? 1 : SpecialFunctions.BetaRegularized(a, b, x);

    /// <summary>The quantile of Beta(a, b); <paramref name="p"/> in [0, 1]; 0 where it lies below the smallest double.</summary>
    public static double BetaQuantile(double p, double a, double b)
    {
        if (p <= 0 || p >= 1)
        {
            return p <= 0 ? 0 : 1;
        }

        // In the logit of x the distribution function is smooth however small a and b are.
        double low = -745;
        double high = 37;
        double logNorm = SpecialFunctions.GammaLn(a + b) - SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(b);
        double u = Math.Clamp(Math.Log(a / b), low, high);
        for (int step = 0; step < 200; step++)
        {
            double x = SpecialFunctions.Logistic(u);
            double error = BetaCdf(x, a, b) - p;
            (low, high) = error > 0 ? (low, u) : (u, high);
            double slope = Math.Exp(logNorm + a * Math.Log(x) + b * Math.Log(1 - x));
            double next = u - error / slope;
            next = next > low && next < high ? next : (low + high) / 2;
            bool done = Math.Abs(next - u) <= 1e-15 * Math.Max(1, Math.Abs(u));
            u = next;
            if (done)
            {
                break;
            }
        }

        return u <= -744 ? 0 : SpecialFunctions.Logistic(u);
    }

    /// <summary>P(T &gt; t) for t &gt;= 0.</summary>
    private static double UpperTail(double t, double df)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(df);
        if (double.IsInfinity(t))
        {
            return 0;
        }

        if (df > LargeDf)
        {
            // The same series turned round: the normal deviate of the same tail. Far out it breaks off, where nothing but 0 is left.
            double s = t * t;
            double z = t * (1
                - ((s + 1) / 4
                - (((13 * s + 8) * s + 3) / 96
                - ((((35 * s + 19) * s + 1) * s - 15) / 384
                - ((((6271 * s + 3224) * s - 102) * s - 1680) * s - 945) / 92160 / df) / df) / df) / df);
            return s < df / 10 ? NormalCdf(-z) : 0;
        }

        double ratio = t * t / df;
        return t > 1
            ? SpecialFunctions.BetaRegularized(df / 2, 0.5, 1 / (1 + ratio)) / 2
            : (1 - SpecialFunctions.BetaRegularized(0.5, df / 2, ratio / (1 + ratio))) / 2;
    }

    /// <summary>The t whose upper tail is <paramref name="tail"/>: Newton on log t, within a bracket.</summary>
    private static double InvertUpperTail(double tail, double df, double start)
    {
        double logNorm = SpecialFunctions.GammaLn((df + 1) / 2) - SpecialFunctions.GammaLn(df / 2) - Math.Log(Math.PI * df) / 2;
        double low = -745;
        double high = 700;
        double u = Math.Log(start);
        for (int step = 0; step < 200; step++)
        {
            double t = Math.Exp(u);
            double excess = UpperTail(t, df) / tail;
            (low, high) = excess > 1 ? (u, high) : (low, u);
            double logDensity = logNorm - (df + 1) / 2 * Math.Log(1 + t * t / df);
            // The logarithm of the tail is nearly linear in log t, so this converges in a few steps even at df = 0.1.
            double next = u + Math.Log(excess) * excess * tail / (t * Math.Exp(logDensity));
            next = next > low && next < high ? next : (low + high) / 2;
            bool done = Math.Abs(next - u) <= 4e-16 * Math.Max(1, Math.Abs(u));
            u = next;
            if (done)
            {
                break;
            }
        }

        return Math.Exp(u);
    }
}
