using MathNet.Numerics.LinearAlgebra;

namespace GenEval.Statistics;

/// <summary>
/// Regression with a ridge penalty on standardized predictors (the intercept goes free): least squares (Hoerl and Kennard 1970) and logistic (le
/// Cessie and van Houwelingen 1992, Newton's method). The penalty is lambda/2 times the sum of squared weights, beside the sum (not the mean) of the
/// losses of the rows: half the squared error, or the negative log-likelihood.
/// </summary>
internal static class PenalizedRegression
{
    private const int MostSteps = 50;
    private const double Tolerance = 1e-9;

    /// <summary>The weights of the least-squares fit, the intercept last. Linear in the outcomes, which may be any numbers.</summary>
    public static double[] Ridge(DesignMatrix x, ReadOnlySpan<double> outcomes, double penalty)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        double[] square = new double[x.Columns * x.Columns];
        double[] sum = new double[x.Columns];
        for (int row = 0; row < x.Rows; row++)
        {
            x.AddOuter(row, 1, square);
            x.AddRow(row, outcomes[row], sum);
        }

        return Solve(square, sum, penalty);
    }

    /// <summary>The weights of the logistic fit, the intercept last; outcomes in [0, 1]. Always finite: the penalty bounds separable data too.</summary>
    /// <param name="x">The predictors.</param>
    /// <param name="outcomes">0 or 1, or a share between them.</param>
    /// <param name="penalty">lambda, above 0.</param>
    /// <param name="start">Weights to start from: saves steps, changes the result by less than its tolerance.</param>
    public static double[] Logistic(DesignMatrix x, ReadOnlySpan<double> outcomes, double penalty, double[]? start = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(penalty);
        double[] weights = start is null ? new double[x.Columns] : [.. start];
        double loss = Loss(x, outcomes, penalty, weights);
        for (int step = 0; step < MostSteps; step++)
        {
            double[] move = Step(x, outcomes, penalty, weights);
            // A full Newton step may overshoot where many probabilities are near 0 or 1; half of it, and half again, does not.
            double length = 1;
            double[] next = Moved(weights, move, length);
            double nextLoss = Loss(x, outcomes, penalty, next);
            while (!(nextLoss <= loss) && length > 1e-6)
            {
                length /= 2;
                next = Moved(weights, move, length);
                nextLoss = Loss(x, outcomes, penalty, next);
            }

            if (!(nextLoss <= loss))
            {
                break;
            }

            bool done = loss - nextLoss <= Tolerance * (1 + Math.Abs(loss));
            (weights, loss) = (next, nextLoss);
            if (done)
            {
                break;
            }
        }

        return weights;
    }

    /// <summary>1 / (1 + e^-x), without overflow.</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>The negative log-likelihood of an outcome in [0, 1] under a log-odds.</summary>
    public static double LogLoss(double logOdds, double outcome) => Math.Max(logOdds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(logOdds))) - (outcome * logOdds);

    private static double[] Step(DesignMatrix x, ReadOnlySpan<double> outcomes, double penalty, double[] weights)
    {
        double[] square = new double[x.Columns * x.Columns];
        double[] gradient = new double[x.Columns];
        for (int row = 0; row < x.Rows; row++)
        {
            double p = Sigmoid(x.Predict(row, weights));
            x.AddOuter(row, Math.Max(p * (1 - p), 1e-10), square);
            x.AddRow(row, outcomes[row] - p, gradient);
        }

        for (int column = 0; column < x.Columns - 1; column++)
        {
            gradient[column] -= penalty * weights[column];
        }

        return Solve(square, gradient, penalty);
    }

    private static double Loss(DesignMatrix x, ReadOnlySpan<double> outcomes, double penalty, double[] weights)
    {
        CompensatedSum loss = default;
        for (int row = 0; row < x.Rows; row++)
        {
            loss.Add(LogLoss(x.Predict(row, weights), outcomes[row]));
        }

        for (int column = 0; column < x.Columns - 1; column++)
        {
            loss.Add(penalty / 2 * weights[column] * weights[column]);
        }

        return loss.Value;
    }

    private static double[] Moved(double[] weights, double[] move, double length)
    {
        double[] moved = new double[weights.Length];
        for (int column = 0; column < weights.Length; column++)
        {
            moved[column] = weights[column] + (length * move[column]);
        }

        return moved;
    }

    private static double[] Solve(double[] square, double[] sum, double penalty)
    {
        int size = sum.Length;
        Matrix<double> matrix = Matrix<double>.Build.Dense(size, size, (row, column) => square[(Math.Max(row, column) * size) + Math.Min(row, column)]);
        for (int column = 0; column < size; column++)
        {
            // The intercept has no penalty; a hair keeps the matrix positive definite where all probabilities are 0 or 1.
            matrix[column, column] += column < size - 1 ? penalty : 1e-9;
        }

        return [.. matrix.Cholesky().Solve(Vector<double>.Build.Dense(sum))];
    }
}
