using System.Numerics;

namespace GenEval.Statistics;

/// <summary>
/// Rows of predictors, standardized column by column, with a column of ones at the end for the intercept. Sums go over the rows in their order
/// whatever the width of the processor's vectors, so that the same rows give the same bits everywhere.
/// </summary>
internal sealed class DesignMatrix
{
    private readonly double[] _values;

    /// <summary>Standardizes the rows by the given centers and scales.</summary>
    public DesignMatrix(IReadOnlyList<double[]> rows, ReadOnlySpan<double> centers, ReadOnlySpan<double> scales)
    {
        Rows = rows.Count;
        Columns = centers.Length + 1;
        _values = new double[Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            Span<double> into = _values.AsSpan(row * Columns, Columns);
            for (int column = 0; column < centers.Length; column++)
            {
                into[column] = (rows[row][column] - centers[column]) / scales[column];
            }

            into[^1] = 1;
        }
    }

    public int Rows { get; }

    /// <summary>Predictors and the intercept.</summary>
    public int Columns { get; }

    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Columns, Columns);

    public double Predict(int row, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<double> values = Row(row);
        double sum = 0;
        for (int column = 0; column < values.Length; column++)
        {
            sum += values[column] * weights[column];
        }

        return sum;
    }

    /// <summary>Adds weight x row x row' to the lower triangle, row by row of a square array.</summary>
    public void AddOuter(int row, double weight, double[] square)
    {
        ReadOnlySpan<double> values = Row(row);
        for (int a = 0; a < values.Length; a++)
        {
            double factor = weight * values[a];
            Span<double> into = square.AsSpan(a * Columns, a + 1);
            Vector<double> factors = new(factor);
            int b = 0;
            for (; b + Vector<double>.Count <= into.Length; b += Vector<double>.Count)
            {
                (new Vector<double>(into[b..]) + (factors * new Vector<double>(values[b..]))).CopyTo(into[b..]);
            }

            for (; b < into.Length; b++)
            {
                into[b] += factor * values[b];
            }
        }
    }

    public void AddRow(int row, double weight, Span<double> sum)
    {
        ReadOnlySpan<double> values = Row(row);
        for (int column = 0; column < values.Length; column++)
        {
            sum[column] += weight * values[column];
        }
    }
}
