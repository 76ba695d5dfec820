using System.Globalization;
using GenEval.Generalization;
using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

public sealed class AgreementReportTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"], Threshold = 0.5 };

    [Fact]
    public void Ratings_of_true_and_false_give_accuracy_and_kappa_over_tasks()
    {
        AgreementReport agreement = Evaluator.Evaluate(Records(tasks: 6), s_options)[0].Agreement!;
        Assert.Equal((48, 6, 6), (agreement.Ratings, agreement.Unscored, agreement.Tasks));
        Assert.Equal(0.75, agreement.Accuracy!.Estimate!.Value, 12);
        Assert.Equal(5, agreement.Accuracy.DegreesOfFreedom);
        Assert.NotNull(agreement.Kappa!.Estimate);
        Assert.StartsWith("jackknife by task", agreement.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_few_tasks_the_answers_are_what_varies()
    {
        AgreementReport agreement = Evaluator.Evaluate(Records(tasks: 2), s_options)[0].Agreement!;
        Assert.Equal(15, agreement.Accuracy!.DegreesOfFreedom);
        Assert.Contains("these tasks only", agreement.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Graded_ratings_give_a_rank_correlation_only()
    {
        EvaluationRecord[] graded = [.. Records(tasks: 6).Select((r, i) => r with { Rating = new Rating(1 + (i % 5), 1, 5, IsBinary: false) })];
        AgreementReport agreement = Evaluator.Evaluate(graded, s_options)[0].Agreement!;
        Assert.Null(agreement.Accuracy);
        Assert.Null(agreement.Kappa);
        Assert.NotNull(agreement.Spearman.Estimate);
    }

    [Fact]
    public void The_figures_depend_on_no_order_and_a_report_without_ratings_says_so()
    {
        EvaluationRecord[] records = Records(tasks: 6);
        AgreementReport one = Evaluator.Evaluate(records, s_options)[0].Agreement!;
        AgreementReport other = Evaluator.Evaluate([.. records.Reverse()], s_options with { Threads = 3 })[0].Agreement!;
        Assert.Equal(one, other);
        Report without = Evaluator.Evaluate(records.Select(r => r with { Rating = null }), s_options)[0];
        Assert.Null(without.Agreement);
        Assert.Contains("rating", without.Reason["agreement"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_metric_remarks_is_counted_and_warned_about_where_it_is_common()
    {
        ScorerCatalog catalog = ScorerCatalog.Empty.With(Remarking.About, _ => new Remarking());
        Report report = Evaluator.Evaluate(Records(tasks: 6), s_options with { Metrics = ["remarking"], Scorers = catalog })[0];
        Assert.Equal(24, report.Counts.Notes[ScoreNote.OrderDisagreement]);
        Assert.Contains(report.Warnings, w => w.Code == "judgeOrderMatters" && w.Message.StartsWith("24 of 48 ", StringComparison.Ordinal));
    }

    /// <summary>Nine answers a task: one failed, and of the others three quarters are rated as they score.</summary>
    private static EvaluationRecord[] Records(int tasks) =>
    [
        .. from task in Enumerable.Range(0, tasks)
           from i in Enumerable.Range(0, 9)
           select new EvaluationRecord
           {
               Task = "t" + task.ToString(CultureInfo.InvariantCulture), Novelty = Novelty.Unseen, Instance = i.ToString(CultureInfo.InvariantCulture),
               Output = i == 8 ? null : i % 2 == 0 ? "yes" : "no", References = ["yes"], Rating = Rating.Of((i % 2 == 0) != (i is 6 or 7)),
           },
    ];

    private sealed class Remarking : IScorer
    {
        public static MetricInfo About { get; } = new("remarking", "half of them", "own rule", "nothing");

        public MetricInfo Info => About;

        public Score Score(in ScoringItem item) => GenEval.Scoring.Score.Of(0.5) with { Note = item.Output == "yes" ? ScoreNote.OrderDisagreement : null };
    }
}
