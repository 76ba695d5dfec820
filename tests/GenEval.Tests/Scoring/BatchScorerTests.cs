using System.Globalization;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Tests.Scoring;

public sealed class BatchScorerTests
{
    private readonly Counting _counting = new();

    [Fact]
    public void Answers_are_handed_over_together_in_their_order_and_failures_are_not()
    {
        EvaluationRecord[] records = [.. Enumerable.Range(0, 1000).Select(i => Record(i, i % 10 == 0 ? null : i.ToString(CultureInfo.InvariantCulture)))];
        Score[] scores = new RecordScorer("counting", Catalog()).ScoreAll(records, threads: 4, TestContext.Current.CancellationToken);
        Assert.Equal([900], _counting.Batches);
        Assert.All(records.Zip(scores), pair =>
            Assert.Equal(pair.First.Output is { } output ? Score.Of(int.Parse(output, CultureInfo.InvariantCulture) / 1000.0) : Score.Unscored("failed.unknown"), pair.Second));
    }

    [Fact]
    public void Tasks_of_other_metrics_are_scored_as_ever()
    {
        EvaluationRecord[] records = [Record(0, "0500") with { Metric = "counting" }, Record(1, "the same") with { References = ["the same"], Metric = "exact_match" }, Record(2, "250") with { Metric = "counting" }];
        Assert.Equal([0.5, 1, 0.25], new RecordScorer(metric: null, Catalog()).ScoreAll(records).Select(s => s.Value));
        Assert.Equal([2], _counting.Batches);
    }

    [Fact]
    public void One_answer_is_a_batch_of_one()
    {
        Assert.Equal(0.125, new RecordScorer("counting", Catalog()).Score(Record(0, "125")).Value);
        Assert.Equal([1], _counting.Batches);
    }

    private static EvaluationRecord Record(int instance, string? output) =>
        new() { Task = "t", Instance = instance.ToString(CultureInfo.InvariantCulture), Output = output };

    private ScorerCatalog Catalog() => Scorers.Catalog.With(_counting.Info, _ => _counting);

    private sealed class Counting : IBatchScorer
    {
        public List<int> Batches { get; } = [];

        public MetricInfo Info { get; } = new("counting", "the answer is 1000", "own rule", "nothing", NeedsReference: false);

        public Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken)
        {
            Batches.Add(items.Count);
            return [.. items.Select(i => Score.Of(int.Parse(i.Output, CultureInfo.InvariantCulture) / 1000.0))];
        }
    }
}
