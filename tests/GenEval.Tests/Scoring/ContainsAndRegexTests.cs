using GenEval.Scoring;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

public sealed class ContainsAndRegexTests
{
    [Theory]
    [InlineData("The answer is PARIS.", "Paris", 1.0)]
    [InlineData("The answer is Lyon.", "Paris", 0.0)]
    [InlineData("The answer is Paris", " paris\n", 1.0)]
    [InlineData("anything", "", null)]
    [InlineData("anything", " \n", null)]
    public void Contains_ignores_case_and_an_empty_reference_is_none(string output, string reference, double? expected) =>
        Assert.Equal(expected, Value("contains", output, reference));

    [Fact]
    public void An_empty_reference_beside_a_real_one_does_not_count() => Assert.Equal(0, Value("contains", "anything", "", "Paris"));

    [Theory]
    [InlineData("regex:^yes", "yes, it is", 1)]
    [InlineData("regex:^yes", "Yes, it is", 0)]
    [InlineData("regex:(?i)^yes", "Yes, it is", 1)]
    [InlineData("regex:a:b", "xa:by", 1)]
    [InlineData(@"regex:(\w)\1", "letter", 1)]
    [InlineData("regex:(?<!no )yes", "no yes", 0)]
    public void Regex_finds_the_pattern_anywhere(string metric, string output, double expected) => Assert.Equal(expected, Value(metric, output));

    [Fact]
    public void A_pattern_that_would_hang_does_not()
    {
        string output = new string('a', 100_000) + "!";
        Assert.Equal(0, Value("regex:^(a+)+$", output));
    }

    [Fact]
    public void A_pattern_that_needs_backtracking_runs_into_its_time_limit()
    {
        Score score = Scorers.Create(@"regex:^(a+)+\1$").Score(new ScoringItem(new string('a', 5000) + "!", []));
        Assert.Null(score.Value);
        Assert.Equal(UnscoredReason.NotJudged, score.Reason);
    }

    [Theory]
    [InlineData("regex:a(b", "at character 3 of 'a(b'")]
    [InlineData("regex:[z-a]", "at character")]
    [InlineData("regex", "no argument")]
    [InlineData("regex:", "regex:^yes")]
    public void A_bad_pattern_is_an_error_that_says_where(string metric, string message)
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => Scorers.Create(metric));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal("MetricArgumentInvalid", error.Id);
        Assert.NotNull(error.Action);
    }

    [Fact]
    public void Ignoring_case_does_not_depend_on_the_culture() => Under("tr-TR", () => Assert.Equal(1, Value("regex:(?i)^TITLE$", "title")));
}
