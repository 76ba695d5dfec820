using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Levels from a few ratings and many scores, against oracles/prediction_powered_level.R and against the ladder where the metric tells nothing.</summary>
public sealed class PredictionPoweredLevelTests
{
    [Fact]
    public void One_task_agrees_with_R()
    {
        PredictionPoweredEstimate level = PredictionPoweredLevel.FixedTasks([Task(0, 24, 60)]);
        Golden.Close(3.2207034401544772, level.Lambda);
        Golden.Close(0.46607362191142487, level.Estimate);
        Golden.Close(0.063964439667095807, level.StandardError);
        Golden.Close(55.669266547604124, level.DegreesOfFreedom);
        Golden.Close(0.34403368301056386, level.Interval?.Lower);
        Golden.Close(0.59231437177953283, level.Interval?.Upper);
        Golden.Close(35.771368647347451, level.RatingsSaved);
    }

    [Fact]
    public void Named_tasks_agree_with_R()
    {
        PredictionPoweredEstimate level = PredictionPoweredLevel.FixedTasks(Three());
        Golden.Close(3.4349315662027138, level.Lambda);
        Golden.Close(0.49085470784916019, level.Estimate);
        Golden.Close(0.052202442225105901, level.StandardError);
        Golden.Close(96.346651035131615, level.DegreesOfFreedom);
        Golden.Close(0.38977085959213553, level.Interval?.Lower);
        Golden.Close(0.5926919485794867, level.Interval?.Upper);
    }

    [Fact]
    public void Random_tasks_agree_with_R()
    {
        PredictionPoweredEstimate level = PredictionPoweredLevel.RandomTasks(Three());
        Golden.Close(0.49085470784916019, level.Estimate);
        Golden.Close(0.052202442225105901, level.StandardError);
        Golden.Close(0.28750506621040817, level.Interval?.Lower);
        Golden.Close(0.69727642354726826, level.Interval?.Upper);
        Assert.Equal(2, level.DegreesOfFreedom);
    }

    [Fact]
    public void Tasks_without_ratings_agree_with_R()
    {
        PredictionPoweredEstimate level = PredictionPoweredLevel.RandomTasks([.. Enumerable.Range(0, 9).Select(t => Task(t, t < 6 ? 4 : 0, 6))]);
        Golden.Close(2.5176638352990337, level.Lambda, tolerance: 1e-6);
        Golden.Close(0.50704278697580452, level.Estimate, tolerance: 1e-6);
        Golden.Close(0.047245934876419558, level.StandardError, tolerance: 1e-6);
        Assert.Equal(4, level.DegreesOfFreedom);
        Golden.Close(9.5994655557659563, level.RatingsSaved, tolerance: 1e-6);
    }

    [Fact]
    public void A_metric_that_tells_nothing_leaves_the_ladders_interval_of_the_ratings()
    {
        RatedTask[] constant = [.. Three().Select(t => t with { RatedScores = [.. t.RatedScores.Select(_ => .3)], UnratedScores = [.. t.UnratedScores.Select(_ => .3)] })];
        TaskScores[] ratings = [.. constant.Select(t => new TaskScores(t.Ratings))];
        Same(Ladder.IntraTask(ratings), PredictionPoweredLevel.FixedTasks(constant));
        Same(Ladder.InterTask(ratings), PredictionPoweredLevel.RandomTasks(constant));

        static void Same(LevelEstimate ladder, PredictionPoweredEstimate level)
        {
            Golden.Close(ladder.Estimate!.Value, level.Estimate);
            Golden.Close(ladder.Interval!.Value.Lower, level.Interval?.Lower);
            Golden.Close(ladder.Interval!.Value.Upper, level.Interval?.Upper);
            Golden.Close(ladder.Bound!.Value.Lower, level.Bound?.Lower);
            Assert.Equal((0, 0), (level.Lambda, Math.Round(level.RatingsSaved!.Value, 9)));
        }
    }

    [Fact]
    public void One_task_is_PPI_plus_plus_but_for_the_one_more_rating_of_its_variance()
    {
        double[] y = [.. Enumerable.Range(0, 4000).Select(i => i % 3 == 0 ? 0.0 : 1.0)];
        double[] f = [.. y.Select((value, i) => (.6 * value) + (.02 * (i % 17)))];
        double[] u = [.. Enumerable.Range(0, 9000).Select(i => .02 * (i % 43))];
        PredictionPoweredEstimate level = PredictionPoweredLevel.FixedTasks([new(y, f, u)]);
        // lambda = 1 in the form of PPI: mean(f on the unrated) + mean(y - f on the rated).
        double weight = level.Lambda!.Value * 9000 / 13000;
        Golden.Close((weight * u.Average()) + y.Average() - (weight * f.Average()), level.Estimate);
        double variance = (Moments.Variance([.. y.Zip(f, (a, b) => a - (weight * b))])!.Value / 4000) + (weight * weight * Moments.Variance(u)!.Value / 9000);
        Golden.Close(Math.Sqrt(variance), level.StandardError, tolerance: 1e-4);
    }

    [Fact]
    public void A_perfect_metric_saves_ratings_and_is_not_taken_for_certain()
    {
        RatedTask[] perfect = [.. Three().Select(t => t with { RatedScores = t.Ratings, UnratedScores = [.. t.UnratedScores.Select(u => u > .43 ? 1.0 : 0)] })];
        PredictionPoweredEstimate level = PredictionPoweredLevel.FixedTasks(perfect);
        Assert.True(level.Lambda > .9 && level.RatingsSaved > level.Ratings && level.StandardError > 0);
        double[] ones = [.. Enumerable.Repeat(1.0, 20)];
        PredictionPoweredEstimate right = PredictionPoweredLevel.FixedTasks([new(ones, ones, ones)]);
        Assert.Equal((1, 1), (right.Estimate, right.Interval!.Value.Upper));
        Assert.True(right.Interval.Value.Lower is > .8 and < .9);
    }

    [Fact]
    public void What_is_not_defined_says_why()
    {
        Assert.Equal(Reasons.NoScores, PredictionPoweredLevel.FixedTasks([]).Reason);
        Assert.Equal(Reasons.FewRatings, PredictionPoweredLevel.FixedTasks([Task(0, 19, 5)]).Reason);
        Assert.Equal(Reasons.TaskWithoutRatings, PredictionPoweredLevel.FixedTasks([Task(0, 30, 5), Task(1, 0, 5)]).Reason);
        Assert.Equal(Reasons.OneTask, PredictionPoweredLevel.RandomTasks([Task(0, 30, 5)]).Reason);
        Assert.Equal(Reasons.FewRatedTasks, PredictionPoweredLevel.RandomTasks([Task(0, 30, 5), Task(1, 0, 5)]).Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => PredictionPoweredLevel.FixedTasks([new([2], [1], [])]));
        Assert.Throws<ArgumentException>(() => PredictionPoweredLevel.FixedTasks([new([1], [1, 0], [])]));
    }

    private static RatedTask[] Three() => [Task(0, 12, 30), Task(1, 8, 22), Task(2, 15, 41)];

    /// <summary>The script has the same pattern.</summary>
    private static RatedTask Task(int task, int rated, int unrated) => new(
        [.. Enumerable.Range(0, rated).Select(i => (i * 7 + task) % 5 < 3 ? 1.0 : 0)],
        [.. Enumerable.Range(0, rated).Select(i => ((i * 7 + task) % 5 < 3 ? .5 : .2) + (.01 * ((i * 11 + task * 3) % 23)))],
        [.. Enumerable.Range(0, unrated).Select(i => .2 + (.01 * ((i * 13 + task * 5) % 47)))]);
}
