using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>Whether the answer contains the reference, case aside. An empty reference would be in every answer, so it counts as none.</summary>
public sealed class ContainsScorer : ReferenceScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "contains",
        "the answer contains the reference",
        "Python, `reference.strip().lower() in output.lower()`; inspect_ai's `includes` but for casefold's few letters (ß)",
        "lower case; white space at both ends of the reference removed",
        IsBinary: true)
    { UnscoredWhen = "no reference, or only empty ones" };

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        string wanted = PythonText.Lower(PythonText.Strip(reference).ToString());
        return wanted.Length == 0 ? null : PythonText.Lower(item.Output).Contains(wanted, StringComparison.Ordinal) ? 1 : 0;
    }
}
