using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The differences between rungs, first minus second; null where a rung is.</summary>
public sealed record GapSet
{
    /// <summary>recall - intraTask.</summary>
    public Gap? Memorization { get; init; }

    /// <summary>intraTask - instruction.</summary>
    public Gap? Wording { get; init; }

    /// <summary>intraTask - interTask.</summary>
    public Gap? Generalization { get; init; }
}

/// <summary>A difference of two rungs.</summary>
/// <param name="Estimate">First rung - second rung, in [-1, 1].</param>
/// <param name="StandardError">In units of the score.</param>
/// <param name="DegreesOfFreedom">Of the test (Welch's for independent rungs).</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="PValue">Two-sided, of no difference.</param>
/// <param name="Ratio">Second rung / first; null where the first is 0.</param>
/// <param name="Method">The estimator, in words.</param>
/// <param name="Reason">Why something is null.</param>
public sealed record Gap(
    double? Estimate, double? StandardError, double? DegreesOfFreedom, Interval? Interval, double? PValue, double? Ratio, string Method, string? Reason = null);

/// <summary>Gain on unseen tasks / gain on seen tasks, paired by task with the baseline.</summary>
/// <param name="Estimate">The ratio, or null.</param>
/// <param name="Interval">Fieller's, or null.</param>
/// <param name="Reason">seenGainNotClear, seenGainNegative, or another word for why it is null.</param>
/// <param name="SeenGain">Gain on seen tasks.</param>
/// <param name="UnseenGain">Gain on unseen tasks.</param>
/// <param name="Difference">Gain on unseen - gain on seen (Welch).</param>
public sealed record TransferRatio(
    double? Estimate, Interval? Interval, string? Reason, double? SeenGain = null, double? UnseenGain = null, Gap? Difference = null);
