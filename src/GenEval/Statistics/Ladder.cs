namespace GenEval.Statistics;

/// <summary>
/// The estimators of the ladder's rungs (docs/statistics.md). Each takes the rung's tasks with scores in [0, 1] and a confidence in [0.5, 1); tasks
/// without any score do not count. They were chosen by simulation: near 0 and 1, with few inputs or few wordings, textbook t intervals fail.
/// </summary>
public static partial class Ladder
{
    /// <summary>
    /// The rungs <c>intraTask</c> and <c>recall</c>: the tasks are the ones named, inputs are random. One task alone: <see cref="OneTask"/>.
    /// </summary>
    public static LevelEstimate IntraTask(IReadOnlyList<TaskScores> tasks, double confidence = 0.95)
    {
        const string Method = "Wilson interval on the effective number of inputs, t quantile; tasks fixed, inputs random";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        return used.Length == 1 ? OneTask(used[0], confidence) : Thin(used, Method) ?? FixedTasks(used, Method, at);
    }

    /// <summary>
    /// The rungs <c>interTask</c> and <c>unlabelled</c>: tasks are random, and inputs within them; wordings are the ones named. The variance between
    /// task means contains that of the inputs; it is not taken for less than the inputs alone explain.
    /// </summary>
    public static LevelEstimate InterTask(IReadOnlyList<TaskScores> tasks, double confidence = 0.95)
    {
        const string Method = "Wilson interval on the effective number of tasks, t quantile; tasks and inputs random";
        Confidence at = new(confidence);
        TaskScores[] used = Usable(tasks);
        if (Thin(used, Method) is { } thin)
        {
            return thin;
        }

        if (used.Length < 2)
        {
            return LevelEstimate.Undefined(MacroMean(used), Reasons.OneTask, Method);
        }

        double variance = Math.Max(VarianceBetween(used) / used.Length, new FixedTasksVariance(used).Value);
        double df = used.Length - 1;
        return EffectiveWilson.Estimate(
            MacroMean(used), variance, used.Length, p => Distributions.StudentTQuantile(p, df), df, Method, [new VariancePart(variance, df)], at);
    }

    /// <summary>
    /// One task by itself: Wilson's interval with the normal quantile where every input's score is 0 or 1, else as <see cref="IntraTask"/>.
    /// Its standard error is the shrunk one in both cases, which does not vanish when all scores are equal.
    /// </summary>
    public static LevelEstimate OneTask(TaskScores task, double confidence = 0.95)
    {
        Confidence at = new(confidence);
        TaskScores[] used = Usable([task]);
        return Thin(used, "Wilson interval; inputs random") ?? AnyTask(task, at);
    }

    /// <summary>One task, also of one input, whose bounds are of use where many tasks are counted.</summary>
    internal static LevelEstimate AnyTask(TaskScores task, Confidence at)
    {
        if (task.InputMeans.ContainsAnyExcept(0.0, 1.0))
        {
            return FixedTasks([task], "Wilson interval on the effective number of inputs, t quantile; inputs random", at);
        }

        double variance = new FixedTasksVariance([task]).Value;
        return new LevelEstimate
        {
            Estimate = task.M,
            StandardError = Math.Sqrt(variance),
            Interval = EffectiveWilson.Of(task.M, task.Inputs, Distributions.NormalQuantile(at.TwoSided)),
            Bound = EffectiveWilson.Of(task.M, task.Inputs, Distributions.NormalQuantile(at.OneSided)),
            EffectiveSize = task.Inputs,
            Method = "Wilson interval, normal quantile; inputs random",
            Parts = [new VariancePart(variance, double.PositiveInfinity)],
        };
    }

    /// <summary>M: the mean of the task means.</summary>
    internal static double MacroMean(TaskScores[] tasks) => Moments.MeanOf(Array.ConvertAll(tasks, task => task.M));

    /// <summary>var(m_t), for two tasks or more.</summary>
    internal static double VarianceBetween(TaskScores[] tasks) => Moments.SumOfSquares(Array.ConvertAll(tasks, task => task.M)) / (tasks.Length - 1);

    /// <summary>The tasks that have a score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A score is outside [0, 1].</exception>
    internal static TaskScores[] Usable(IReadOnlyList<TaskScores> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        TaskScores[] used = [.. tasks.Where(task => task.Inputs > 0)];
        foreach (TaskScores task in used)
        {
            foreach (double score in task.InputMeans)
            {
                if (score is < 0 or > 1)
                {
                    throw new ArgumentOutOfRangeException(nameof(tasks), score, "The ladder's scores are in [0, 1].");
                }
            }
        }

        return used;
    }

    /// <summary>The undefined estimate of fewer than two inputs in all, or null where there are enough.</summary>
    private static LevelEstimate? Thin(TaskScores[] tasks, string method) => tasks.Sum(task => task.Inputs) switch
    {
        0 => LevelEstimate.Undefined(estimate: null, Reasons.NoScores, method),
        1 => LevelEstimate.Undefined(tasks[0].Mean, Reasons.FewerThanTwoInputs, method),
        _ => null,
    };

    private static LevelEstimate FixedTasks(TaskScores[] tasks, string method, Confidence confidence)
    {
        FixedTasksVariance variance = new(tasks);
        double df = variance.DegreesOfFreedom;
        return EffectiveWilson.Estimate(
            MacroMean(tasks), variance.Value, variance.SizeAtEnds, p => Distributions.StudentTQuantile(p, df), df, method, [variance.Part], confidence);
    }
}
