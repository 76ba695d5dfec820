using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>What a comparison of two runs could find under a design, and what other designs cost. The members of geneval.power/1.</summary>
[TypeFormatterSource(MimeTypes.Html, MimeTypes.Plain)]
public sealed record PowerReport
{
    /// <summary>The document's name and version.</summary>
    public string Schema => "geneval.power/1";

    /// <summary>The smallest true difference that is found with that power; null with one task, or one random wording.</summary>
    public double? MinimumDetectableDifference { get; init; }

    /// <summary>The chance of finding it, in (0, 1).</summary>
    public required double Power { get; init; }

    /// <summary>One less the test's error of the first kind.</summary>
    public required double Confidence { get; init; }

    /// <summary>The design that was asked about.</summary>
    public required PowerDesign Design { get; init; }

    /// <summary>The variances of a paired difference that were used, stated or from a pilot.</summary>
    public required PowerVariances Variances { get; init; }

    /// <summary>Of the design, in the unit of the costs.</summary>
    public required double Cost { get; init; }

    /// <summary>Designs of at most that cost with other numbers of tasks.</summary>
    public required IReadOnlyList<PowerAlternative> Alternatives { get; init; }

    /// <summary>The cheapest design for the wished difference; null where none was wished, or none does.</summary>
    public PowerAlternative? Cheapest { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Why a member is null, by its path.</summary>
    public required IReadOnlyDictionary<string, string> Reason { get; init; }
}

/// <summary>How many of each facet.</summary>
/// <param name="Tasks">Tasks.</param>
/// <param name="Inputs">Inputs in each.</param>
/// <param name="Wordings">Wordings of each.</param>
public sealed record PowerDesign(double Tasks, double Inputs, double Wordings);

/// <summary>Variances of a paired difference, in squared units of the score.</summary>
/// <param name="Task">Between tasks.</param>
/// <param name="Input">Between inputs of a task.</param>
/// <param name="Wording">Between wordings; 0 takes them as named.</param>
public sealed record PowerVariances(double Task, double Input, double Wording);

/// <summary>A design with its price and what it can find.</summary>
/// <param name="Design">The design.</param>
/// <param name="Cost">In the unit of the costs.</param>
/// <param name="MinimumDetectableDifference">In units of the score; null where the design has no test.</param>
public sealed record PowerAlternative(PowerDesign Design, double Cost, double? MinimumDetectableDifference);

/// <summary>What is asked of a power study; what is left out comes from the pilot, if there is one.</summary>
public sealed record PowerOptions
{
    /// <summary>Tasks, 2 or more.</summary>
    public double? Tasks { get; init; }

    /// <summary>Inputs in each task, 1 or more.</summary>
    public double? Inputs { get; init; }

    /// <summary>Variance of the difference between tasks, 0 or more.</summary>
    public double? TaskVariance { get; init; }

    /// <summary>Variance of the difference between inputs of a task, 0 or more.</summary>
    public double? InputVariance { get; init; }

    /// <summary>Wordings of each input, 1 or more.</summary>
    public double Wordings { get; init; } = 1;

    /// <summary>Variance of the difference between wordings; 0 takes the wordings as named.</summary>
    public double WordingVariance { get; init; }

    /// <summary>The wished chance of finding the difference, in (0, 1).</summary>
    public double Power { get; init; } = 0.8;

    /// <summary>One less the error of the first kind.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>A difference to find the cheapest design for, or null.</summary>
    public double? Difference { get; init; }

    /// <summary>What one more task costs, in any unit.</summary>
    public double CostTask { get; init; }

