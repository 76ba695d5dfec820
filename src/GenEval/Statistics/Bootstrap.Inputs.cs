namespace GenEval.Statistics;

/// <summary>Which mean over tasks: each task once, or each input once.</summary>
public enum MeanKind
{
    /// <summary>The mean of the task means.</summary>
    Macro,

    /// <summary>The mean over all inputs.</summary>
    Micro,
}

public static partial class Bootstrap
{
    /// <summary>Tasks are drawn, then inputs within each drawn task: counts the inputs' variance a second time, so it errs wide.</summary>
    public static BootstrapResult TwoStage(IReadOnlyList<double[]> tasks, MeanKind kind, BootstrapOptions options)
    {
        double[][] used = Usable(tasks);
        double[] sums = Array.ConvertAll(used, task => kind == MeanKind.Macro ? Moments.MeanOf(task) : Moments.Sum(task));
        double[] counts = Array.ConvertAll(used, task => kind == MeanKind.Macro ? 1.0 : task.Length);
        double[] influence = [];
        if (used.Length > 1)
        {
            double total = Moments.Sum(counts);
            double mean = Moments.Sum(sums) / total;
            double[] without = [.. sums.Zip(counts, (sum, count) => (mean * total - sum) / (total - count))];
            double average = Moments.MeanOf(without);
            influence = Array.ConvertAll(without, value => average - value);
        }

        return Inputs(used, kind, influence, options, (ref stream) => TwoStageReplicate(used, kind, ref stream));
    }

    /// <summary>Inputs are drawn within each task, every task once: the tasks are fixed.</summary>
    public static BootstrapResult Stratified(IReadOnlyList<double[]> tasks, MeanKind kind, BootstrapOptions options)
    {
        double[][] used = Usable(tasks);
        double inputs = used.Sum(task => task.Length);
        // Davison and Hinkley (1997), 5.3: the empirical influence of each input within its stratum.
        double[] influence = [.. used.SelectMany(task =>
        {
            double mean = Moments.MeanOf(task);
            double weight = kind == MeanKind.Macro ? 1.0 / task.Length / used.Length : 1 / inputs;
            return Array.ConvertAll(task, score => (score - mean) * weight);
        })];
        return Inputs(used, kind, influence, options, (ref stream) => StratifiedReplicate(used, kind, ref stream));
    }

    internal static double TwoStageReplicate<TSource>(double[][] tasks, MeanKind kind, ref TSource source)
        where TSource : struct, IIndexSource
    {
        double sum = 0;
        double weight = 0;
        for (int draw = 0; draw < tasks.Length; draw++)
        {
            Add(tasks[source.Below(tasks.Length)], kind, ref source, ref sum, ref weight);
        }

        return sum / weight;
    }

    private delegate double Replicate(ref ReplicateStream stream);

    private static double StratifiedReplicate(double[][] tasks, MeanKind kind, ref ReplicateStream source)
    {
        double sum = 0;
        double weight = 0;
        foreach (double[] task in tasks)
        {
            Add(task, kind, ref source, ref sum, ref weight);
        }

        return sum / weight;
    }

    private static void Add<TSource>(double[] task, MeanKind kind, ref TSource source, ref double sum, ref double weight)
        where TSource : struct, IIndexSource
    {
        double scores = 0;
        for (int draw = 0; draw < task.Length; draw++)
        {
            scores += task[source.Below(task.Length)];
        }

        sum += kind == MeanKind.Macro ? scores / task.Length : scores;
        weight += kind == MeanKind.Macro ? 1 : task.Length;
    }

    private static BootstrapResult Inputs(double[][] tasks, MeanKind kind, double[] influence, BootstrapOptions options, Replicate replicate)
    {
        if (tasks.Length == 0)
        {
            return new BootstrapResult(estimate: null, [], [], options);
        }

        double inputs = tasks.Sum(task => task.Length);
        double estimate = kind == MeanKind.Macro
            ? Moments.MeanOf(Array.ConvertAll(tasks, task => Moments.MeanOf(task)))
            : Moments.Sum(Array.ConvertAll(tasks, task => Moments.Sum(task))) / inputs;
        double[] values = new double[options.Replicates];
        options.Run(options.Replicates * inputs, index =>
        {
            ReplicateStream stream = new(options.Seed, index);
            values[index] = replicate(ref stream);
        });
        return new BootstrapResult(estimate, values, influence, options);
    }

    private static double[][] Usable(IReadOnlyList<double[]> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return [.. tasks.Where(task => task.Length > 0)];
    }
}
