namespace GenEval.Statistics;

/// <summary>
/// Quadratic forms in the two vectors that matter: the scaled residuals P y and the level's weights l. <c>v' V_k v</c> is the sum of squares of v
/// added up over the groups of facet k.
/// </summary>
internal sealed class RemlQuadratics
{
    private const int Facets = 6;
    private readonly RemlData _data;
    private readonly RemlShapeState[] _states;
    private readonly SquareMatrix _wordingVariance;
    private readonly double _meanPrecision;
    private readonly double[][] _residualColumns;
    private readonly double[][] _residualCells;
    private readonly double[] _sharedColumns;

    public RemlQuadratics(
        RemlData data, RemlShapeState[] states, double[][] rights, SquareMatrix wordingVariance, double[] wordingEffects, double mean, double[][] levelWeights, double meanPrecision)
    {
        _data = data;
        _states = states;
        _wordingVariance = wordingVariance;
        _meanPrecision = meanPrecision;
        _residualColumns = new double[rights.Length][];
        _residualCells = new double[rights.Length][];
        _sharedColumns = new double[wordingVariance.Size];
        double[] levelShared = new double[wordingVariance.Size];
        for (int task = 0; task < rights.Length; task++)
        {
            (int index, double[] means) = data.Tasks[task];
            RemlShape shape = data.Shapes[index];
            double[] effects = Effects(states[index], rights[task], wordingEffects, mean, data.Crossed);
            _residualCells[task] = Cells(shape, states[index], effects, means);
            _residualColumns[task] = Add(shape, _residualCells[task], ForResiduals, _sharedColumns);
        }

        double[][] level = [.. data.Shapes.Select((shape, index) => Cells(shape, states[index], levelWeights[index], means: null))];
        foreach (RemlTask task in data.Tasks)
        {
            Add(data.Shapes[task.Shape], level[task.Shape], ForLevel, levelShared);
        }

        ForResiduals[(int)Facet.Wording] = SquareMatrix.Dot(_sharedColumns, _sharedColumns);
        ForLevel[(int)Facet.Wording] = SquareMatrix.Dot(levelShared, levelShared);
    }

    /// <summary>y' P V_k P y.</summary>
    public double[] ForResiduals { get; } = new double[Facets];

    /// <summary>l' V_k l: what facet k's variance counts in the variance of the level.</summary>
    public double[] ForLevel { get; } = new double[Facets];

    /// <summary>y' P V_k P V_l P y / 2.</summary>
    public double[,] AverageInformation()
    {
        double[,] information = new double[Facets, Facets];
        double[][] shared = [.. Enumerable.Range(0, Facets).Select(_ => new double[_wordingVariance.Size])];
        double[] means = new double[Facets];
        double[] columnsOfMean = new double[_wordingVariance.Size];
        for (int task = 0; task < _residualCells.Length; task++)
        {
            RemlShapeState state = _states[_data.Tasks[task].Shape];
            double[][] rights = Rights(task, information);
            for (int first = 0; first < Facets; first++)
            {
                double[] inner = state.Inner.Times(rights[first]);
                for (int second = 0; second < Facets; second++)
                {
                    information[first, second] -= SquareMatrix.Dot(inner, rights[second]);
                }

                double[] score = state.Score(rights[first]);
                foreach (double value in score)
                {
                    means[first] += value;
                }

                for (int column = 0; column < shared[first].Length; column++)
                {
                    shared[first][column] += score[column];
                }
            }

            for (int column = 0; column < columnsOfMean.Length; column++)
            {
                foreach (double value in state.Precision.Row(column))
                {
                    columnsOfMean[column] += value;
                }
            }
        }

        for (int first = 0; first < Facets; first++)
        {
            double[] spread = _wordingVariance.Times(shared[first]);
            means[first] -= SquareMatrix.Dot(columnsOfMean, spread);
            for (int second = 0; second < Facets; second++)
            {
                information[first, second] -= SquareMatrix.Dot(spread, shared[second]);
            }
        }

        for (int first = 0; first < Facets; first++)
        {
            for (int second = 0; second < Facets; second++)
            {
                double projected = _data.TasksFixed ? 0 : means[first] * means[second] / _meanPrecision;
                information[first, second] = (information[first, second] - projected) / 2;
            }
        }

        return information;
    }

    /// <summary>mean + wordings' effects + the task's own, by column: what is taken from the scores before D^-1 makes P y of them.</summary>
    private static double[] Effects(RemlShapeState state, double[] right, double[] wordingEffects, double mean, bool crossed)
    {
        double[] known = new double[state.Inner.Size];
        for (int column = 0; column < known.Length; column++)
        {
            known[column] = mean + (crossed ? wordingEffects[column] : 0);
        }

        double[] own = state.Inner.Times(RemlShapeState.Subtract(right, state.Information.Times(known)));
        for (int column = 0; column < known.Length; column++)
        {
            known[column] += own[column];
        }

        return known;
    }

