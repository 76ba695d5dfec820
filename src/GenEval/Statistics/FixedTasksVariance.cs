namespace GenEval.Statistics;

/// <summary>
/// The first row of the ladder's table: the variance of the mean of task means with the tasks fixed and inputs random. Each task's variance is drawn
/// towards the pooled one, itself drawn towards that of one more 0/1 answer, so that tasks of one input or of equal scores do not count as certain.
/// </summary>
internal readonly record struct FixedTasksVariance
{
    public FixedTasksVariance(IReadOnlyList<TaskScores> tasks)
    {
        double count = tasks.Count;
        double inputs = 0;
        CompensatedSum total = default;
        CompensatedSum squares = default;
        CompensatedSum reciprocals = default;
        foreach (TaskScores task in tasks)
        {
            inputs += task.Inputs;
            total.Add(Moments.Sum(task.InputMeans));
            squares.Add(task.Squares);
            reciprocals.Add(1.0 / task.Inputs);
        }

        PriorMean = (total.Value + 1) / (inputs + 2);
        PriorVariance = (squares.Value + PriorMean * (1 - PriorMean)) / (inputs - count + 1);
        (Value, DegreesOfFreedom) = Shrunk(tasks, PriorVariance, inputs);
        SizeAtEnds = count * count / reciprocals.Value;
    }

    /// <summary>p.</summary>
    public double PriorMean { get; }

    /// <summary>s0^2.</summary>
    public double PriorVariance { get; }

    /// <summary>V.</summary>
    public double Value { get; }

    /// <summary>df.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>n0.</summary>
    public double SizeAtEnds { get; }

    public VariancePart Part => new(Value, DegreesOfFreedom);

    /// <summary>v_t: a task's variance drawn towards s0^2.</summary>
    public static double OfTask(TaskScores task, double priorVariance) => (task.Squares + priorVariance) / task.Inputs;

    /// <summary>V and df for a given s0^2.</summary>
    public static (double Variance, double DegreesOfFreedom) Shrunk(IReadOnlyList<TaskScores> tasks, double priorVariance, double inputs)
    {
        double count = tasks.Count;
        CompensatedSum variance = default;
        CompensatedSum squares = default;
        foreach (TaskScores task in tasks)
        {
            double part = OfTask(task, priorVariance) / (task.Inputs * count * count);
            variance.Add(part);
            squares.Add(part * part / task.Inputs);
        }

        double satterthwaite = variance.Value * variance.Value / squares.Value;
        return (variance.Value, Math.Min(satterthwaite, Math.Max(Math.Max(inputs - count, count - 1), 1)));
    }
}
