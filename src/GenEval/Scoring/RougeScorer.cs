using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// ROUGE-1, ROUGE-2 and ROUGE-L as the F-measure. Lin, C.-Y. "ROUGE: a package for automatic evaluation of summaries." WAS 2004.
/// Two texts without a word in common score 0, also where both have none: an answer of punctuation only is no match.
/// </summary>
public sealed class RougeScorer : IScorer
{
    private const string Unstemmed = "unstemmed";
    private readonly int _order;
    private readonly bool _stem;

    private RougeScorer(MetricInfo info, int order, string? argument)
    {
        if (argument is not (null or Unstemmed))
        {
            throw ScorerCatalog.BadArgument(info, argument, $"'{Unstemmed}' or nothing");
        }

        Info = info;
        _order = order;
        _stem = argument is null;
    }

    /// <summary>What the metric <c>rougeL</c> says of itself.</summary>
    public static MetricInfo RougeL { get; } = About("rougeL", "the words in the same order (longest common subsequence)");

    /// <summary>What the metric <c>rouge1</c> says of itself.</summary>
    public static MetricInfo Rouge1 { get; } = About("rouge1", "the same words, in any order");

    /// <summary>What the metric <c>rouge2</c> says of itself.</summary>
    public static MetricInfo Rouge2 { get; } = About("rouge2", "the same pairs of neighbouring words");

    /// <inheritdoc/>
    public MetricInfo Info { get; }

    /// <summary>ROUGE-L; <paramref name="argument"/> is null or <c>unstemmed</c>.</summary>
    public static RougeScorer CreateL(string? argument = null) => new(RougeL, order: 0, argument);

    /// <summary>ROUGE-1; <paramref name="argument"/> is null or <c>unstemmed</c>.</summary>
    public static RougeScorer Create1(string? argument = null) => new(Rouge1, order: 1, argument);

    /// <summary>ROUGE-2; <paramref name="argument"/> is null or <c>unstemmed</c>.</summary>
    public static RougeScorer Create2(string? argument = null) => new(Rouge2, order: 2, argument);

    /// <inheritdoc/>
    public Score Score(in ScoringItem item)
    {
        if (item.References.Count == 0)
        {
            return Scoring.Score.Unscored(UnscoredReason.NoReference);
        }

        RougeMeasure measure = RougeMeasure.Get(_stem);
        return Scoring.Score.Of(_order == 0 ? measure.L(item.Output, item.References) : measure.N(_order, item.Output, item.References));
    }

    private static MetricInfo About(string name, string summary) => new(
        name,
        summary,
        "rouge_score (google-research), F-measure, `use_stemmer=True`; HuggingFace evaluate's default is `unstemmed`",
        "lower case; everything but a-z and 0-9 separates words; words longer than 3 characters are stemmed (Porter, NLTK's extensions)",
        Argument: Unstemmed);
}
