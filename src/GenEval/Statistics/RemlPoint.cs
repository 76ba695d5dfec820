namespace GenEval.Statistics;

/// <summary>
/// The restricted likelihood at given variances, with its gradient and the average information (Gilmour, Thompson and Cullis 1995). Tasks are
/// independent given the wordings that they share, so everything happens in matrices of the size of the wordings: linear in tasks and cells.
/// </summary>
internal sealed class RemlPoint
{
    private readonly RemlData _data;
    private readonly double[] _variances;
    private readonly RemlShapeState[] _states;
    private readonly double[][] _rights;
    private readonly SquareMatrix _shared;

    /// <summary>W: the variance of the shared wordings given the data; 0 where there are none.</summary>
    private readonly SquareMatrix _wordingVariance;

    /// <summary>The effects of the shared wordings, and the mean where tasks are random.</summary>
    private readonly double[] _wordingEffects;

    public RemlPoint(RemlData data, double[] variances)
    {
        _data = data;
        _variances = variances;
        _states = Array.ConvertAll(data.Shapes, shape => new RemlShapeState(shape, variances, data.TasksFixed));
        _rights = new double[data.Tasks.Length][];
        int columns = data.Crossed ? data.Wordings : 0;
        _shared = new SquareMatrix(columns);
        double[] right = new double[columns];
        double deviance = 0;
        double quadratic = 0;
        double meanPrecision = 0;
        double meanRight = 0;
        for (int task = 0; task < _rights.Length; task++)
        {
            RemlShapeState state = State(task);
            (_rights[task], double ownQuadratic) = state.Reduce(data.Tasks[task].Means);
            double[] score = state.Score(_rights[task]);
            deviance += state.LogDeterminant;
            quadratic += ownQuadratic;
            meanPrecision += state.Precision.Sum();
            meanRight += Sum(score);
            if (data.Crossed)
            {
                _shared.Add(state.Precision, 1);
                AddTo(right, score);
            }
        }

        (_wordingVariance, double logDeterminant) = GivenData(_shared, variances[(int)Facet.Wording]);
        deviance += logDeterminant;
        quadratic -= SquareMatrix.Dot(right, _wordingVariance.Times(right));
        if (!data.TasksFixed)
        {
            // The mean: x = Z 1, so that x' V^-1 x = 1' (A - A W A) 1.
            double[] byWording = Columns();
            meanPrecision -= SquareMatrix.Dot(byWording, _wordingVariance.Times(byWording));
            meanRight -= SquareMatrix.Dot(byWording, _wordingVariance.Times(right));
            Mean = meanRight / meanPrecision;
            quadratic -= meanRight * Mean;
            deviance += Math.Log(meanPrecision);
            right = [.. right.Zip(byWording, (value, column) => value - Mean * column)];
        }

        MeanPrecision = meanPrecision;
        _wordingEffects = _wordingVariance.Times(right);
        double repeat = variances[(int)Facet.Repeat];
        int repeats = data.Observations - data.Cells;
        Deviance = deviance + quadratic + (repeats > 0 ? repeats * Math.Log(repeat) + data.RepeatSquares / repeat : 0);
    }

    /// <summary>-2 log restricted likelihood, standardized, without its constant.</summary>
    public double Deviance { get; }

    /// <summary>The generalized least squares mean, standardized, where tasks are random.</summary>
    public double Mean { get; }

    /// <summary>x' V^-1 x, where tasks are random.</summary>
    public double MeanPrecision { get; }

    /// <summary>The mean over tasks, standardized: the mean above, or of the fixed tasks' own.</summary>
    public (double Estimate, double Variance, double[] Parts) Level()
    {
        double[] quadratics = Quadratics().ForLevel;
        double[] parts = [.. quadratics.Zip(_variances, (quadratic, variance) => quadratic * variance)];
        if (!_data.TasksFixed)
        {
            return (Mean, 1 / MeanPrecision, parts);
        }

        double estimate = 0;
        for (int task = 0; task < _rights.Length; task++)
        {
            RemlShapeState state = State(task);
            double own = (SquareMatrix.Dot(state.MeanWeights, _rights[task]) - (_data.Crossed ? SquareMatrix.Dot(state.MeanColumns, _wordingEffects) : 0)) / state.MeanPrecision;
            estimate += own / _rights.Length;
        }

        return (estimate, Sum(parts), parts);
    }

    /// <summary>
    /// The variance of the level from wordings as their own means show it, with one degree of freedom less than wordings: what the variance of the
    /// wordings' means is in complete tables, from their generalized least squares means here. Null where some wording cannot be placed.
    /// </summary>
    public double? WordingMeansVariance()
    {
        double variance = 0;
        if (_data.Crossed)
        {
            double[] right = new double[_shared.Size];
            for (int task = 0; task < _rights.Length; task++)
            {
                AddTo(right, State(task).Score(_rights[task]));
            }

            variance = MeansVariance(_shared, right, centred: _data.TasksFixed);
        }
        else
        {
            for (int task = 0; task < _rights.Length; task++)
            {
                // Within a task the input effects and cells are all there is.
                variance += MeansVariance(State(task).Information, _rights[task], centred: false) / ((double)_rights.Length * _rights.Length);
            }
        }

        return double.IsFinite(variance) ? variance : null;
    }

