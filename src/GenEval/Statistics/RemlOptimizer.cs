using MathNet.Numerics.LinearAlgebra;

namespace GenEval.Statistics;

/// <summary>
/// Maximizes the restricted likelihood over variances &gt;= 0: Newton steps with the average information on those that are not held at 0, halved until
/// they ascend, and an EM step, which always ascends, where they do not.
/// </summary>
internal static class RemlOptimizer
{
    private const int MostSteps = 300;
    private const double Smallest = 1e-10;

    /// <summary>The variances, and the point there; null where the data do not tell the variances apart.</summary>
    public static (double[] Variances, RemlPoint Point, double[,] Covariance)? Maximize(RemlData data)
    {
        bool[] separable = data.Separable();
        if (!Array.Exists([Facet.Wording, Facet.Task, Facet.TaskWording, Facet.Input], facet => separable[(int)facet]))
        {
            return null;
        }

        double[] variances = Array.ConvertAll(separable, present => present ? 1.0 / separable.Count(p => p) : 0);
        RemlPoint point = new(data, variances);
        if (Covariance(point, variances, separable) is null)
        {
            // Two facets are one, as when each task has its own wording; where none is at 0 that shows whatever the scores.
            return null;
        }

        double before = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            (double[] score, double[,] information) = point.Derivatives();
            bool[] free = [.. Enumerable.Range(0, variances.Length).Select(k => separable[k] && (variances[k] > Floor(k) || score[k] > 0))];
            double[] move = Newton(score, information, free);
            double largest = Enumerable.Range(0, move.Length).Max(k => Math.Abs(Stepped(variances, move, 1, k) - variances[k]));
            // Steps shrink by a large factor each until rounding is all that is left of them.
            if (largest < 1e-12 || (largest < 1e-8 && largest > before / 2))
            {
                break;
            }

            before = largest;

            (double[] next, RemlPoint nextPoint) = Ascend(data, point, variances, move) ?? Ascend(data, point, variances, Em(data, variances, score)) ?? (variances, point);
            if (ReferenceEquals(next, variances))
            {
                break;
            }

            (variances, point) = (next, nextPoint);
        }

        return Covariance(point, variances, separable) is { } covariance ? (variances, point, covariance) : null;

        double Floor(int facet) => facet == (int)Facet.Residual && !separable[(int)Facet.Repeat] || facet == (int)Facet.Repeat ? Smallest : 0;

        double Stepped(double[] from, double[] by, double scale, int facet) => separable[facet] ? Math.Max(from[facet] + scale * by[facet], Floor(facet)) : 0;

        (double[] Variances, RemlPoint Point)? Ascend(RemlData all, RemlPoint from, double[] start, double[] by)
        {
            for (double scale = 1; scale > 1e-6; scale /= 2)
            {
                double[] next = [.. Enumerable.Range(0, start.Length).Select(k => Stepped(start, by, scale, k))];
                RemlPoint there = new(all, next);
                // Rounding moves the deviance by about 1e-12 of its size; a step within that is still one towards the maximum.
                if (there.Deviance <= from.Deviance + 1e-11 * (Math.Abs(from.Deviance) + all.Cells))
                {
                    return (next, there);
                }
            }

            return null;
        }
    }

    private static double[] Newton(double[] score, double[,] information, bool[] free)
    {
        int[] used = [.. Enumerable.Range(0, score.Length).Where(k => free[k])];
        double[] move = new double[score.Length];
        if (used.Length > 0)
        {
            Matrix<double> matrix = Matrix<double>.Build.Dense(used.Length, used.Length, (row, column) => information[used[row], used[column]]);
            Vector<double> right = Vector<double>.Build.Dense(used.Length, row => score[used[row]]);
            // A tiny ridge keeps the step finite where two variances are hardly told apart.
            matrix += Matrix<double>.Build.DiagonalOfDiagonalVector(matrix.Diagonal() * 1e-12);
            Vector<double> solution = matrix.Solve(right);
            for (int row = 0; row < used.Length; row++)
            {
                move[used[row]] = double.IsFinite(solution[row]) ? solution[row] : 0;
            }
        }

        return move;
    }

    /// <summary>variance + 2 variance^2 score / levels.</summary>
    private static double[] Em(RemlData data, double[] variances, double[] score)
    {
        double inputs = data.Tasks.Sum(task => data.Shapes[task.Shape].Inputs);
        double ownWordings = data.Tasks.Sum(task => data.Shapes[task.Shape].Asked);
        double[] levels = [data.Wordings, data.Tasks.Length, ownWordings, inputs, data.Cells, data.Observations];
        return [.. variances.Select((variance, k) => 2 * variance * variance * score[k] / levels[k])];
    }

    /// <summary>The inverse average information of the variances that are not at 0; null where it is singular.</summary>
    private static double[,]? Covariance(RemlPoint point, double[] variances, bool[] separable)
    {
        int[] used = [.. Enumerable.Range(0, variances.Length).Where(k => separable[k] && variances[k] > Smallest)];
        double[,] information = point.Derivatives().Information;
        // In units of each variance's own error, so that the condition number speaks of separability and not of scale.
        double[] scales = Array.ConvertAll(used, k => 1 / Math.Sqrt(information[k, k]));
        Matrix<double> matrix = Matrix<double>.Build.Dense(used.Length, used.Length, (row, column) => information[used[row], used[column]] * scales[row] * scales[column]);
        if (used.Length == 0 || !Array.TrueForAll(scales, double.IsFinite) || matrix.ConditionNumber() is not < 1e10)
        {
            return null;
        }

        Matrix<double> inverse = matrix.Inverse();
        double[,] covariance = new double[variances.Length, variances.Length];
        for (int row = 0; row < used.Length; row++)
        {
            for (int column = 0; column < used.Length; column++)
            {
                covariance[used[row], used[column]] = inverse[row, column] * scales[row] * scales[column];
            }
        }

        return covariance;
    }
}
