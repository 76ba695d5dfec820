namespace GenEval.Scoring;

/// <summary>A metric's value in [0, 1] for one answer, or unscored with the reason. The default value is unscored, <c>missing</c>.</summary>
public readonly record struct Score
{
    private readonly string? _reason;

    private Score(double? value, string? reason)
    {
        Value = value;
        _reason = reason;
    }

    /// <summary>The score in [0, 1], or null where the answer is unscored.</summary>
    public double? Value { get; }

    /// <summary>Why there is no value: failed.KIND, refused, filtered, noReference, notJudged or missing; null where there is one.</summary>
    public string? Reason => Value is null ? _reason ?? UnscoredReason.Missing : null;

    /// <summary>A remark that goes with the score, one of <see cref="ScoreNote"/>, counted in reports; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether a learned scorer gave it to an answer unlike any that it was trained on; the value is to be trusted less.</summary>
    public bool IsOutsideRange => Note == ScoreNote.OutsideRange;

    /// <summary>A score; values outside [0, 1] and NaN are a programming error of the metric.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in [0, 1].</exception>
    public static Score Of(double value) => value is >= 0 and <= 1
        ? new(value, reason: null)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A score is in [0, 1].");

    /// <summary>No score, for one of the reasons of <see cref="UnscoredReason"/>.</summary>
    public static Score Unscored(string reason) => new(value: null, reason);
}

/// <summary>What a metric may remark on a score that it gave.</summary>
public static class ScoreNote
{
    /// <summary>A judge preferred another text when it read the two in the other order.</summary>
    public const string OrderDisagreement = "orderDisagreement";

    /// <summary>The answer is unlike any that the learned scorer was trained on.</summary>
    public const string OutsideRange = "outsideRange";
}
