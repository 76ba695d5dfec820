using GenEval.Generalization.Drivers;

namespace GenEval.MLNet;

/// <summary>The mean score of the rows that are equal to this one: a tree with a leaf for each kind of row.</summary>
internal sealed class DriverMeans : IDriverModel
{
    private readonly List<(double[] Row, double Mean)> _kinds = [];
    private readonly double _other;

    private DriverMeans(double other) => _other = other;

    /// <summary>The means; null where there are more kinds of rows than <paramref name="most"/>.</summary>
    public static DriverMeans? Of(DriverData data, double other, int most)
    {
        DriverMeans means = new(other);
        foreach (IGrouping<int, int> rows in Enumerable.Range(0, data.Scores.Length).GroupBy(i => means.KindOf(data.Rows[i], most)))
        {
            if (rows.Key < 0)
            {
                return null;
            }

            means._kinds[rows.Key] = (means._kinds[rows.Key].Row, rows.Sum(i => data.Weights[i] * data.Scores[i]) / rows.Sum(i => data.Weights[i]));
        }

        return means;
    }

    public double Predict(ReadOnlySpan<double> row)
    {
        foreach ((double[] known, double mean) in _kinds)
        {
            if (row.SequenceEqual(known))
            {
                return mean;
            }
        }

        return _other;
    }

    /// <summary>The number of a row's kind, a new one where there is room; else -1.</summary>
    private int KindOf(double[] row, int most)
    {
        int kind = _kinds.FindIndex(k => row.AsSpan().SequenceEqual(k.Row));
        if (kind < 0 && _kinds.Count < most)
        {
            kind = _kinds.Count;
            _kinds.Add((row, 0));
        }

        return kind;
    }
}
