namespace GenEval.Statistics;

/// <summary>A statistic of the tasks with these indices, some drawn more than once; null where it is undefined for them.</summary>
public delegate double? TaskStatistic(ReadOnlySpan<int> tasks);

/// <summary>
/// Bootstraps that keep what belongs together together: whole tasks are drawn, not records. Replicate k draws from its own random stream, made from
/// the seed and k.
/// </summary>
public static partial class Bootstrap
{
    /// <summary>
    /// The cluster bootstrap of sum / count over tasks, from each task's sum and count: its cost is the number of tasks, not of records. Means of task
    /// means are sums of 1. With <paramref name="studentize"/> every replicate gets its own cluster-robust standard error (CR1).
    /// </summary>
    /// <exception cref="ArgumentException">The spans differ in length, or a count is not above 0.</exception>
    public static BootstrapResult Clusters(ReadOnlySpan<double> sums, ReadOnlySpan<double> counts, BootstrapOptions options, bool studentize = false)
    {
        if (sums.Length != counts.Length || counts.ContainsAnyInRange(double.NegativeInfinity, 0))
        {
            throw new ArgumentException("Each task has a sum and a count above 0.", nameof(counts));
        }

        if (sums.IsEmpty)
        {
            return new BootstrapResult(estimate: null, [], [], options);
        }

        double total = Moments.Sum(counts);
        double mean = Moments.Sum(sums) / total;
        (double Deviation, double Count)[] tasks = new (double, double)[sums.Length];
        double[] influence = new double[sums.Length];
        for (int task = 0; task < tasks.Length; task++)
        {
            tasks[task] = (sums[task] - counts[task] * mean, counts[task]);
            // The estimate without this task is mean - deviation / (total - count).
            influence[task] = tasks.Length == 1 ? 0 : tasks[task].Deviation / (total - counts[task]);
        }

        double average = Moments.MeanOf(influence);
        influence = Array.ConvertAll(influence, value => value - average);
        return studentize && tasks.Length > 1 ? Studentized(mean, tasks, influence, options) : Plain(mean, tasks, influence, options);
    }

    /// <summary>
    /// The cluster bootstrap of any statistic of tasks. With <paramref name="studentize"/> every replicate gets a jackknife standard error, at the
    /// price of one more evaluation a task; use it below 30 tasks.
    /// </summary>
    public static BootstrapResult Tasks(int tasks, TaskStatistic statistic, BootstrapOptions options, bool studentize = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tasks);
        ArgumentNullException.ThrowIfNull(statistic);
        int[] all = [.. Enumerable.Range(0, tasks)];
        if (tasks == 0 || statistic(all) is not { } estimate)
        {
            return new BootstrapResult(estimate: null, [], [], options);
        }

        double?[] values = new double?[options.Replicates];
        double?[] pivots = new double?[options.Replicates];
        options.Run((double)options.Replicates * tasks * (studentize ? tasks : 1), replicate =>
        {
            ReplicateStream stream = new(options.Seed, replicate);
            int[] drawn = new int[tasks];
            for (int draw = 0; draw < tasks; draw++)
            {
                drawn[draw] = stream.Below(tasks);
            }

            values[replicate] = statistic(drawn);
            if (studentize && values[replicate] is { } value)
            {
                pivots[replicate] = Pivot(value - estimate, JackknifeError(Jackknife(drawn, statistic)));
            }
        });
        double[] jackknife = Jackknife(all, statistic);
        double average = Moments.Mean(jackknife) ?? 0;
        double? error = studentize ? JackknifeError(jackknife) : null;
        return new BootstrapResult(estimate, [.. values.OfType<double>()], Array.ConvertAll(jackknife, value => average - value), options, error, [.. pivots.OfType<double>()]);
    }

    /// <summary>(value - estimate) / its error; infinite, so that the interval is undefined if many are, where it has none.</summary>
    private static double Pivot(double difference, double? error) => error is > 0 ? difference / error.Value : Math.CopySign(double.PositiveInfinity, difference);

    private static double[] Jackknife(int[] drawn, TaskStatistic statistic)
    {
        if (drawn.Length < 2)
        {
            return [];
        }

        List<double> values = [];
        int[] rest = drawn[1..];
        for (int left = 0; left < drawn.Length; left++)
        {
            if (statistic(rest) is { } value)
            {
                values.Add(value);
            }

            if (left < rest.Length)
            {
                rest[left] = drawn[left];
            }
        }

        return [.. values];
    }

    private static double? JackknifeError(double[] jackknife) =>
        jackknife.Length < 2 ? null : Math.Sqrt(Moments.SumOfSquares(jackknife) * (jackknife.Length - 1) / jackknife.Length);

    private static BootstrapResult Plain(double mean, (double Deviation, double Count)[] tasks, double[] influence, BootstrapOptions options)
    {
        double[] values = new double[options.Replicates];
        options.Run((double)options.Replicates * tasks.Length, replicate =>
        {
            ReplicateStream stream = new(options.Seed, replicate);
            // Deviations of a few hundred tasks: a plain sum loses nothing that matters here.
            double deviation = 0;
            double count = 0;
            for (int draw = 0; draw < tasks.Length; draw++)
            {
                ref readonly (double Deviation, double Count) task = ref tasks[stream.Below(tasks.Length)];
                deviation += task.Deviation;
                count += task.Count;
            }

            values[replicate] = mean + deviation / count;
        });
        return new BootstrapResult(mean, values, influence, options);
    }

    private static BootstrapResult Studentized(double mean, (double Deviation, double Count)[] tasks, double[] influence, BootstrapOptions options)
    {
        double size = tasks.Length;
        double[] values = new double[options.Replicates];
        double[] pivots = new double[options.Replicates];
        int[] drawn = new int[tasks.Length];
        for (int replicate = 0; replicate < values.Length; replicate++)
        {
            ReplicateStream stream = new(options.Seed, replicate);
            double deviation = 0;
            double count = 0;
            for (int draw = 0; draw < drawn.Length; draw++)
            {
                drawn[draw] = stream.Below(tasks.Length);
                deviation += tasks[drawn[draw]].Deviation;
                count += tasks[drawn[draw]].Count;
            }

            double difference = deviation / count;
            values[replicate] = mean + difference;
            pivots[replicate] = Pivot(difference, Error(drawn, difference, count));
        }

        int[] all = [.. Enumerable.Range(0, tasks.Length)];
        double error = Error(all, 0, Moments.Sum(Array.ConvertAll(tasks, task => task.Count)));
        return new BootstrapResult(mean, values, influence, options, error > 0 ? error : null, pivots);

        double Error(int[] indices, double difference, double count)
        {
            double squares = 0;
            bool equal = true;
            foreach (int index in indices)
            {
                double rest = tasks[index].Deviation - difference * tasks[index].Count;
                squares += rest * rest;
                equal &= index == indices[0];
            }

            return equal ? 0 : Math.Sqrt(squares * size / (size - 1)) / count;
        }
    }
}
