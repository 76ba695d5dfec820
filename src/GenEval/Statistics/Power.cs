using MathNet.Numerics.RootFinding;

namespace GenEval.Statistics;

/// <summary>Variances of a paired difference between two models, in squared units of the score.</summary>
/// <param name="Task">Between tasks.</param>
/// <param name="Input">Between inputs of a task.</param>
/// <param name="Wording">Between wordings that all tasks share.</param>
/// <param name="TaskWording">Task by wording.</param>
/// <param name="Residual">Input by wording, and the rest.</param>
public readonly record struct DifferenceVariances(double Task, double Input, double Wording = 0, double TaskWording = 0, double Residual = 0);

/// <summary>A test's error and power.</summary>
public readonly record struct TestGoal()
{
    /// <summary>Two-sided error of the first kind, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The chance of finding the difference, in (Alpha, 1).</summary>
    public double Power { get; init; } = 0.8;
}

/// <summary>Power of the paired comparison clustered by task: exact by the noncentral t.</summary>
public static class Power
{
    /// <summary>
    /// The smallest true difference that is found with the wished power: t with T - 1 df, Satterthwaite's with random wordings. Null with one task, or
    /// with one random wording.
    /// </summary>
    public static double? DetectableDifference(DifferenceVariances variances, StudyDesign design, TestGoal goal)
    {
        if (Error(variances, design) is not { } error)
        {
            return null;
        }

        return RequiredNoncentrality(error.DegreesOfFreedom, goal) * error.StandardError;
    }

    /// <summary>The chance that a true <paramref name="difference"/> is found. Null as above, and where nothing varies.</summary>
    public static double? Chance(double difference, DifferenceVariances variances, StudyDesign design, double alpha = 0.05) =>
        Error(variances, design) is { StandardError: > 0 } error ? Of(Math.Abs(difference) / error.StandardError, error.DegreesOfFreedom, alpha) : null;

    /// <summary>The design effect of comparing inputs in tasks instead of independent ones: 1 + (Z - 1) ICC; null where nothing varies.</summary>
    public static double? DesignEffect(DifferenceVariances variances, double inputs) =>
        variances.Task + variances.Input is > 0 and { } total ? 1 + (inputs - 1) * variances.Task / total : null;

    /// <summary>
    /// Items for a wished difference when they are independent (Miller 2024): (z_{a/2} + z_b)^2 (omega^2 + s_A^2/K_A + s_B^2/K_B) / difference^2.
    /// </summary>
    /// <param name="difference">The difference to find, not 0.</param>
    /// <param name="variance">omega^2 + s_A^2/K_A + s_B^2/K_B: of one item's difference, answers averaged.</param>
    /// <param name="goal">Error and power.</param>
    public static double IndependentItems(double difference, double variance, TestGoal goal)
    {
        ArgumentOutOfRangeException.ThrowIfZero(difference);
        ArgumentOutOfRangeException.ThrowIfNegative(variance);
        double quantiles = Distributions.NormalQuantile(1 - goal.Alpha / 2) + Distributions.NormalQuantile(goal.Power);
        return quantiles * quantiles * variance / (difference * difference);
    }

    /// <summary>The standard error of the mean difference under a design and its df; null where it has none.</summary>
    internal static (double StandardError, double DegreesOfFreedom)? Error(DifferenceVariances variances, StudyDesign design)
    {
        if (variances is { Task: < 0 } or { Input: < 0 } or { Wording: < 0 } or { TaskWording: < 0 } or { Residual: < 0 })
        {
            throw new ArgumentOutOfRangeException(nameof(variances), variances, "A variance is 0 or more.");
        }

        bool random = variances.Wording > 0;
        if (design.Tasks < 2 || design.Inputs < 1 || design.Wordings < 1 || (random && design.Wordings < 2))
        {
            return null;
        }

        double within = variances.Task + variances.Input / design.Inputs + variances.TaskWording / design.Wordings + variances.Residual / (design.Inputs * design.Wordings);
        VariancePart tasks = new(within / design.Tasks, design.Tasks - 1);
        VariancePart wordings = new(variances.Wording / design.Wordings, design.Wordings - 1);
        double df = random ? VariancePart.Satterthwaite([tasks, wordings]) ?? tasks.DegreesOfFreedom : tasks.DegreesOfFreedom;
        return (Math.Sqrt(tasks.Variance + wordings.Variance), df);
    }

    /// <summary>The difference, in standard errors, that is found with the wished power.</summary>
    internal static double RequiredNoncentrality(double df, TestGoal goal)
    {
        double critical = Distributions.StudentTQuantile(1 - goal.Alpha / 2, df);
        double guess = critical + Distributions.StudentTQuantile(goal.Power, df);
        double high = Math.Max(2 * guess, 1);
        return high > 35 || !Brent.TryFindRoot(value => Of(value, df, goal.Alpha) - goal.Power, 0, high, 1e-13, 200, out double found) ? guess : found;
    }

    private static double Of(double noncentrality, double df, double alpha)
    {
        double critical = Distributions.StudentTQuantile(1 - alpha / 2, df);
        return 1 - NoncentralT.Cdf(critical, df, noncentrality) + NoncentralT.Cdf(-critical, df, noncentrality);
    }
}
