using GenEval.Scoring.Learned;

namespace GenEval.Generalization.Learned;

/// <summary>How a scorer is trained and tested.</summary>
public sealed record ScorerOptions
{
    /// <summary>Let cross-validation choose among the trainers there are.</summary>
    public const string Auto = "auto";

    /// <summary>The trainer; null or <c>auto</c>: the best in cross-validation of those there are, which is <c>linear</c> where ML.NET is not.</summary>
    public string? Trainer { get; init; }

    /// <summary>
    /// Whether ML.NET's trainers read the texts too, by ML.NET's own featurization: words and runs of characters. <c>linear</c> does not have it, and
    /// <c>auto</c> then chooses among those that do.
    /// </summary>
    public bool TextFeatures { get; init; }

    /// <summary>Of folds, resampling and training.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Of intervals, in [0.5, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>How many folds at most; fewer where there are fewer groups.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// The embedding model: a training gets features by its embeddings, and a test of a scorer that was trained so needs the same; null for none.
    /// </summary>
    public ITextEmbedder? Embedder { get; init; }

    /// <summary>Called with a sentence at each step.</summary>
    public Action<string>? Step { get; init; }

    /// <exception cref="GenEvalException">A value is out of range.</exception>
    internal void Validate()
    {
        if (Confidence is not (>= 0.5 and < 1))
        {
            throw new GenEvalException($"The confidence is {Confidence:R}; it must be at least 0.5 and below 1, for example 0.95.") { Id = "ConfidenceOutOfRange" };
        }

        if (Folds is < 2 or > 50)
        {
            throw new GenEvalException($"The number of folds is {Folds}; it must be from 2 to 50.") { Id = "FoldsOutOfRange" };
        }
    }
}
