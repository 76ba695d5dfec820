using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

/// <summary>Reports of runs of which some answers carry a human rating.</summary>
public sealed class RatedLevelTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"], Threshold = 0.5 };

    [Fact]
    public void A_metric_that_is_wrong_is_put_right_by_the_ratings()
    {
        // exact_string says .3 everywhere; people accept every answer that it accepts, and half of the others.
        Report report = Evaluate(Rated(Answers.Seen(.3, inputs: 40), i => i % 4 == 0));
        Level level = report.Levels.IntraTask!;
        PredictionPowered rated = level.PredictionPowered!;
        Assert.Equal(.3, level.Estimate!.Value, 9);
        Assert.True(rated.Interval!.Value is { Lower: < .65, Upper: > .65 }, $"{rated.Interval}");
        Assert.True(rated.Bound!.Value.Lower > rated.Interval.Value.Lower);
        Assert.Equal((60, 180, 6), (rated.Ratings, rated.Unrated, rated.RatedTasks));
        Assert.Equal((Verdict.DoesNot, Verdict.Generalizes), (level.Verdict, rated.Verdict));
        Assert.Contains(report.Warnings, w => w.Code == "ratingsContradict" && w.Message.Contains("human ratings that it generalizes", StringComparison.Ordinal));
        Assert.True(rated is { Lambda: > 0, RatingsSaved: > 0 });
        Assert.Contains(report.Warnings, w => w.Code == "fewRatings" && w.Message.StartsWith("intraTask: ", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Warnings, w => w.Code.StartsWith("ratingsNot", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_ratings_and_none_are_null_with_the_reason()
    {
        Report none = Evaluate(Answers.Seen(.3));
        Assert.Null(none.Levels.IntraTask!.PredictionPowered);
        Assert.Contains("no answer here carries a human rating", none.Reason["levels.intraTask.predictionPowered"], StringComparison.Ordinal);
        Report few = Evaluate(Rated(Answers.Seen(.3), i => i is > 0 and < 20));
        Assert.Null(few.Levels.IntraTask!.PredictionPowered);
        Assert.Contains("19 rated inputs; an interval needs 20", few.Reason["levels.intraTask.predictionPowered"], StringComparison.Ordinal);
        Assert.DoesNotContain("levels.interTask.predictionPowered", few.Reason.Keys);
    }

    [Fact]
    public void Ratings_of_some_tasks_only_are_warned_about_and_take_tasks_as_random()
    {
        Report report = Evaluate(Rated(Answers.Unseen(.4), i => i < 8 * 20));
        Assert.Contains(report.Warnings, w => w.Code == "ratingsNotSpread" && w.Message.Contains("7 of 15 tasks", StringComparison.Ordinal));
        Assert.Equal(6, report.Levels.InterTask!.PredictionPowered!.DegreesOfFreedom);
        Report seen = Evaluate(Rated(Answers.Seen(.4), i => i < 5 * 20));
        Assert.Contains("tasks were taken as random", seen.Levels.IntraTask!.PredictionPowered!.Method, StringComparison.Ordinal);
        Report two = Evaluate(Rated(Answers.Seen(.4), i => i < 2 * 20));
        Assert.Contains("an interval needs 5", two.Reason["levels.intraTask.predictionPowered"], StringComparison.Ordinal);
    }

    [Fact]
    public void Ratings_that_were_chosen_by_score_are_warned_about()
    {
        EvaluationRecord[] records = [.. Answers.Seen(.4)];
        Report report = Evaluate(records.Select((r, i) => r.Output == "right" && i % 2 == 0 ? r with { Rating = Rating.Of(correct: true) } : r));
        Assert.Contains(report.Warnings, w => w.Code == "ratingsNotRandom" && w.Message.Contains("higher", StringComparison.Ordinal));
    }

    [Fact]
    public void Ratings_on_a_scale_are_brought_to_0_and_1_and_wordings_of_an_input_are_one_rated_input()
    {
        EvaluationRecord[] records = [.. Answers.NewWordings(.5)];
        Report report = Evaluate(records.Select((r, i) => r with { Rating = r.Instruction == "Unseen0" ? new Rating(r.Output == "right" ? 5 : 2, 1, 5, IsBinary: false) : null }));
        PredictionPowered rated = report.Levels.Instruction!.PredictionPowered!;
        Assert.Equal((120, 0), (rated.Ratings, rated.Unrated));
        Assert.Equal(.5 + (.5 * .25), rated.Estimate!.Value, 9);
        Assert.Equal(0, rated.RatingsSaved!.Value, 9);
    }

    [Fact]
    public void Unscored_answers_that_could_turn_the_verdict_do()
    {
        EvaluationRecord[] records = [.. Rated(Answers.Seen(.9, inputs: 40), i => i % 2 == 0)];
        Assert.Equal(Verdict.Generalizes, Evaluate(records).Levels.IntraTask!.PredictionPowered!.Verdict);
        Report failed = Evaluate(records.Select((r, i) => i % 40 < 20 ? r with { Output = null, Status = "failed.timeout", Rating = null } : r));
        Assert.Equal(Verdict.Inconclusive, failed.Levels.IntraTask!.PredictionPowered!.Verdict);
    }

    [Fact]
    public void The_order_of_the_records_changes_nothing()
    {
        EvaluationRecord[] records = [.. Rated(Answers.Unseen(.4).Concat(Answers.NewWordings(.6)), i => i % 3 == 0)];
        EvaluationRecord[] other = [.. records.Reverse()];
        Assert.Equal(Evaluate(records).Levels.InterTask!.PredictionPowered, Evaluate(other).Levels.InterTask!.PredictionPowered);
        Assert.Equal(Evaluate(records).Levels.Instruction!.PredictionPowered, Evaluate(other).Levels.Instruction!.PredictionPowered);
    }

    /// <summary>People accept what is right, and every other wrong answer.</summary>
    private static IEnumerable<EvaluationRecord> Rated(IEnumerable<EvaluationRecord> records, Func<int, bool> isRated)
    {
        int wrong = 0;
        foreach ((int i, EvaluationRecord record) in records.Index())
        {
            bool accepted = record.Output == "right" || wrong++ % 2 == 0;
            yield return isRated(i) ? record with { Rating = Rating.Of(accepted) } : record;
        }
    }

    private static Report Evaluate(IEnumerable<EvaluationRecord> records) => Assert.Single(Evaluator.Evaluate(records, s_options, TestContext.Current.CancellationToken));
}
