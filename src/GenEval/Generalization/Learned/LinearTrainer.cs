using System.Globalization;
using GenEval.Scoring.Learned;
using GenEval.Statistics;

namespace GenEval.Generalization.Learned;

/// <summary>
/// Ridge-penalized logistic regression for binary ratings, ridge regression for scaled ones. The penalty is the one that predicts best in a
/// cross-validation of its own, grouped as the data are.
/// </summary>
internal sealed class LinearTrainer : IScorerTrainer
{
    private const int Folds = 4;

    /// <summary>From strong to weak: each fit starts from the one before.</summary>
    private static readonly double[] s_penalties = [1000, 100, 30, 10, 3, 1];

    public string Name => LearnedBackend.Linear;

    public TrainedModel Train(TrainingData data, long seed, CancellationToken cancellationToken)
    {
        int groups = data.Groups.Distinct().Count();
        double penalty = groups < 2 ? s_penalties[1] : Choose(data, int.Min(Folds, groups), seed, cancellationToken);
        Scaling scaling = Scaling.Of(data.Features);
        DesignMatrix x = scaling.Apply(data.Features);
        double[] weights = Fit(x, data, penalty, start: null);
        return new TrainedModel(
            scaling.Model(weights), Payload: null, new Dictionary<string, string>(StringComparer.Ordinal) { ["penalty"] = penalty.ToString("R", CultureInfo.InvariantCulture) });
    }

    private static double Choose(TrainingData data, int folds, long seed, CancellationToken cancellationToken)
    {
        int[] fold = GroupFolds.Assign(data.Groups, folds, seed);
        double[] losses = new double[s_penalties.Length];
        for (int k = 0; k < folds; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TrainingData train = Where(data, row => fold[row] != k);
            TrainingData test = Where(data, row => fold[row] == k);
            Scaling scaling = Scaling.Of(train.Features);
            DesignMatrix x = scaling.Apply(train.Features);
            DesignMatrix held = scaling.Apply(test.Features);
            double[]? weights = null;
            for (int p = 0; p < s_penalties.Length; p++)
            {
                weights = Fit(x, train, s_penalties[p], weights);
                for (int row = 0; row < held.Rows; row++)
                {
                    double raw = held.Predict(row, weights);
                    losses[p] += data.IsBinary ? PenalizedRegression.LogLoss(raw, test.Targets[row]) : Math.Pow(raw - test.Targets[row], 2);
                }
            }
        }

        return s_penalties[Array.IndexOf(losses, losses.Min())];
    }

    private static double[] Fit(DesignMatrix x, TrainingData data, double penalty, double[]? start) =>
        data.IsBinary ? PenalizedRegression.Logistic(x, data.Targets, penalty, start) : PenalizedRegression.Ridge(x, data.Targets, penalty);

    private static TrainingData Where(TrainingData data, Func<int, bool> wanted)
    {
        int[] rows = [.. Enumerable.Range(0, data.Targets.Length).Where(wanted)];
        return new([.. rows.Select(r => data.Features[r])], [.. rows.Select(r => data.Items[r])], [.. rows.Select(r => data.Targets[r])], [.. rows.Select(r => data.Groups[r])], data.IsBinary);
    }

    /// <summary>The columns that vary, with their means and standard deviations.</summary>
    private sealed record Scaling(int Features, int[] Columns, double[] Centers, double[] Scales)
    {
        public static Scaling Of(IReadOnlyList<double[]> rows)
        {
            int features = rows[0].Length;
            List<(int Column, double Center, double Scale)> used = [];
            double[] column = new double[rows.Count];
            for (int f = 0; f < features; f++)
            {
                for (int row = 0; row < column.Length; row++)
                {
                    column[row] = rows[row][f];
                }

                double squares = Moments.SumOfSquares(column);
                if (squares > 0)
                {
                    used.Add((f, Moments.MeanOf(column), Math.Sqrt(squares / column.Length)));
                }
            }

            return new(features, [.. used.Select(u => u.Column)], [.. used.Select(u => u.Center)], [.. used.Select(u => u.Scale)]);
        }

        public DesignMatrix Apply(IReadOnlyList<double[]> rows) => new([.. rows.Select(row => Array.ConvertAll(Columns, column => row[column]))], Centers, Scales);

        /// <summary>The model on the features as they are.</summary>
        public LinearModel Model(double[] weights)
        {
            double intercept = weights[^1];
            double[] plain = new double[Features];
            for (int i = 0; i < Columns.Length; i++)
            {
                plain[Columns[i]] = weights[i] / Scales[i];
                intercept -= weights[i] * Centers[i] / Scales[i];
            }

            return new LinearModel(intercept, plain);
        }
    }
}
