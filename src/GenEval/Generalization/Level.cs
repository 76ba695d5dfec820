using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Whether a level's mean exceeds the threshold.</summary>
public enum Verdict
{
    /// <summary>The one-sided lower bound is above the threshold.</summary>
    Generalizes,

    /// <summary>The one-sided upper bound is at or below the threshold.</summary>
    DoesNot,

    /// <summary>Neither bound decides, or the answer hangs on unscored or empty answers.</summary>
    Inconclusive,
}

/// <summary>An estimate with its uncertainty; members are null where it is undefined, and <see cref="Reason"/> says why.</summary>
public record Estimated
{
    /// <summary>The point estimate, in [0, 1].</summary>
    public double? Estimate { get; init; }

    /// <summary>The standard error, in units of the score.</summary>
    public double? StandardError { get; init; }

    /// <summary>Degrees of freedom of the interval's quantile; null where two quantiles are mixed.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>The two-sided interval at the report's confidence.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The one-sided lower and upper bounds, each at the report's confidence.</summary>
    public Interval? Bound { get; init; }

    /// <summary>The estimator, in words.</summary>
    public string Method { get; init; } = "";

    /// <summary>Why something above is null; null where nothing is.</summary>
    public string? Reason { get; init; }
}

/// <summary>One rung of the ladder: the macro mean over tasks with its uncertainty, and the verdict against the threshold.</summary>
public sealed record Level : Estimated
{
    /// <summary>The mean over all scores, tasks weighing by their number of inputs (the book's criterion).</summary>
    public required Estimated Micro { get; init; }

    /// <summary>How many tasks have a score here.</summary>
    public required int Tasks { get; init; }

    /// <summary>How many answers stand here, scored or not.</summary>
    public required int Records { get; init; }

    /// <summary>How many of them are unscored.</summary>
    public required int Unscored { get; init; }

    /// <summary>The verdict, sensitivity to unscored and empty answers included.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The book's plain criterion, estimate &gt; threshold; null without an estimate.</summary>
    public bool? AboveThreshold { get; init; }

    /// <summary>The share of tasks whose own level is above the threshold.</summary>
    public required ShareEstimate ShareAboveThreshold { get; init; }

    /// <summary>The level that human ratings and a learned scorer give together, or null.</summary>
    public PredictionPowered? PredictionPowered { get; init; }
}

/// <summary>A share with its interval; both null where it is undefined.</summary>
/// <param name="Estimate">The share, in [0, 1].</param>
/// <param name="Interval">Its two-sided interval.</param>
/// <param name="Reason">Why something is null.</param>
public sealed record ShareEstimate(double? Estimate, Interval? Interval, string? Reason = null);

/// <summary>A level by a few human ratings and the metric on all answers (PPI++): valid however wrong the metric is.</summary>
/// <param name="Estimate">The mean rating over tasks, in [0, 1].</param>
/// <param name="StandardError">In units of the rating, scaled to [0, 1].</param>
/// <param name="Interval">Two-sided.</param>
/// <param name="Ratings">How many inputs with a human rating went in.</param>
/// <param name="RatingsSaved">How many more ratings alone would have needed for the same interval, spread over tasks in the same way.</param>
public sealed record PredictionPowered(double? Estimate, double? StandardError, Interval? Interval, int Ratings, double? RatingsSaved)
{
    /// <summary>Degrees of freedom of the interval's quantile.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>The one-sided lower and upper bounds, each at the report's confidence.</summary>
    public Interval? Bound { get; init; }

    /// <summary>The bounds against the threshold; inconclusive also where the answers without a score could change it.</summary>
    public Verdict Verdict { get; init; } = Verdict.Inconclusive;

    /// <summary>The weight of the metric: 0 means that it told nothing and the ratings stand alone.</summary>
    public double? Lambda { get; init; }

    /// <summary>How many inputs have a score and no rating.</summary>
    public int Unrated { get; init; }

    /// <summary>How many tasks have a rating.</summary>
    public int RatedTasks { get; init; }

    /// <summary>The mean of the ratings alone, over the rated tasks.</summary>
    public double? RatingsAlone { get; init; }

    /// <summary>The estimator, in words.</summary>
    public string Method { get; init; } = "";
}
