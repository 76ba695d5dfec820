namespace GenEval.Statistics;

/// <summary>Variance components in squared units of the score; null where the design cannot separate one (it is then part of its neighbour).</summary>
public sealed record ComponentEstimates
{
    /// <summary>Between tasks.</summary>
    public double? Task { get; init; }

    /// <summary>Between inputs of a task.</summary>
    public double? Input { get; init; }

    /// <summary>Between wordings that all tasks share.</summary>
    public double? Wording { get; init; }

    /// <summary>Task by wording; between the wordings of a task where those are nested.</summary>
    public double? TaskWording { get; init; }

    /// <summary>Between repeats of a prompt.</summary>
    public double? Repeat { get; init; }

    /// <summary>Input by wording within tasks, and whatever is left.</summary>
    public double? Residual { get; init; }

    /// <summary>The same with negative components set to 0.</summary>
    public ComponentEstimates Truncated() => new()
    {
        Task = AtLeast0(Task),
        Input = AtLeast0(Input),
        Wording = AtLeast0(Wording),
        TaskWording = AtLeast0(TaskWording),
        Repeat = AtLeast0(Repeat),
        Residual = AtLeast0(Residual),
    };

    private static double? AtLeast0(double? component) => component is { } value ? Math.Max(value, 0) : null;
}
