using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>Equality of the trimmed texts, character by character: how BIG-Bench Hard counts an extracted answer.</summary>
public sealed class ExactStringScorer : ReferenceScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "exact_string",
        "the same text, character by character",
        "Python, `output.strip() == reference.strip()`",
        "white space at both ends removed",
        IsBinary: true);

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference) =>
        PythonText.Strip(item.Output).SequenceEqual(PythonText.Strip(reference)) ? 1 : 0;
}
