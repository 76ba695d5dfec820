using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>How far the metric agrees with people, on the answers that carry a rating.</summary>
public sealed record AgreementReport
{
    /// <summary>Answers with a rating and a score.</summary>
    public required int Ratings { get; init; }

    /// <summary>Answers with a rating and no score: in none of the figures.</summary>
    public required int Unscored { get; init; }

    /// <summary>The tasks that the ratings are of.</summary>
    public required int Tasks { get; init; }

    /// <summary>The share of answers on which "score above the threshold" and a rating of true or false are the same; null where ratings are graded.</summary>
    public AgreementEstimate? Accuracy { get; init; }

    /// <summary>Cohen's kappa of the same; null where ratings are graded.</summary>
    public AgreementEstimate? Kappa { get; init; }

    /// <summary>Spearman's rank correlation of score and rating.</summary>
    public required AgreementEstimate Spearman { get; init; }

    /// <summary>The estimator, in words.</summary>
    public required string Method { get; init; }
}
