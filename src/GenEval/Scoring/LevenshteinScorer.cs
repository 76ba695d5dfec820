using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>1 - distance / length of the longer text, in code points; 1 for two empty texts.</summary>
public sealed class LevenshteinScorer : ReferenceScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "levenshtein",
        "the same text; each character to insert, delete or replace costs 1 / length",
        "rapidfuzz, `Levenshtein.normalized_similarity`",
        "nothing");

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        int[] output = EditDistance.CodePoints(item.Output);
        int[] expected = EditDistance.CodePoints(reference);
        int longer = int.Max(output.Length, expected.Length);
        return longer == 0 ? 1 : 1 - ((double)EditDistance.Between(output, expected) / longer);
    }
}
