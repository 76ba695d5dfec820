namespace GenEval.Statistics;

/// <summary>The few dense operations that REML does many times on small symmetric matrices, without allocation beyond the result.</summary>
internal sealed class SquareMatrix(int size)
{
    private readonly double[] _values = new double[size * size];

    public int Size { get; } = size;

    public ref double this[int row, int column] => ref _values[row * Size + column];

    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Size, Size);

    public SquareMatrix Copy()
    {
        SquareMatrix copy = new(Size);
        _values.CopyTo(copy._values, 0);
        return copy;
    }

    public void Add(SquareMatrix other, double factor)
    {
        for (int index = 0; index < _values.Length; index++)
        {
            _values[index] += factor * other._values[index];
        }
    }

    public double[] Times(ReadOnlySpan<double> vector)
    {
        double[] product = new double[Size];
        for (int row = 0; row < Size; row++)
        {
            product[row] = Dot(Row(row), vector);
        }

        return product;
    }

    /// <summary>This times the transpose of another.</summary>
    public SquareMatrix TimesTransposed(SquareMatrix other)
    {
        SquareMatrix product = new(Size);
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                product[row, column] = Dot(Row(row), other.Row(column));
            }
        }

        return product;
    }

    public double Trace()
    {
        double sum = 0;
        for (int index = 0; index < Size; index++)
        {
            sum += this[index, index];
        }

        return sum;
    }

    public double Sum()
    {
        double sum = 0;
        foreach (double value in _values)
        {
            sum += value;
        }

        return sum;
    }

    /// <summary>The inverse and the logarithm of the determinant of a positive definite matrix, by Cholesky.</summary>
    public (SquareMatrix Inverse, double LogDeterminant) Invert()
    {
        SquareMatrix lower = new(Size);
        double logDeterminant = 0;
        for (int column = 0; column < Size; column++)
        {
            for (int row = column; row < Size; row++)
            {
                double rest = this[row, column] - Dot(lower.Row(row)[..column], lower.Row(column)[..column]);
                lower[row, column] = row == column ? Math.Sqrt(rest) : rest / lower[column, column];
            }

            logDeterminant += 2 * Math.Log(lower[column, column]);
        }

        return (lower.InverseOfProduct(), logDeterminant);
    }

    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double sum = 0;
        for (int index = 0; index < first.Length; index++)
        {
            sum += first[index] * second[index];
        }

        return sum;
    }

    /// <summary>(L L')^-1 for this lower triangle L.</summary>
    private SquareMatrix InverseOfProduct()
    {
        // The inverse triangle, stored as its transpose so that rows are contiguous.
        SquareMatrix inverse = new(Size);
        for (int column = 0; column < Size; column++)
        {
            inverse[column, column] = 1 / this[column, column];
            for (int row = column + 1; row < Size; row++)
            {
                inverse[column, row] = -Dot(Row(row)[column..row], inverse.Row(column)[column..row]) / this[row, row];
            }
        }

        SquareMatrix product = new(Size);
        for (int row = 0; row < Size; row++)
        {
            for (int column = row; column < Size; column++)
            {
                product[row, column] = product[column, row] = Dot(inverse.Row(row)[column..], inverse.Row(column)[column..]);
            }
        }

        return product;
    }
}
