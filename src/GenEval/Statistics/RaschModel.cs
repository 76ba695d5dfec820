using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GenEval.Statistics;

/// <summary>The expected score of every wording from a part of the (input, wording) cells, and its spread over wordings.</summary>
/// <param name="PerWording">Each wording's mean over all inputs: its scores where observed, the model's where not.</param>
/// <param name="Mean">Over wordings.</param>
/// <param name="Observed">The share of cells that were observed.</param>
public sealed record WordingDistribution(IReadOnlyList<double> PerWording, double Mean, double Observed)
{
    /// <summary>The quantile of the expected score over wordings (type 7).</summary>
    public double Quantile(double probability) => Quantiles.Linear([.. PerWording], probability)!.Value;
}

/// <summary>
/// PromptEval (Polo et al. 2024): a Rasch model, logit P = wording + input, with a normal prior of variance 100 on every effect. PromptEval pins the
/// last input at 0; here all inputs have the prior, so that the result does not depend on their order. Scores in (0, 1) enter as shares of successes.
/// </summary>
public static class RaschModel
{
    private const double PriorPrecision = 0.01;
    private const int MostSteps = 200;

    /// <summary>The distribution over wordings from <paramref name="cells"/>[input][wording], null where not asked; null without any cell.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static WordingDistribution? Estimate(IReadOnlyList<double?[]> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        int wordings = cells.Count == 0 ? 0 : cells[0].Length;
        if (cells.Any(row => row.Length != wordings))
        {
            throw new ArgumentException("Every input has one cell a wording, null where it was not asked.", nameof(cells));
        }

        double observed = cells.Sum(row => row.Count(cell => cell is not null));
        if (observed == 0)
        {
            return null;
        }

        (double[] byWording, double[] byInput) = Fit(cells, wordings);
        double[] means = new double[wordings];
        for (int wording = 0; wording < wordings; wording++)
        {
            CompensatedSum sum = default;
            for (int input = 0; input < byInput.Length; input++)
            {
                sum.Add(cells[input][wording] ?? SpecialFunctions.Logistic(byWording[wording] + byInput[input]));
            }

            means[wording] = sum.Value / byInput.Length;
        }

        return new WordingDistribution(means, Moments.MeanOf(means), observed / (cells.Count * (double)wordings));
    }

    /// <summary>Newton's method with step halving; the penalized likelihood is strictly concave.</summary>
    private static (double[] Wordings, double[] Inputs) Fit(IReadOnlyList<double?[]> cells, int wordings)
    {
        double[] theta = new double[wordings];
        double[] beta = new double[cells.Count];
        double value = Likelihood(cells, theta, beta);
        for (int step = 0; step < MostSteps; step++)
        {
            (double[] toTheta, double[] toBeta, double decrement) = Direction(cells, theta, beta);
            double scale = 1;
            double[] nextTheta;
            double[] nextBeta;
            double next;
            do
            {
                nextTheta = [.. theta.Zip(toTheta, (at, move) => at + scale * move)];
                nextBeta = [.. beta.Zip(toBeta, (at, move) => at + scale * move)];
                next = Likelihood(cells, nextTheta, nextBeta);
                scale /= 2;
            }
            while (next < value - 1e-12 * Math.Abs(value) && scale > 1e-10);

            (theta, beta, value) = (nextTheta, nextBeta, next);
            if (decrement < 1e-22)
            {
                break;
            }
        }

        return (theta, beta);
    }

    private static double Likelihood(IReadOnlyList<double?[]> cells, double[] theta, double[] beta)
    {
        CompensatedSum sum = default;
        foreach (double effect in theta.Concat(beta))
        {
            sum.Add(-PriorPrecision * effect * effect / 2);
        }

        for (int input = 0; input < beta.Length; input++)
        {
            for (int wording = 0; wording < theta.Length; wording++)
            {
                if (cells[input][wording] is { } score)
                {
                    double logit = theta[wording] + beta[input];
                    sum.Add(score * logit - Math.Max(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit))));
                }
            }
        }

        return sum.Value;
    }

    /// <summary>The Newton direction: the inputs' block is diagonal and is eliminated, which leaves a system of the size of the wordings.</summary>
    private static (double[] Theta, double[] Beta, double Decrement) Direction(IReadOnlyList<double?[]> cells, double[] theta, double[] beta)
    {
        Vector<double> gradient = Vector<double>.Build.Dense(theta.Length, wording => -PriorPrecision * theta[wording]);
        Matrix<double> schur = Matrix<double>.Build.DenseDiagonal(theta.Length, PriorPrecision);
        Vector<double> right = Vector<double>.Build.Dense(theta.Length);
        double[] inputGradient = Array.ConvertAll(beta, effect => -PriorPrecision * effect);
        double[] inputCurvature = new double[beta.Length];
        double[][] weights = new double[beta.Length][];
        for (int input = 0; input < beta.Length; input++)
        {
            double[] row = new double[theta.Length];
            weights[input] = row;
            inputCurvature[input] = PriorPrecision;
            for (int wording = 0; wording < theta.Length; wording++)
            {
                if (cells[input][wording] is { } score)
                {
                    double expected = SpecialFunctions.Logistic(theta[wording] + beta[input]);
                    row[wording] = expected * (1 - expected);
                    gradient[wording] += score - expected;
                    inputGradient[input] += score - expected;
                    inputCurvature[input] += row[wording];
                    schur[wording, wording] += row[wording];
                }
            }
        }

        gradient.CopyTo(right);
        for (int input = 0; input < beta.Length; input++)
        {
            double[] row = weights[input];
            for (int first = 0; first < row.Length; first++)
            {
                double share = row[first] / inputCurvature[input];
                right[first] -= share * inputGradient[input];
                for (int second = 0; share != 0 && second < row.Length; second++)
                {
                    schur[first, second] -= share * row[second];
                }
            }
        }

        Vector<double> moves = schur.Cholesky().Solve(right);
        double[] inputMoves = new double[beta.Length];
        double decrement = gradient * moves;
        for (int input = 0; input < beta.Length; input++)
        {
            double shared = 0;
            for (int wording = 0; wording < theta.Length; wording++)
            {
                shared += weights[input][wording] * moves[wording];
            }

            inputMoves[input] = (inputGradient[input] - shared) / inputCurvature[input];
            decrement += inputGradient[input] * inputMoves[input];
        }

        return (moves.ToArray(), inputMoves, decrement);
    }
}
