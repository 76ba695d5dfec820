using GenEval.Scoring.Learned;

namespace GenEval.Scoring;

/// <summary>The metrics that come with GenEval; docs/metrics.md has a line for each. More are added with <see cref="ScorerCatalog.With"/>.</summary>
public static class Scorers
{
    /// <summary>The metric of a task that names none.</summary>
    public const string Default = "rougeL";

    /// <summary>Those that are rules.</summary>
    internal static ScorerCatalog Rules { get; } = ScorerCatalog.Empty
        .With(RougeScorer.RougeL, RougeScorer.CreateL)
        .With(RougeScorer.Rouge1, RougeScorer.Create1)
        .With(RougeScorer.Rouge2, RougeScorer.Create2)
        .With(ExactMatchScorer.About, _ => new ExactMatchScorer())
        .With(ExactStringScorer.About, _ => new ExactStringScorer())
        .With(F1Scorer.About, _ => new F1Scorer())
        .With(BleuScorer.About, _ => new BleuScorer())
        .With(ChrfScorer.About, _ => new ChrfScorer())
        .With(ContainsScorer.About, _ => new ContainsScorer())
        .With(RegexScorer.About, pattern => new RegexScorer(pattern))
        .With(NumericScorer.About, tolerance => new NumericScorer(tolerance))
        .With(MultipleChoiceScorer.About, _ => new MultipleChoiceScorer())
        .With(JsonMatchScorer.About, _ => new JsonMatchScorer())
        .With(LevenshteinScorer.About, _ => new LevenshteinScorer());

    /// <summary>The catalog of all of them.</summary>
    public static ScorerCatalog Catalog { get; } = Rules.With(LearnedScorer.About, file => new LearnedScorer(file));

    /// <summary>What each metric says of itself.</summary>
    public static IReadOnlyList<MetricInfo> All => Catalog.All;

    /// <summary>The scorer for <c>NAME</c> or <c>NAME:ARGUMENT</c>.</summary>
    /// <exception cref="GenEvalException">There is no such metric, or its argument cannot be used.</exception>
    public static IScorer Create(string metric) => Catalog.Create(metric);
}
