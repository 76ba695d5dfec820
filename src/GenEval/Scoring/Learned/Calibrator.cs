namespace GenEval.Scoring.Learned;

/// <summary>
/// From a model's raw value to a score in [0, 1]. Platt, J. "Probabilistic outputs for support vector machines." 1999: a line through the log-odds
/// (through the rating itself where ratings are scaled). Isotonic: straight lines between points; beyond them the outer points hold.
/// </summary>
public sealed record Calibrator
{
    /// <summary><see cref="Platt"/>.</summary>
    public const string Platt = "platt";

    /// <summary>Points joined by lines.</summary>
    public const string Isotonic = "isotonic";

    /// <summary>A score has so many decimals: more would differ from one processor to the next.</summary>
    private const int Decimals = 9;

    /// <summary>platt or isotonic.</summary>
    public required string Method { get; init; }

    /// <summary>Whether the line is of the log-odds.</summary>
    public bool IsLogOdds { get; init; }

    /// <summary>The line's slope, above 0.</summary>
    public double Slope { get; init; } = 1;

    /// <summary>The line's value at 0.</summary>
    public double Offset { get; init; }

    /// <summary>The points' raw values, strictly ascending.</summary>
    public IReadOnlyList<double> X { get; init; } = [];

    /// <summary>The points' scores in [0, 1], ascending.</summary>
    public IReadOnlyList<double> Y { get; init; } = [];

    /// <summary>The score in [0, 1] of a raw value.</summary>
    public double Score(double raw)
    {
        double score = Method == Isotonic ? Between(raw) : IsLogOdds ? 1 / (1 + Math.Exp(-Line(raw))) : Line(raw);
        return Math.Round(Math.Clamp(score, 0, 1), Decimals);
    }

    private double Line(double raw) => (Slope * raw) + Offset;

    private double Between(double raw)
    {
        int low = 0;
        int high = X.Count - 1;
        if (raw <= X[low] || high == 0)
        {
            return Y[low];
        }

        if (raw >= X[high])
        {
            return Y[high];
        }

        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = X[middle] <= raw ? (middle, high) : (low, middle);
        }

        return Y[low] + ((raw - X[low]) / (X[high] - X[low]) * (Y[high] - Y[low]));
    }
}
