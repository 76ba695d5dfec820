using GenEval.Statistics;

namespace GenEval.Generalization.Drivers;

/// <summary>What a permuted feature does to the prediction of tasks that the model did not see.</summary>
/// <param name="Column">The feature.</param>
/// <param name="Losses">By task: the mean squared error with the feature permuted less that without, as a share of the variance of the scores.</param>
/// <param name="Predicted">The mean predicted score with everybody at each of the column's settings.</param>
internal sealed record DriverImportance(DriverColumn Column, double[] Losses, double[] Predicted);

/// <summary>
/// Permutation importance (Breiman 2001; Fisher, Rudin and Dominici 2019) by cross-validation over tasks: a model that saw none of a task's answers predicts
/// them, once as they are and, feature by feature, with the feature's value taken from an answer of a task drawn at random. Without an effect the losses of a
/// task have mean 0 given the model, so they are tested over tasks; the sign of what the folds' models learn follows the data, so the test has two sides.
/// </summary>
internal sealed class DriverAnalysis
{
    private const int MostFolds = 10;
    private const int Shuffles = 5;

    private DriverAnalysis(double explained, IReadOnlyList<DriverImportance> importances) => (Explained, Importances) = (explained, importances);

    /// <summary>The share of the variance of held-out tasks' scores that the features explain beyond the levels; may be below 0.</summary>
    public double Explained { get; }

    public IReadOnlyList<DriverImportance> Importances { get; }

    /// <summary>Null where the scores do not vary.</summary>
    public static DriverAnalysis? Of(DriverTable table, IDriverTrainer trainer, long seed)
    {
        DriverData data = table.Data;
        int[] order = [.. data.Tasks.Distinct().Order()];
        Dictionary<int, int> number = order.Index().ToDictionary(t => t.Item, t => t.Index);
        int[] tasks = Array.ConvertAll(data.Tasks, t => number[t]);
        double mean = Moments.Sum([.. data.Scores.Zip(data.Weights, (y, w) => y * w)]) / order.Length;
        double variance = Moments.Sum([.. data.Scores.Zip(data.Weights, (y, w) => w * (y - mean) * (y - mean))]) / order.Length;
        if (variance <= 0)
        {
            return null;
        }

        int[] fold = DriverFolds.Assign(tasks, MostFolds, seed);
        int[][] rowsOf = [.. Enumerable.Range(0, tasks.Length).GroupBy(i => tasks[i]).OrderBy(g => g.Key).Select(g => g.ToArray())];
        IReadOnlyList<DriverColumn> columns = table.Features;
        double[][] losses = [.. columns.Select(_ => new double[order.Length])];
        double[][][] predicted = [.. columns.Select(c => c.Settings.Select(_ => new double[order.Length]).ToArray())];
        double[] gains = new double[order.Length];
        for (int k = 0; k <= fold.Max(); k++)
        {
            DriverData train = data.Where(i => fold[i] != k);
            IDriverModel model = trainer.Train(train, seed);
            IDriverModel levels = trainer.Train(train with { Rows = [.. train.Rows.Select(r => r[..table.Levels])] }, seed);
            for (int task = 0; task < rowsOf.Length; task++)
            {
                if (fold[rowsOf[task][0]] == k)
                {
                    Task(task, model, levels);
                }
            }
        }

        double[] scaled(double[] values) => Array.ConvertAll(values, v => v / variance);
        return new(
            Moments.MeanOf(scaled(gains)),
            [.. columns.Select((c, j) => new DriverImportance(c, scaled(losses[j]), Array.ConvertAll(predicted[j], p => Moments.MeanOf(p))))]);

        void Task(int task, IDriverModel model, IDriverModel levels)
        {
            int[] rows = rowsOf[task];
            double share = 1.0 / rows.Length;
            foreach (int row in rows)
            {
                double[] x = [.. data.Rows[row]];
                double y = data.Scores[row];
                double loss = Square(y - model.Predict(x));
                gains[task] += share * (Square(y - levels.Predict(x.AsSpan(0, table.Levels))) - loss);
                for (int j = 0; j < columns.Count; j++)
                {
                    DriverColumn column = columns[j];
                    Span<double> part = x.AsSpan(column.First, column.Width);
                    // Its own stream for each answer and feature: nothing depends on what else is computed, or in which order.
                    ReplicateStream random = new(seed, ((long)row * columns.Count) + j);
                    for (int shuffle = 0; shuffle < Shuffles; shuffle++)
                    {
                        int[] donors = rowsOf[random.Below(rowsOf.Length)];
                        data.Rows[donors[random.Below(donors.Length)]].AsSpan(column.First, column.Width).CopyTo(part);
                        losses[j][task] += share * (Square(y - model.Predict(x)) - loss) / Shuffles;
                    }

                    for (int setting = 0; setting < column.Settings.Length; setting++)
                    {
                        column.Settings[setting].CopyTo(part);
                        predicted[j][setting][task] += share * model.Predict(x);
                    }

                    data.Rows[row].AsSpan(column.First, column.Width).CopyTo(part);
                }
            }
        }
    }

    private static double Square(double value) => value * value;
}