    /// <summary>The derivatives of the log restricted likelihood and the average information.</summary>
    public (double[] Score, double[,] Information) Derivatives()
    {
        RemlTraces traces = new(_data, _states, _wordingVariance, _variances);
        RemlQuadratics quadratics = Quadratics();
        double[] score = new double[6];
        for (int facet = 0; facet < 6; facet++)
        {
            // With the mean estimated, tr(P V_k) = tr(V^-1 V_k) - l' V_k l x' V^-1 x for the mean's weights l.
            double trace = traces.Values[facet] - (_data.TasksFixed ? 0 : quadratics.ForLevel[facet] * MeanPrecision);
            score[facet] = (quadratics.ForResiduals[facet] - trace) / 2;
        }

        double[,] information = quadratics.AverageInformation();
        int repeats = _data.Observations - _data.Cells;
        if (repeats > 0)
        {
            double repeat = _variances[(int)Facet.Repeat];
            score[(int)Facet.Repeat] += (_data.RepeatSquares / repeat - repeats) / repeat / 2;
            information[(int)Facet.Repeat, (int)Facet.Repeat] += _data.RepeatSquares / (2 * repeat * repeat * repeat);
        }

        return (score, information);
    }

    private RemlShapeState State(int task) => _states[_data.Tasks[task].Shape];

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static void AddTo(double[] sums, double[] values)
    {
        for (int index = 0; index < sums.Length; index++)
        {
            sums[index] += values[index];
        }
    }

    /// <summary>W = s (I + s A)^-1 and log |I + s A|.</summary>
    private static (SquareMatrix Variance, double LogDeterminant) GivenData(SquareMatrix precision, double variance)
    {
        SquareMatrix sum = new(precision.Size);
        for (int row = 0; row < sum.Size; row++)
        {
            for (int column = 0; column < sum.Size; column++)
            {
                sum[row, column] = variance * precision[row, column] + (row == column ? 1 : 0);
            }
        }

        (SquareMatrix inverse, double logDeterminant) = sum.Invert();
        for (int row = 0; row < sum.Size; row++)
        {
            for (int column = 0; column < sum.Size; column++)
            {
                inverse[row, column] *= variance;
            }
        }

        return (inverse, logDeterminant);
    }

    /// <summary>The variance, over their number, of the solution of A m = g; centred: A 1 = 0, so that m is known but for a constant.</summary>
    private static double MeansVariance(SquareMatrix precision, double[] right, bool centred)
    {
        SquareMatrix solvable = precision.Copy();
        double anchor = centred ? precision.Trace() / precision.Size : 0;
        for (int row = 0; row < solvable.Size; row++)
        {
            for (int column = 0; column < solvable.Size; column++)
            {
                solvable[row, column] += anchor;
            }
        }

        SquareMatrix inverse = solvable.Invert().Inverse;
        for (int row = 0; row < solvable.Size; row++)
        {
            // A wording that shares no task or input with the others: its mean has no bounded variance.
            if (!(inverse[row, row] * solvable[row, row] < 1e10))
            {
                return double.NaN;
            }
        }

        double[] means = inverse.Times(right);
        return Moments.SumOfSquares(means) / (means.Length - 1) / means.Length;
    }

    /// <summary>A 1.</summary>
    private double[] Columns()
    {
        double[] ones = new double[_shared.Size];
        ones.AsSpan().Fill(1);
        return _shared.Times(ones);
    }

    private RemlQuadratics Quadratics() => new(_data, _states, _rights, _wordingVariance, _wordingEffects, Mean, LevelWeights(), MeanPrecision);

    /// <summary>
    /// The level's weights on the observations are D^-1 (s of each cell's column); this gives s, shape by shape. With tasks
    /// random they are V^-1 x / x' V^-1 x, with tasks fixed those of the mean of the tasks' generalized least squares means.
    /// </summary>
    private double[][] LevelWeights()
    {
        if (!_data.TasksFixed)
        {
            double[] shared = _wordingVariance.Times(Columns());
            return Array.ConvertAll(_states, state =>
            {
                double[] rest = new double[state.Inner.Size];
                for (int column = 0; column < rest.Length; column++)
                {
                    rest[column] = 1 - (_data.Crossed ? shared[column] : 0);
                }

                double[] own = RemlShapeState.Subtract(rest, state.Inner.Times(state.Information.Times(rest)));
                return Array.ConvertAll(own, value => value / MeanPrecision);
            });
        }

        double[] columns = new double[_shared.Size];
        foreach (RemlTask task in _data.Tasks)
        {
            for (int column = 0; column < columns.Length; column++)
            {
                columns[column] += _states[task.Shape].MeanColumns[column] / _states[task.Shape].MeanPrecision;
            }
        }

        double[] taken = _wordingVariance.Times(columns);
        return Array.ConvertAll(_states, state =>
        {
            double[] own = _data.Crossed ? state.Shrinkage.Times(taken) : new double[state.Inner.Size];
            return own.Zip(state.MeanWeights, (other, weight) => (weight / state.MeanPrecision - other) / _rights.Length).ToArray();
        });
    }
}