    /// <summary>What one answer costs, in the same unit.</summary>
    public double CostCall { get; init; } = 1;
}

/// <summary>Power of the paired comparison that <see cref="Comparer"/> makes.</summary>
public static class PowerStudy
{
    /// <summary>A study from stated variances, or with a pilot from its records: two runs' paired differences, or one run's scores in their place.</summary>
    /// <exception cref="GenEvalException">A value is missing or out of range; the pilot has no variance to give.</exception>
    public static PowerReport Plan(PowerOptions options, IEnumerable<EvaluationRecord>? pilot = null, EvaluationOptions? evaluation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        PilotVariances? known = pilot is null ? null : PilotVariances.Of(pilot, evaluation ?? new(), cancellationToken);
        DifferenceVariances variances = new(
            Need(options.TaskVariance ?? known?.Task, "task-variance"), Need(options.InputVariance ?? known?.Input, "input-variance"), options.WordingVariance);
        StudyDesign design = new(Need(options.Tasks ?? known?.Tasks, "tasks"), Need(options.Inputs ?? known?.Inputs, "inputs"), options.Wordings);
        Validate(options, variances, design);
        TestGoal goal = new() { Alpha = 1 - options.Confidence, Power = options.Power };
        DesignCost cost = new(options.CostTask, options.CostCall);
        double? detectable = Power.DetectableDifference(variances, design, goal);
        PricedDesign? cheapest = options.Difference is { } wished ? DesignSearch.Cheapest(variances, wished, cost, goal, options.Wordings) : null;
        SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);
        if (detectable is null)
        {
            reasons["minimumDetectableDifference"] = design.Tasks < 2 ? "one task gives no test across tasks" : "random wordings need two or more";
        }

        if (cheapest is null)
        {
            reasons["cheapest"] = options.Difference is null ? "no difference was wished for" : "no design of up to 100,000 tasks finds it: the wordings alone leave more error";
        }

        return new PowerReport
        {
            MinimumDetectableDifference = detectable,
            Power = options.Power,
            Confidence = options.Confidence,
            Design = Plain(design),
            Variances = new(variances.Task, variances.Input, variances.Wording),
            Cost = cost.Of(design),
            Alternatives = [.. DesignSearch.Alternatives(variances, design, cost, goal).Select(Plain)],
            Cheapest = cheapest is { } found ? Plain(found) : null,
            Warnings = known?.Warnings ?? [],
            Reason = reasons,
        };
    }

    private static PowerDesign Plain(StudyDesign design) => new(design.Tasks, design.Inputs, design.Wordings);

    private static PowerAlternative Plain(PricedDesign design) => new(Plain(design.Design), design.Cost, design.DetectableDifference);

    private static double Need(double? value, string option) => value ?? throw new GenEvalException($"--{option} is missing, and there is no pilot to take it from.")
    {
        Id = "PowerValueMissing",
        Action = $"Say --{option} VALUE, or --from with the records of a pilot.",
    };

    private static void Validate(PowerOptions options, DifferenceVariances variances, StudyDesign design)
    {
        (bool Wrong, string What)[] checks =
        [
            (design.Tasks is not (>= 1 and <= 1e9), "--tasks must be 1 or more"),
            (design.Inputs is not (>= 1 and <= 1e9), "--inputs must be 1 or more"),
            (design.Wordings is not (>= 1 and <= 1e6), "--wordings must be 1 or more"),
            (variances.Task is not (>= 0 and <= 1), "--task-variance must be from 0 to 1: scores are in [0, 1]"),
            (variances.Input is not (>= 0 and <= 1), "--input-variance must be from 0 to 1: scores are in [0, 1]"),
            (variances.Wording is not (>= 0 and <= 1), "--wording-variance must be from 0 to 1: scores are in [0, 1]"),
            (options.Confidence is not (>= 0.5 and < 1), "--confidence must be at least 0.5 and below 1"),
            (!(options.Power > 1 - options.Confidence && options.Power < 1), "--power must be above the error of the first kind and below 1, for example 0.8"),
            (options.Difference is not (null or (> 0 and <= 1)), "--difference must be above 0 and at most 1"),
            (options.CostTask is not (>= 0 and < double.PositiveInfinity) || options.CostCall is not (>= 0 and < double.PositiveInfinity), "costs must be 0 or more"),
        ];
        foreach ((_, string what) in checks.Where(c => c.Wrong))
        {
            throw new GenEvalException(what + ".") { Id = "PowerValueOutOfRange" };
        }
    }
}
