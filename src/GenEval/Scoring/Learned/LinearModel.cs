namespace GenEval.Scoring.Learned;

/// <summary>A model's raw value of an answer's features: higher is better; calibration makes it a score.</summary>
public interface ILearnedModel
{
    /// <summary>Raw values of many answers at once, each independent of the others.</summary>
    /// <param name="features">A row for each answer, every value inside the training range.</param>
    /// <param name="items">The answers themselves, for a model that reads their texts.</param>
    double[] Predict(IReadOnlyList<double[]> features, IReadOnlyList<ScoringItem> items);
}

/// <summary>A weighted sum of features: the log-odds for binary ratings, the rating itself for scaled ones.</summary>
/// <param name="Intercept">The value where every feature is 0.</param>
/// <param name="Weights">For every feature, in their order; 0 where it says nothing.</param>
public sealed record LinearModel(double Intercept, IReadOnlyList<double> Weights) : ILearnedModel
{
    /// <inheritdoc/>
    public double[] Predict(IReadOnlyList<double[]> features, IReadOnlyList<ScoringItem> items)
    {
        ArgumentNullException.ThrowIfNull(features);
        double[] values = new double[features.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Intercept;
            for (int f = 0; f < Weights.Count; f++)
            {
                values[i] += Weights[f] * features[i][f];
            }
        }

        return values;
    }
}
