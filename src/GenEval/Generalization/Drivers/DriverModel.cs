namespace GenEval.Generalization.Drivers;

/// <summary>Answers as numbers: what a trainer of <see cref="IDriverTrainer"/> sees.</summary>
/// <param name="Rows">A row for each answer; columns have mean 0 and standard deviation 1 over all answers, tasks weighing alike.</param>
/// <param name="Scores">The scores, in [0, 1].</param>
/// <param name="Weights">Of the answers, above 0: every task has the same sum.</param>
/// <param name="Tasks">The task of each answer: what must be held out together when a trainer tunes itself.</param>
public sealed record DriverData(IReadOnlyList<double[]> Rows, double[] Scores, double[] Weights, int[] Tasks)
{
    /// <summary>The fold of each answer, from 0: tasks are kept whole.</summary>
    /// <param name="most">How many folds at most; no more than tasks.</param>
    /// <param name="seed">Of the shuffle.</param>
    public int[] Folds(int most, long seed) => DriverFolds.Assign(Tasks, most, seed);

    /// <summary>The answers of which something holds, by their numbers.</summary>
    public DriverData Where(Func<int, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        int[] kept = [.. Enumerable.Range(0, Scores.Length).Where(holds)];
        return new([.. kept.Select(i => Rows[i])], Array.ConvertAll(kept, i => Scores[i]), Array.ConvertAll(kept, i => Weights[i]), Array.ConvertAll(kept, i => Tasks[i]));
    }
}

/// <summary>A fitted model of the score.</summary>
public interface IDriverModel
{
    /// <summary>The predicted score of a row; need not lie in [0, 1].</summary>
    double Predict(ReadOnlySpan<double> row);
}

/// <summary>A way to fit the score to features of the answers; deterministic: the same data and seed give the same model. Safe to use from many threads.</summary>
public interface IDriverTrainer
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Fits a model; what it tunes, it tunes on these answers alone.</summary>
    IDriverModel Train(DriverData data, long seed);
}
