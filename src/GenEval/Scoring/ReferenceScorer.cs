namespace GenEval.Scoring;

/// <summary>
/// The base of a metric that compares an answer with one reference at a time: the score is the greatest over the references. To add
/// such a metric, derive from this and override <see cref="Compare"/>.
/// </summary>
public abstract class ReferenceScorer : IScorer
{
    /// <inheritdoc/>
    public abstract MetricInfo Info { get; }

    /// <inheritdoc/>
    public virtual Score Score(in ScoringItem item)
    {
        double? best = null;
        for (int i = 0; i < item.References.Count && best is not 1; i++)
        {
            if (Compare(item, item.References[i]) is { } value && !(best >= value))
            {
                best = value;
            }
        }

        return best is { } score ? Scoring.Score.Of(score) : Scoring.Score.Unscored(UnscoredReason.NoReference);
    }

    /// <summary>
    /// The score in [0, 1] against one reference, or null where this reference cannot tell (an empty one for <c>contains</c>, one without a
    /// number for <c>numeric</c>). If no reference can, the answer is unscored, <c>noReference</c>.
    /// </summary>
    protected abstract double? Compare(in ScoringItem item, string reference);
}
