using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Tests.Scoring;

public sealed class RecordScorerTests
{
    private static readonly EvaluationRecord s_record = new() { Task = "t", Output = "the cats", References = ["the cat"] };

    [Fact]
    public void Without_a_metric_the_records_own_counts_and_else_rougeL()
    {
        RecordScorer scorer = new();
        Assert.Equal("rougeL", scorer.MetricOf(s_record));
        Assert.Equal(1, scorer.Score(s_record).Value);
        EvaluationRecord own = s_record with { Metric = "exact_match" };
        Assert.Equal("exact_match", scorer.MetricOf(own));
        Assert.Equal(0, scorer.Score(own).Value);
        Assert.Equal(1, new RecordScorer("rougeL").Score(own).Value);
    }

    [Fact]
    public void Another_name_is_a_score_that_came_with_the_record()
    {
        EvaluationRecord record = s_record with { Scores = new Dictionary<string, double> { ["inspect_ai:f1"] = 0.25, ["exact_match"] = 0.125 } };
        Assert.Equal(0.25, new RecordScorer("inspect_ai:f1").Score(record).Value);
        Assert.Equal(UnscoredReason.Missing, new RecordScorer("inspect_ai:exact").Score(record).Reason);
        Assert.Equal(UnscoredReason.Missing, new RecordScorer("quality").Score(s_record).Reason);
        Assert.Equal(0, new RecordScorer("exact_match").Score(record).Value);
    }

    [Fact]
    public void A_foreign_score_needs_no_reference_but_an_answer()
    {
        Dictionary<string, double> scores = new() { ["judge"] = 0.75 };
        Assert.Equal(0.75, new RecordScorer("judge").Score(new EvaluationRecord { Task = "t", Output = "", Scores = scores }).Value);
        Assert.Equal("failed.unknown", new RecordScorer("judge").Score(new EvaluationRecord { Task = "t", Scores = scores }).Reason);
    }

    [Fact]
    public void A_foreign_score_outside_its_range_is_an_error()
    {
        EvaluationRecord record = s_record with { Scores = new Dictionary<string, double> { ["judge"] = 7 } };
        Assert.Contains("judge", Assert.Throws<GenEvalException>(() => new RecordScorer("judge").Score(record)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "failed.unknown")]
    [InlineData(null, "answered", "failed.unknown")]
    [InlineData(null, "failed", "failed.unknown")]
    [InlineData(null, "failed.timeout", "failed.timeout")]
    [InlineData("half an ans", "failed.timeout", "failed.timeout")]
    [InlineData(null, "timeout", "failed.timeout")]
    [InlineData("text", "refused", "refused")]
    [InlineData(null, "filtered", "filtered")]
    [InlineData("", null, null)]
    [InlineData("", "answered", null)]
    public void A_record_without_an_answer_is_unscored_for_its_reason(string? output, string? status, string? reason)
    {
        EvaluationRecord record = s_record with { Output = output, Status = status };
        Assert.Equal(reason, new RecordScorer("rougeL").Score(record).Reason);
        Assert.Equal(reason is null, new RecordScorer("regex:^").Score(record).Value is not null);
    }

    [Theory]
    [InlineData("rougeL", UnscoredReason.NoReference)]
    [InlineData("numeric", UnscoredReason.NoReference)]
    [InlineData("regex:cat", null)]
    public void References_that_are_null_or_empty_are_none(string metric, string? reason)
    {
        Assert.Equal(reason, new RecordScorer(metric).Score(s_record with { References = null }).Reason);
        Assert.Equal(reason, new RecordScorer(metric).Score(s_record with { References = [] }).Reason);
    }

    [Fact]
    public void A_bad_argument_is_an_error_at_once_for_the_metric_and_at_the_record_for_its_own()
    {
        Assert.Throws<GenEvalException>(() => new RecordScorer("numeric:x"));
        Assert.Throws<GenEvalException>(() => new RecordScorer().Score(s_record with { Metric = "numeric:x" }));
        Assert.Throws<GenEvalException>(() => new RecordScorer().ScoreAll([s_record with { Metric = "numeric:x" }]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Many_records_are_scored_in_their_order_whatever_the_threads(int threads)
    {
        Random random = new(3);
        string Words() => string.Join(' ', Enumerable.Range(0, random.Next(30)).Select(_ => $"word{random.Next(12)}ing"));
        EvaluationRecord[] records = [.. Enumerable.Range(0, 3000).Select(i => new EvaluationRecord
        {
            Task = "t", Output = i % 10 == 0 ? null : Words(), References = [Words(), Words()], Metric = i % 3 == 0 ? "bleu" : null,
        })];
        RecordScorer scorer = new();
        Assert.Equal(records.Select(record => scorer.Score(record)), scorer.ScoreAll(records, threads));
    }

    [Fact]
    public void No_records_have_no_scores() => Assert.Empty(new RecordScorer().ScoreAll([]));
}