    /// <summary>D^-1 (means - columns), or without means D^-1 columns.</summary>
    private static double[] Cells(RemlShape shape, RemlShapeState state, double[] columns, double[]? means)
    {
        double[] values = new double[shape.Columns.Length];
        double[] buffer = new double[shape.Wordings];
        for (int input = 0; input < shape.Inputs; input++)
        {
            int start = shape.Starts[input];
            Span<double> weights = buffer.AsSpan(0, shape.Starts[input + 1] - start);
            double correction = state.Weights(input, weights);
            double product = 0;
            for (int cell = 0; cell < weights.Length; cell++)
            {
                double column = columns[shape.Columns[start + cell]];
                values[start + cell] = means is null ? column : means[start + cell] - column;
                product += weights[cell] * values[start + cell];
            }

            for (int cell = 0; cell < weights.Length; cell++)
            {
                values[start + cell] = weights[cell] * (values[start + cell] - correction * product);
            }
        }

        return values;
    }

    /// <summary>Adds a task's part to the sums of squares; gives its column sums.</summary>
    private static double[] Add(RemlShape shape, double[] values, double[] squares, double[] sharedColumns)
    {
        double[] columns = new double[shape.Wordings];
        double all = 0;
        for (int input = 0; input < shape.Inputs; input++)
        {
            double sum = 0;
            for (int cell = shape.Starts[input]; cell < shape.Starts[input + 1]; cell++)
            {
                double value = values[cell];
                sum += value;
                columns[shape.Columns[cell]] += value;
                squares[(int)Facet.Residual] += value * value;
                squares[(int)Facet.Repeat] += value * value * shape.Shares[cell];
            }

            squares[(int)Facet.Input] += sum * sum;
            all += sum;
        }

        squares[(int)Facet.Task] += all * all;
        squares[(int)Facet.TaskWording] += SquareMatrix.Dot(columns, columns);
        for (int column = 0; column < sharedColumns.Length; column++)
        {
            sharedColumns[column] += columns[column];
        }

        return columns;
    }

    /// <summary>U' D^-1 v_k for v_k = V_k P y of every facet; adds v_k' D^-1 v_l to the information.</summary>
    private double[][] Rights(int index, double[,] information)
    {
        RemlShape shape = _data.Shapes[_data.Tasks[index].Shape];
        RemlShapeState state = _states[_data.Tasks[index].Shape];
        double[] cells = _residualCells[index];
        double[] columns = _residualColumns[index];
        double all = 0;
        foreach (double column in columns)
        {
            all += column;
        }

        double[][] rights = [.. Enumerable.Range(0, Facets).Select(_ => new double[shape.Wordings])];
        double[] buffer = new double[shape.Wordings];
        double[,] vectors = new double[Facets, shape.Wordings];
        Span<double> products = stackalloc double[Facets];
        for (int input = 0; input < shape.Inputs; input++)
        {
            int start = shape.Starts[input];
            Span<double> weights = buffer.AsSpan(0, shape.Starts[input + 1] - start);
            double correction = state.Weights(input, weights);
            double sum = 0;
            for (int cell = 0; cell < weights.Length; cell++)
            {
                sum += cells[start + cell];
            }

            products.Clear();
            for (int cell = 0; cell < weights.Length; cell++)
            {
                int column = shape.Columns[start + cell];
                vectors[(int)Facet.Wording, cell] = _sharedColumns.Length > 0 ? _sharedColumns[column] : 0;
                vectors[(int)Facet.Task, cell] = all;
                vectors[(int)Facet.TaskWording, cell] = columns[column];
                vectors[(int)Facet.Input, cell] = sum;
                vectors[(int)Facet.Residual, cell] = cells[start + cell];
                vectors[(int)Facet.Repeat, cell] = cells[start + cell] * shape.Shares[start + cell];
                for (int facet = 0; facet < Facets; facet++)
                {
                    products[facet] += weights[cell] * vectors[facet, cell];
                }
            }

            for (int first = 0; first < Facets; first++)
            {
                for (int cell = 0; cell < weights.Length; cell++)
                {
                    double scaled = weights[cell] * (vectors[first, cell] - correction * products[first]);
                    rights[first][shape.Columns[start + cell]] += scaled;
                    for (int second = 0; second < Facets; second++)
                    {
                        information[first, second] += scaled * vectors[second, cell];
                    }
                }
            }
        }

        return rights;
    }
}
