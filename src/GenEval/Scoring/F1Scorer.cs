using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// SQuAD's F1 on words, each counted as often as it stands in both texts. Where normalization leaves no word in one of them, it is 1 if
/// both are empty and 0 else, as in version 2.0 (1.1 gives 0 for two empty ones).
/// </summary>
public sealed class F1Scorer : ReferenceScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "f1",
        "the same words, in any order",
        "SQuAD 2.0's official evaluation, `compute_f1`",
        "lower case; ASCII punctuation removed; the words a, an, the removed; white space collapsed");

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        Span<int> shared = stackalloc int[1];
        (int words, int expected) = OverlapMeasure.Own.CountWords(
            AnswerText.NormalizeWithoutArticles(item.Output), AnswerText.NormalizeWithoutArticles(reference), shared);
        if (words == 0 || expected == 0)
        {
            return words == expected ? 1 : 0;
        }

        if (shared[0] == 0)
        {
            return 0;
        }

        double precision = (double)shared[0] / words;
        double recall = (double)shared[0] / expected;
        return 2 * precision * recall / (precision + recall);
    }
}
