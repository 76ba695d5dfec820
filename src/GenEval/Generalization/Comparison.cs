using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Two runs on the same prompts: what A scores more than B, paired by task, wording and input. The members of geneval.comparison/1.</summary>
[TypeFormatterSource(MimeTypes.Html, MimeTypes.Plain)]
public sealed record Comparison
{
    /// <summary>The document's name and version.</summary>
    public string Schema => "geneval.comparison/1";

    /// <summary>The first run's name.</summary>
    public required string A { get; init; }

    /// <summary>The second run's name; with a baseline, A before tuning.</summary>
    public required string B { get; init; }

    /// <summary>The metric's name, or <c>perTask</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>Of the intervals, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>Of the random flips of <see cref="SignFlip"/>.</summary>
    public required long Seed { get; init; }

    /// <summary>Prompts (task, wording, input) that both runs have a score for; repeats are averaged first.</summary>
    public required int Pairs { get; init; }

    /// <summary>Tasks with a pair.</summary>
    public required int Tasks { get; init; }

    /// <summary>A - B over all pairs, clustered by task.</summary>
    public required Difference Difference { get; init; }

    /// <summary>The same for each rung; null where no pair stands on it.</summary>
    public required LevelDifferences ByLevel { get; init; }

    /// <summary>The randomization test that flips whole tasks.</summary>
    public required RandomizationTest SignFlip { get; init; }

    /// <summary>The exact test on discordant pairs; null unless every score is 0 or 1.</summary>
    public McNemarTest? McNemar { get; init; }

    /// <summary>Gain on unseen tasks / gain on seen tasks; null unless B is A's baseline.</summary>
    public TransferRatio? TransferRatio { get; init; }

    /// <summary>Each task with a pair, by task id.</summary>
    public required IReadOnlyList<TaskDifference> ByTask { get; init; }

    /// <summary>Scored prompts of one run without a scored partner.</summary>
    public required UnpairedCounts Unpaired { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }

    /// <summary>Why a member is null, by its path.</summary>
    public required IReadOnlyDictionary<string, string> Reason { get; init; }
}

/// <summary>A difference of means, A - B.</summary>
/// <param name="Estimate">In [-1, 1].</param>
/// <param name="StandardError">In units of the score.</param>
/// <param name="DegreesOfFreedom">Bell and McCaffrey's.</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="PValue">Two-sided, of no difference.</param>
/// <param name="PAdjusted">By Holm over all pairs of runs that were compared together; on a level over the pairs' differences there.</param>
/// <param name="Method">The estimator, in words.</param>
/// <param name="Reason">Why something is null.</param>
public sealed record Difference(
    double? Estimate, double? StandardError, double? DegreesOfFreedom, Interval? Interval, double? PValue, double? PAdjusted, string Method, string? Reason = null)
{
    internal static Difference Of(DifferenceEstimate estimate) => new(
        estimate.Estimate, estimate.StandardError, estimate.DegreesOfFreedom, estimate.Interval, estimate.PValue, estimate.PValue, estimate.Method, estimate.Reason);
}

/// <summary>Differences by rung; the rung is A's.</summary>
public sealed record LevelDifferences
{
    /// <summary>Training inputs of seen tasks.</summary>
    public Difference? Recall { get; init; }

    /// <summary>New inputs of seen tasks.</summary>
    public Difference? IntraTask { get; init; }

    /// <summary>New wordings of seen tasks.</summary>
    public Difference? Instruction { get; init; }

    /// <summary>Unseen tasks.</summary>
    public Difference? InterTask { get; init; }

    /// <summary>Prompts whose labels do not say where they stand.</summary>
    public Difference? Unlabelled { get; init; }

    /// <summary>That of a rung, or null.</summary>
    public Difference? this[LevelKind kind] => kind switch
    {
        LevelKind.Recall => Recall,
        LevelKind.IntraTask => IntraTask,
        LevelKind.Instruction => Instruction,
        LevelKind.InterTask => InterTask,
        _ => Unlabelled,
    };

    /// <summary>The same with another difference on a rung.</summary>
    internal LevelDifferences With(LevelKind kind, Difference difference) => kind switch
    {
        LevelKind.Recall => this with { Recall = difference },
        LevelKind.IntraTask => this with { IntraTask = difference },
        LevelKind.Instruction => this with { Instruction = difference },
        LevelKind.InterTask => this with { InterTask = difference },
        _ => this with { Unlabelled = difference },
    };
}

/// <summary>A randomization test.</summary>
/// <param name="PValue">Two-sided; null without a pair.</param>
/// <param name="Method">exact, or sampled with the number of flips and the seed.</param>
public sealed record RandomizationTest(double? PValue, string Method);

/// <summary>McNemar's exact test.</summary>
/// <param name="PValue">Two-sided; it takes pairs as independent, so it is a cross-check.</param>
/// <param name="AOnly">Pairs that A has right and B wrong.</param>
/// <param name="BOnly">Pairs that B has right and A wrong.</param>
public sealed record McNemarTest(double PValue, int AOnly, int BOnly);

/// <summary>A task's difference.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Novelty">seen, unseen or unknown.</param>
/// <param name="Difference">A - B: the mean over inputs, wordings averaged first.</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="Pairs">Prompts with a pair.</param>
/// <param name="PAdjusted">Of no difference, adjusted by Holm over the tasks.</param>
/// <param name="Reason">Why something is null.</param>
public sealed record TaskDifference(string Task, Novelty Novelty, double? Difference, Interval? Interval, int Pairs, double? PAdjusted, string? Reason);

/// <summary>Scored prompts that only one run has.</summary>
/// <param name="AOnly">Only A.</param>
/// <param name="BOnly">Only B.</param>
public sealed record UnpairedCounts(int AOnly, int BOnly);
