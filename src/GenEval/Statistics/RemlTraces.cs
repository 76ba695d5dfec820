namespace GenEval.Statistics;

/// <summary>tr(V^-1 V_k) for every facet (with tasks fixed, tr(P V_k)).</summary>
internal sealed class RemlTraces
{
    private readonly double[] _values = new double[6];

    public RemlTraces(RemlData data, RemlShapeState[] states, SquareMatrix wordingVariance, double[] variances)
    {
        int[] counts = new int[states.Length];
        foreach (RemlTask task in data.Tasks)
        {
            counts[task.Shape]++;
        }

        SquareMatrix shared = new(wordingVariance.Size);
        for (int shape = 0; shape < states.Length; shape++)
        {
            RemlShapeState state = states[shape];
            SquareMatrix between = state.Precision;
            SquareMatrix inner = state.Inner;
            if (data.Crossed)
            {
                shared.Add(state.Precision, counts[shape]);
                between = between.Copy();
                between.Add(state.Precision.TimesTransposed(wordingVariance).TimesTransposed(state.Precision), -1);
                inner = inner.Copy();
                inner.Add(state.Shrinkage.TimesTransposed(wordingVariance).TimesTransposed(state.Shrinkage), 1);
            }

            _values[(int)Facet.Task] += counts[shape] * between.Sum();
            _values[(int)Facet.TaskWording] += counts[shape] * between.Trace();
            AddInputs(data.Shapes[shape], state, inner, counts[shape]);
        }

        // tr(A - A W A).
        _values[(int)Facet.Wording] = shared.Trace() - shared.TimesTransposed(wordingVariance).TimesTransposed(shared).Trace();
    }

    public ReadOnlySpan<double> Values => _values;

    /// <summary>V^-1 of an input's cells is D^-1 - D^-1 Q D^-1 with D^-1 = diag(p) - c p p'.</summary>
    private void AddInputs(RemlShape shape, RemlShapeState state, SquareMatrix inner, int count)
    {
        double[] weightBuffer = new double[shape.Wordings];
        double[] productBuffer = new double[shape.Wordings];
        for (int input = 0; input < shape.Inputs; input++)
        {
            int start = shape.Starts[input];
            ReadOnlySpan<int> columns = shape.Columns.AsSpan(start, shape.Starts[input + 1] - start);
            Span<double> weights = weightBuffer.AsSpan(0, columns.Length);
            Span<double> products = productBuffer.AsSpan(0, columns.Length);
            double correction = state.Weights(input, weights);
            double sum = 0;
            double form = 0;
            for (int cell = 0; cell < columns.Length; cell++)
            {
                double product = 0;
                for (int other = 0; other < columns.Length; other++)
                {
                    product += inner[columns[cell], columns[other]] * weights[other];
                }

                products[cell] = product;
                sum += weights[cell];
                form += weights[cell] * product;
            }

            // 1' D^-1 1 and D^-1 1 = (1 - c sum) p.
            double shrunk = 1 - correction * sum;
            _values[(int)Facet.Input] += count * (sum * shrunk - shrunk * shrunk * form);
            for (int cell = 0; cell < columns.Length; cell++)
            {
                double weight = weights[cell];
                double diagonal = weight - correction * weight * weight
                    - weight * weight * (inner[columns[cell], columns[cell]] - 2 * correction * products[cell] + correction * correction * form);
                _values[(int)Facet.Residual] += count * diagonal;
                _values[(int)Facet.Repeat] += count * diagonal * shape.Shares[start + cell];
            }
        }
    }
}
