namespace GenEval.Bench.Coverage;

/// <summary>Expectations of the logistic function of a normal variable, by the trapezoidal rule, which is exact to 1e-12 for such functions.</summary>
internal static class LogitNormal
{
    private const int Half = 24;

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>E logistic(mean + spread Z).</summary>
    public static double Mean(double mean, double spread)
    {
        if (spread == 0)
        {
            return Logistic(mean);
        }

        double sum = 0;
        double weights = 0;
        for (int node = -Half; node <= Half; node++)
        {
            double z = node * (8.0 / Half);
            double weight = Math.Exp(-z * z / 2);
            sum += weight * Logistic(mean + spread * z);
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>The mean of the logit that gives this level.</summary>
    public static double Solve(double level, double spread)
    {
        double low = -30;
        double high = 30;
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            (low, high) = Mean(middle, spread) < level ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
