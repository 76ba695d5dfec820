using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>Exact match as Tk-Instruct and Super-NaturalInstructions count it. Two texts of punctuation only are equal, so they score 1.</summary>
public sealed class ExactMatchScorer : IScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "exact_match",
        "the same text but for case, punctuation and spacing",
        "Tk-Instruct, `compute_metrics.exact_match_score`",
        "lower case; ASCII punctuation removed; white space collapsed",
        IsBinary: true);

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <inheritdoc/>
    public Score Score(in ScoringItem item)
    {
        if (item.References.Count == 0)
        {
            return Scoring.Score.Unscored(UnscoredReason.NoReference);
        }

        string output = AnswerText.Normalize(item.Output);
        for (int i = 0; i < item.References.Count; i++)
        {
            if (string.Equals(output, AnswerText.Normalize(item.References[i]), StringComparison.Ordinal))
            {
                return Scoring.Score.Of(1);
            }
        }

        return Scoring.Score.Of(0);
    }
}
