using MathNet.Numerics;

namespace GenEval.Statistics;

/// <summary>The noncentral t distribution, which power is exactly about.</summary>
public static class NoncentralT
{
    /// <summary>Beyond this the weights of the series underflow, and the normal tail is 0.</summary>
    private const double Largest = 37;

    /// <summary>
    /// P(T &lt;= t) by Lenth's series (1989, AS 243) to about 1e-12. <paramref name="df"/> &gt; 0; noncentralities beyond 37 in size are taken as 37.
    /// </summary>
    public static double Cdf(double t, double df, double noncentrality)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(df);
        double delta = Math.Clamp(noncentrality, -Largest, Largest);
        if (t < 0)
        {
            return 1 - Cdf(-t, df, -delta);
        }

        double half = delta * delta / 2;
        double x = t * t / (df + t * t);
        if (x <= 0)
        {
            return Distributions.NormalCdf(-delta);
        }

        // The Poisson weights beyond ten standard deviations above their mean are nothing.
        int terms = (int)(half + 10 * Math.Sqrt(half) + 40);
        double even = Series(Math.Exp(-half), half, x, 0.5, df / 2, terms, order: 1);
        double odd = Series(delta / Math.Sqrt(2) * Math.Exp(-half) / SpecialFunctions.Gamma(1.5), half, x, 1, df / 2, terms, order: 1.5);
        return Math.Clamp(Distributions.NormalCdf(-delta) + (even + odd) / 2, 0, 1);
    }

    /// <summary>
    /// sum of w_j I_x(a + j, b), w_j = w_(j-1) half / (j + order - 1). Each I is the next one and a positive summand, so going down loses nothing.
    /// </summary>
    private static double Series(double weight, double half, double x, double a, double b, int terms, double order)
    {
        double[] weights = new double[terms + 1];
        double[] steps = new double[terms + 1];
        double logBeta = SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
        double step = Math.Exp(a * Math.Log(x) + b * Math.Log(1 - x) - Math.Log(a) - logBeta);
        for (int term = 0; term <= terms; term++)
        {
            weights[term] = weight;
            steps[term] = step;
            weight *= half / (term + order);
            step *= x * (a + term + b) / (a + term + 1);
        }

        double incomplete = Distributions.BetaCdf(x, a + terms + 1, b);
        double sum = 0;
        for (int term = terms; term >= 0; term--)
        {
            incomplete += steps[term];
            sum += weights[term] * incomplete;
        }

        return sum;
    }
}
