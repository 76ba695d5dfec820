using GenEval.Scoring;

namespace GenEval.Tests.Scoring;

public sealed class CatalogTests
{
    [Fact]
    public void All_metrics_of_the_contract_are_there() => Assert.Equal(
        [
            "bleu", "chrf", "contains", "exact_match", "exact_string", "f1", "json_match", "learned", "levenshtein", "multiple_choice", "numeric", "regex",
            "rouge1", "rouge2", "rougeL",
        ],
        Scorers.All.Select(info => info.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_scorer_says_of_itself_what_the_catalog_says() =>
        Assert.All(Scorers.All.Where(info => info.Name != "learned"), info => Assert.Same(info, Scorers.Create(info.Name == "regex" ? "regex:a" : info.Name).Info));

    [Theory]
    [InlineData("rougel", "rougeL")]
    [InlineData("rogueL", "rougeL")]
    [InlineData("exactmatch", "exact_match")]
    [InlineData("numerc:0.1", "numeric")]
    public void An_unknown_name_is_an_error_with_the_nearest(string metric, string nearest)
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => Scorers.Create(metric));
        Assert.Equal("MetricUnknown", error.Id);
        Assert.Contains("rougeL, rouge1", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{nearest}'", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_like_no_other_is_an_error_without_a_guess()
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => Scorers.Create("embedding_distance"));
        Assert.DoesNotContain("Did you mean", error.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("f1:2", "nothing behind the name")]
    [InlineData("rougeL:stemmed", "unstemmed")]
    public void An_argument_that_cannot_be_used_is_an_error_with_what_can(string metric, string expected)
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => Scorers.Create(metric));
        Assert.Equal("MetricArgumentInvalid", error.Id);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_is_added_without_changing_the_catalog_it_is_added_to()
    {
        ScorerCatalog catalog = Scorers.Catalog.With(LengthScorer.About, limit => new LengthScorer(limit));
        Assert.True(catalog.Contains("length:5"));
        Assert.False(Scorers.Catalog.Contains("length:5"));
        Assert.Equal(1, catalog.Create("length:5").Score(new ScoringItem("four", [])).Value);
        Assert.Equal("length", catalog.All[^1].Name);
        GenEvalException error = Assert.Throws<GenEvalException>(() => catalog.Create("length"));
        Assert.Contains("length:MAXIMUM", error.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rougeL")]
    [InlineData("my:metric")]
    public void A_name_that_is_taken_or_has_a_colon_cannot_be_added(string name) =>
        Assert.Throws<GenEvalException>(() => Scorers.Catalog.With(LengthScorer.About with { Name = name }, limit => new LengthScorer(limit)));

    // The example of docs/metrics.md.
    private sealed class LengthScorer(string? maximum) : IScorer
    {
        private readonly int _maximum = int.TryParse(maximum, System.Globalization.CultureInfo.InvariantCulture, out int value)
            ? value
            : throw ScorerCatalog.BadArgument(About, maximum, "a number of characters");

        public static MetricInfo About { get; } = new(
            "length", "no longer than asked for", "own rule", "nothing", NeedsReference: false, IsBinary: true, Argument: "MAXIMUM");

        public MetricInfo Info => About;

        public Score Score(in ScoringItem item) => GenEval.Scoring.Score.Of(item.Output.Length <= _maximum ? 1 : 0);
    }
}
