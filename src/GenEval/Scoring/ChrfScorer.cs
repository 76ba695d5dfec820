using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// Sentence-level chrF2, divided by 100: the F-measure, recall weighing twice, on runs of 1 to 6 characters. Popović, M. "chrF: character n-gram
/// F-score for automatic MT evaluation." WMT 2015.
/// </summary>
public sealed class ChrfScorer : ReferenceScorer
{
    private const int Orders = 6;
    private const double Factor = 4;

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "chrf",
        "the same runs of 1 to 6 characters",
        "sacrebleu 2.6.0, `sentence_chrf` / 100 (chrF2: 6 characters, no words, beta 2)",
        "white space removed; case counts");

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        Span<int> matches = stackalloc int[Orders];
        (int characters, int expected) = OverlapMeasure.Own.CountCharacters(item.Output, reference, matches);

        // Orders that one of the texts is too short for are left out (effective order).
        int orders = int.Min(Orders, int.Min(characters, expected));
        double precision = 0;
        double recall = 0;
        for (int n = 1; n <= orders; n++)
        {
            precision += (double)matches[n - 1] / (characters - n + 1);
            recall += (double)matches[n - 1] / (expected - n + 1);
        }

        if (precision == 0)
        {
            return 0;
        }

        precision /= orders;
        recall /= orders;
        return Math.Min((1 + Factor) * precision * recall / ((Factor * precision) + recall), 1);
    }
}
