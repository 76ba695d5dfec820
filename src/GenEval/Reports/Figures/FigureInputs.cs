using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>The power of one design over true differences.</summary>
/// <param name="Design">Its name: "20 tasks x 50 inputs".</param>
/// <param name="Points">By difference.</param>
public sealed record PowerCurve(string Design, IReadOnlyList<PowerPoint> Points);

/// <summary>A point of a power curve.</summary>
/// <param name="Difference">The true difference, in units of the score.</param>
/// <param name="Power">The chance to find it, in [0, 1].</param>
public readonly record struct PowerPoint(double Difference, double Power);

/// <summary>A run of a scaling study.</summary>
/// <param name="Name">The run's name.</param>
/// <param name="TrainTasks">The number of training tasks, above 0.</param>
/// <param name="Performance">Its level, in [0, 1].</param>
/// <param name="Interval">Of the level, or null.</param>
public sealed record ScalingRun(string Name, double TrainTasks, double Performance, Interval? Interval = null);

/// <summary>The fit performance = intercept + slope x log2(training tasks).</summary>
/// <param name="Intercept">At one training task.</param>
/// <param name="Slope">Gain of a doubling.</param>
/// <param name="StandardError">Of the slope; null where it is undefined.</param>
/// <param name="Interval">Of the slope; null where it is undefined.</param>
public sealed record ScalingFit(double Intercept, double Slope, double? StandardError, Interval? Interval);

/// <summary>Answers with about the same predicted score.</summary>
/// <param name="Predicted">The mean predicted score, in [0, 1].</param>
/// <param name="Observed">The mean of the people's ratings, in [0, 1].</param>
/// <param name="Answers">How many.</param>
/// <param name="Interval">Of the observed mean, or null.</param>
public sealed record CalibrationBin(double Predicted, double Observed, int Answers, Interval? Interval = null);

/// <summary>The figures that a report gives.</summary>
public enum FigureKind
{
    /// <summary>Levels with intervals and threshold.</summary>
    Ladder,

    /// <summary>Tasks with intervals, seen and unseen apart.</summary>
    Tasks,

    /// <summary>Task by wording.</summary>
    Wordings,

    /// <summary>Where the scores' variance comes from.</summary>
    Variance,

    /// <summary>How scores are spread, level by level.</summary>
    Distributions,
}
