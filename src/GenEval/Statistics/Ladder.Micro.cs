namespace GenEval.Statistics;

public static partial class Ladder
{
    /// <summary>
    /// The micro mean, sum y / N, where tasks are random (<c>interTask</c>, <c>unlabelled</c>): tasks weigh by their inputs. CR2 with Bell and
    /// McCaffrey's df; the interval is cut to [0, 1]. Null with one task.
    /// </summary>
    public static LevelEstimate MicroRandomTasks(IReadOnlyList<TaskScores> tasks, double confidence = 0.95)
    {
        const string Method = "mean over inputs, cluster-robust CR2 by task, t with Bell-McCaffrey df";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        double[] sums = Array.ConvertAll(used, task => Moments.Sum(task.InputMeans));
        if (Thin(used, Method) is { } thin)
        {
            return thin;
        }

        ClusterRobustMean mean = ClusterRobust.Mean(sums, Array.ConvertAll(used, task => (double)task.Inputs))!;
        return mean.Cr2 is { } error && mean.DegreesOfFreedom is { } df
            ? WithT(mean.Mean, error, df, Method, at)
            : LevelEstimate.Undefined(mean.Mean, Reasons.OneTask, Method);
    }

    /// <summary>
    /// The micro mean where tasks are fixed (<c>recall</c>, <c>intraTask</c>, <c>instruction</c>): sqrt(sum n_t s_t^2)/N with Satterthwaite's df; the
    /// interval is cut to [0, 1]. Null where every task has one input.
    /// </summary>
    public static LevelEstimate MicroFixedTasks(IReadOnlyList<TaskScores> tasks, double confidence = 0.95)
    {
        const string Method = "mean over inputs, variance within tasks, t with Satterthwaite df";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        if (Thin(used, Method) is { } thin)
        {
            return thin;
        }

        double inputs = used.Sum(task => task.Inputs);
        double mean = Moments.Sum(Array.ConvertAll(used, task => Moments.Sum(task.InputMeans))) / inputs;
        VariancePart[] parts = [.. used.Where(task => task.Inputs > 1).Select(task => new VariancePart(task.Inputs * (task.Variance ?? 0) / (inputs * inputs), task.Inputs - 1))];
        if (parts.Length == 0)
        {
            return LevelEstimate.Undefined(mean, Reasons.OneInputPerTask, Method);
        }

        double df = VariancePart.Satterthwaite(parts) ?? inputs - used.Length;
        return WithT(mean, Math.Sqrt(Moments.Sum(Array.ConvertAll(parts, part => part.Variance))), df, Method, at);
    }

    private static LevelEstimate WithT(double mean, double error, double df, string method, Confidence confidence)
    {
        return new LevelEstimate
        {
            Estimate = mean,
            StandardError = error,
            DegreesOfFreedom = df,
            Interval = Cut(confidence.TwoSided),
            Bound = Cut(confidence.OneSided),
            Method = method,
            Parts = [new VariancePart(error * error, df)],
        };

        Interval Cut(double probability)
        {
            double half = Distributions.StudentTQuantile(probability, df) * error;
            return new Interval(Math.Clamp(mean - half, 0, 1), Math.Clamp(mean + half, 0, 1));
        }
    }
}
