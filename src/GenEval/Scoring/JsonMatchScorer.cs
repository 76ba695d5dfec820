using System.Text.Json;
using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// Whether the answer is JSON of the same value: the order of an object's keys and the way a number is written do not matter, the order of an array
/// does. The answer may stand in a Markdown code fence; an answer that is no JSON scores 0.
/// </summary>
public sealed class JsonMatchScorer : ReferenceScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "json_match",
        "JSON of the same value",
        "`System.Text.Json`, `JsonElement.DeepEquals`",
        "key order, spacing, escapes, the way numbers are written (1 and 1.0); a code fence around the answer",
        IsBinary: true)
    { UnscoredWhen = "no reference, or none that is JSON" };

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference)
    {
        using JsonDocument? expected = JsonText.Parse(reference);
        if (expected is null)
        {
            return null;
        }

        using JsonDocument? answer = JsonText.Parse(item.Output) ?? JsonText.Parse(JsonText.Fenced(item.Output));
        return answer is not null && JsonText.AreEqual(answer, expected) ? 1 : 0;
    }
}
