namespace GenEval.Statistics;

/// <summary>A mean from a few human ratings and many scores of a metric.</summary>
public sealed record PredictionPoweredEstimate
{
    /// <summary>lambda mean(f) + mean(y - lambda f on the rated).</summary>
    public double? Estimate { get; init; }

    /// <summary>Its standard error.</summary>
    public double? StandardError { get; init; }

    /// <summary>Of the interval's t quantile.</summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>Two-sided.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The one-sided lower and upper bound; null where the estimator has none.</summary>
    public Interval? Bound { get; init; }

    /// <summary>The tuned weight of the scores, at least 0; 0 is the ratings alone.</summary>
    public double? Lambda { get; init; }

    /// <summary>How many ratings went in.</summary>
    public required int Ratings { get; init; }

    /// <summary>How many more ratings alone would have needed for this standard error; null where nothing varies.</summary>
    public double? RatingsSaved { get; init; }

    /// <summary>The estimator, in words.</summary>
    public string Method { get; init; } = "";

    /// <summary>One of <see cref="Reasons"/>, or null.</summary>
    public string? Reason { get; init; }
}

/// <summary>A task's ratings, the metric's scores of the rated answers, and those of the unrated.</summary>
/// <param name="Ratings">y.</param>
/// <param name="RatedScores">f of the same answers, in the same order.</param>
/// <param name="UnratedScores">f of the others.</param>
public sealed record RatedTask(double[] Ratings, double[] RatedScores, double[] UnratedScores);
