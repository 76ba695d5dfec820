using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// Sentence-level BLEU, divided by 100. Papineni, K. et al. "BLEU: a method for automatic evaluation of machine translation." ACL 2002; Post, M. "A
/// call for clarity in reporting BLEU scores." WMT 2018. Of several references the one that gives the greatest score counts, as with every
/// metric here; sacrebleu itself would pool them.
/// </summary>
public sealed class BleuScorer : ReferenceScorer
{
    private const int Orders = 4;

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "bleu",
        "the same runs of 1 to 4 tokens, and no shorter",
        "sacrebleu 2.6.0, `sentence_bleu` / 100 (13a, exp smoothing, effective order), against each reference by itself",
        "13a tokens; case counts");

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        Span<int> matches = stackalloc int[Orders];
        (int tokens, int expected) = OverlapMeasure.Own.Count13a(item.Output, reference, matches);

        // Without a common token there is no common n-gram at all.
        if (matches[0] == 0)
        {
            return 0;
        }

        // Orders longer than the answer are left out (effective order); a precision of 0 becomes 1/2, 1/4, ... of one match.
        double smoothing = 1;
        double logs = 0;
        int orders = int.Min(Orders, tokens);
        for (int n = 1; n <= orders; n++)
        {
            double total = tokens - n + 1;
            if (matches[n - 1] == 0)
            {
                smoothing *= 2;
                logs += Math.Log(100 / (smoothing * total));
            }
            else
            {
                logs += Math.Log(100.0 * matches[n - 1] / total);
            }
        }

        double brevity = tokens < expected ? Math.Exp(1 - ((double)expected / tokens)) : 1;
        return Math.Min(brevity * Math.Exp(logs / orders) / 100, 1);
    }
}
