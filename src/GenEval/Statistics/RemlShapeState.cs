namespace GenEval.Statistics;

/// <summary>
/// The tasks of one shape at given variances. With D the variance of inputs and cells (block diagonal by input), U the columns of wordings and K the variance of
/// the task and its wordings, V_t = D + U K U' is inverted in the space of wordings: V_t^-1 = D^-1 - D^-1 U M U' D^-1.
/// </summary>
internal sealed class RemlShapeState
{
    private readonly RemlShape _shape;
    private readonly double _input;
    private readonly double _residual;
    private readonly double _repeat;

    public RemlShapeState(RemlShape shape, double[] variances, bool tasksFixed)
    {
        _shape = shape;
        _input = variances[(int)Facet.Input];
        _residual = variances[(int)Facet.Residual];
        _repeat = variances[(int)Facet.Repeat];
        Information = new SquareMatrix(shape.Wordings);
        Inform();
        Shrink(variances[(int)Facet.TaskWording], tasksFixed ? 0 : variances[(int)Facet.Task], tasksFixed);
    }

    /// <summary>G = U' D^-1 U.</summary>
    public SquareMatrix Information { get; }

    /// <summary>M; with the task fixed its mean is projected out, too.</summary>
    public SquareMatrix Inner { get; private set; } = new(0);

    /// <summary>I - M G.</summary>
    public SquareMatrix Shrinkage { get; private set; } = new(0);

    /// <summary>A = U' V^-1 U = G - G M G, or with the task fixed U' P U.</summary>
    public SquareMatrix Precision { get; private set; } = new(0);

    /// <summary>log |V_t|, with the task fixed plus log 1' V_c^-1 1.</summary>
    public double LogDeterminant { get; private set; }

    /// <summary>f = (I - M_c G) 1 and a = 1' V_c^-1 1, for the fixed task's mean.</summary>
    public double[] MeanWeights { get; private set; } = [];

    public double MeanPrecision { get; private set; }

    /// <summary>U' V_c^-1 1, for the fixed task's mean.</summary>
    public double[] MeanColumns { get; private set; } = [];

    /// <summary>U' V^-1 y = (I - G M) h.</summary>
    public double[] Score(ReadOnlySpan<double> right) => Subtract(right, Information.Times(Inner.Times(right)));

    public static double[] Subtract(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] difference = first.ToArray();
        for (int index = 0; index < difference.Length; index++)
        {
            difference[index] -= second[index];
        }

        return difference;
    }

    /// <summary>For one input: p = 1/d of its cells, and c such that D^-1 = diag(p) - c p p'.</summary>
    public double Weights(int input, Span<double> weights)
    {
        double sum = 0;
        for (int cell = 0; cell < weights.Length; cell++)
        {
            weights[cell] = 1 / (_residual + _repeat * _shape.Shares[_shape.Starts[input] + cell]);
            sum += weights[cell];
        }

        return _input / (1 + _input * sum);
    }

    /// <summary>h = U' D^-1 y of one task's means, and y' V^-1 y (with the task fixed y' P y).</summary>
    public (double[] Right, double Quadratic) Reduce(double[] means)
    {
        double[] right = new double[_shape.Wordings];
        double[] buffer = new double[_shape.Wordings];
        double quadratic = 0;
        for (int input = 0; input < _shape.Inputs; input++)
        {
            int start = _shape.Starts[input];
            Span<double> weights = buffer.AsSpan(0, _shape.Starts[input + 1] - start);
            double correction = Weights(input, weights);
            double product = 0;
            for (int cell = 0; cell < weights.Length; cell++)
            {
                double mean = means[start + cell];
                product += weights[cell] * mean;
                quadratic += weights[cell] * mean * mean;
            }

            quadratic -= correction * product * product;
            for (int cell = 0; cell < weights.Length; cell++)
            {
                right[_shape.Columns[start + cell]] += weights[cell] * (means[start + cell] - correction * product);
            }
        }

        return (right, quadratic - SquareMatrix.Dot(right, Inner.Times(right)));
    }

    /// <summary>G and log |D|.</summary>
    private void Inform()
    {
        double[] buffer = new double[_shape.Wordings];
        for (int input = 0; input < _shape.Inputs; input++)
        {
            int start = _shape.Starts[input];
            Span<double> weights = buffer.AsSpan(0, _shape.Starts[input + 1] - start);
            double correction = Weights(input, weights);
            double sum = 0;
            for (int cell = 0; cell < weights.Length; cell++)
            {
                int column = _shape.Columns[start + cell];
                double scaled = correction * weights[cell];
                sum += weights[cell];
                LogDeterminant -= Math.Log(weights[cell]);
                Information[column, column] += weights[cell];
                for (int other = 0; other < weights.Length; other++)
                {
                    Information[column, _shape.Columns[start + other]] -= scaled * weights[other];
                }
            }

            LogDeterminant += Math.Log(1 + _input * sum);
        }
    }

    /// <summary>M = K^1/2 (I + K^1/2 G K^1/2)^-1 K^1/2, which stands variances of 0.</summary>
    private void Shrink(double taskWording, double task, bool tasksFixed)
    {
        int size = _shape.Wordings;
        double root = Math.Sqrt(taskWording);
        double common = (Math.Sqrt(taskWording + size * task) - root) / size;
        SquareMatrix left = Scaled(Information, root, common);
        SquareMatrix middle = Scaled(left, root, common);
        for (int index = 0; index < size; index++)
        {
            middle[index, index] += 1;
        }

        (SquareMatrix inverse, double logDeterminant) = middle.Invert();
        LogDeterminant += logDeterminant;
        Inner = Scaled(Scaled(inverse, root, common), root, common);
        if (tasksFixed)
        {
            double[] ones = new double[size];
            ones.AsSpan().Fill(1);
            double[] total = Information.Times(ones);
            MeanWeights = Subtract(ones, Inner.Times(total));
            MeanColumns = Score(total);
            MeanPrecision = SquareMatrix.Dot(MeanColumns, ones);
            LogDeterminant += Math.Log(MeanPrecision);
            for (int row = 0; row < size; row++)
            {
                for (int column = 0; column < size; column++)
                {
                    Inner[row, column] += MeanWeights[row] * MeanWeights[column] / MeanPrecision;
                }
            }
        }

        Shrinkage = Inner.TimesTransposed(Information);
        SquareMatrix between = Information.TimesTransposed(Transposed(Shrinkage));
        Precision = new SquareMatrix(size);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                Precision[row, column] = Information[row, column] - between[row, column];
                Shrinkage[row, column] = (row == column ? 1 : 0) - Shrinkage[row, column];
            }
        }
    }

    private static SquareMatrix Transposed(SquareMatrix matrix)
    {
        SquareMatrix transposed = new(matrix.Size);
        for (int row = 0; row < matrix.Size; row++)
        {
            for (int column = 0; column < matrix.Size; column++)
            {
                transposed[column, row] = matrix[row, column];
            }
        }

        return transposed;
    }

    /// <summary>(root I + common J) times a matrix, transposed.</summary>
    private static SquareMatrix Scaled(SquareMatrix matrix, double root, double common)
    {
        SquareMatrix scaled = new(matrix.Size);
        for (int column = 0; column < matrix.Size; column++)
        {
            double sum = 0;
            for (int row = 0; row < matrix.Size; row++)
            {
                sum += matrix[row, column];
            }

            for (int row = 0; row < matrix.Size; row++)
            {
                scaled[column, row] = root * matrix[row, column] + common * sum;
            }
        }

        return scaled;
    }
}
