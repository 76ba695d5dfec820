using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>A rung with what gaps and warnings need beside it.</summary>
/// <param name="Kind">Which rung.</param>
/// <param name="Level">As the report shows it.</param>
/// <param name="Slice">Its tasks and inputs.</param>
/// <param name="Scores">The same as the estimators took it.</param>
/// <param name="Estimate">As the estimator gave it.</param>
/// <param name="Share">The share of tasks above the threshold, as its estimator gave it.</param>
/// <param name="Turning">The scenarios under which the verdict would be another.</param>
/// <param name="Rows">Its tasks.</param>
internal sealed record EstimatedLevel(
    LevelKind Kind, Level Level, LevelSlice Slice, IReadOnlyList<TaskScores> Scores, LevelEstimate Estimate, ShareAboveEstimate Share,
    IReadOnlyList<Scenario> Turning, IReadOnlyList<TaskRow> Rows)
{
    /// <summary>Its human ratings, and what they say together with the scores.</summary>
    public required RatedLevel Rated { get; init; }
}
