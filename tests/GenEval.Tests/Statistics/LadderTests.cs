using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Worked numbers carried over from ladder_inference.json, so that they hold without that file, and what thin data give.</summary>
public sealed class LadderTests
{
    private static readonly TaskScores[] s_unbalanced =
    [
        new([1, 1, 0, 1, 1]), new([1, 0, 1, 1, 0, 1, 1, 1]), new([0, 1, 0]), new([1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1]),
    ];

    private static readonly TaskScores[] s_crossed =
    [
        new([[1, 1, 1], [1, 1, 0], [1, 0, 0], [1, 1, 1]]), new([[1, 0, 1], [0, 0, 1], [1, 1, 0]]), new([[1, 1, 1], [0, 1, 1], [1, 1, 1], [0, 0, 0], [1, 1, 0]]),
    ];

    [Fact]
    public void Intra_task_of_unequal_tasks()
    {
        LevelEstimate level = Ladder.IntraTask(s_unbalanced);
        Golden.Close(0.7, level.Estimate);
        Golden.Close(0.10127267502534987, level.StandardError);
        Golden.Close(8.37665926734071, level.DegreesOfFreedom);
        Golden.Close(0.448516650982291, level.Interval?.Lower);
        Golden.Close(0.8700342427192036, level.Interval?.Upper);
        Golden.Close(0.4957233695706228, level.Bound?.Lower);
        Assert.Equal(Decision.Undecided, level.Decide(0.5));
        Assert.Equal(Decision.Above, level.Decide(0.49));
        Assert.Equal(Decision.NotAbove, level.Decide(0.85));
    }

    [Fact]
    public void All_ones_keep_a_width()
    {
        TaskScores[] ones = [new([1, 1, 1, 1]), new([1, 1, 1, 1, 1, 1]), new([1, 1, 1, 1, 1])];
        LevelEstimate level = Ladder.IntraTask(ones);
        Assert.Equal(1, level.Estimate);
        Assert.Equal(1, level.Interval?.Upper);
        Golden.Close(0.7542475183220453, level.Interval?.Lower);
        Golden.Close(0.007851512203635985, level.StandardError);
    }

    [Fact]
    public void Inter_task_of_equal_means_is_not_certain()
    {
        LevelEstimate level = Ladder.InterTask([new([1, 1, 0, 0]), new([1, 0, 1, 0, 1, 0]), new([0, 1])]);
        Golden.Close(0.19429557793459498, level.StandardError);
        Golden.Close(0.07089348117180962, level.Interval?.Lower);
        Golden.Close(0.9291065188281904, level.Interval?.Upper);
    }

    [Fact]
    public void Instruction_with_crossed_wordings()
    {
        LevelEstimate level = Ladder.Instruction(s_crossed, WordingDesign.Crossed);
        Golden.Close(0.41861428983429105, level.Interval?.Lower);
        Golden.Close(0.8364418464555315, level.Interval?.Upper);
        Assert.Null(level.DegreesOfFreedom);
        Assert.Contains("2 df for wordings, 9 for inputs", level.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void One_task_of_binary_scores_is_Wilsons()
    {
        LevelEstimate level = Ladder.OneTask(new([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1]));
        Golden.Close(0.6461200888588831, level.Interval?.Lower);
        Golden.Close(0.9811839504836382, level.Bound?.Upper);
        Assert.Null(level.DegreesOfFreedom);
        Assert.Equal(level, Ladder.IntraTask([new([1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1])]) with { Parts = level.Parts });
    }

    [Fact]
    public void A_gap_with_one_seen_task_uses_its_own_interval()
    {
        TaskScores[] seen = [new([1, 1, 1, 0, 1])];
        TaskScores[] unseen = [new([0, 1, 0, 1]), new([1, 1, 0, 0, 0]), new([1, 0, 0])];
        DifferenceEstimate gap = Gaps.Generalization(seen, unseen);
        Interval own = Ladder.OneTask(seen[0]).Interval!.Value;
        Interval across = Ladder.InterTask(unseen).Interval!.Value;
        double x = 0.8;
        double y = Ladder.InterTask(unseen).Estimate!.Value;
        Golden.Close(x - y - Math.Sqrt((x - own.Lower) * (x - own.Lower) + (across.Upper - y) * (across.Upper - y)), gap.Interval?.Lower);
        Assert.Contains("one seen task is fixed", gap.Method, StringComparison.Ordinal);
        Assert.NotNull(gap.PValue);
    }

    [Fact]
    public void One_unseen_task_gives_no_gap() =>
        Assert.Equal(Reasons.OneUnseenTask, Gaps.Generalization([new([1, 0]), new([1, 1])], [new([1, 0, 1])]).Reason);

    [Fact]
    public void One_task_has_no_inter_task_interval()
    {
        LevelEstimate level = Ladder.InterTask([new([1, 0, 1])]);
        Assert.Equal((Reasons.OneTask, null, null), (level.Reason, level.Interval, level.StandardError));
        Golden.Close(2.0 / 3, level.Estimate);
    }

    [Fact]
    public void Fewer_than_two_inputs_have_no_interval_at_any_rung()
    {
        TaskScores[] one = [new([0.4])];
        Assert.All(
            [Ladder.IntraTask(one), Ladder.InterTask(one), Ladder.Instruction(one, WordingDesign.Nested), Ladder.InterTaskRandomWordings(one), Ladder.MicroFixedTasks(one), Ladder.MicroRandomTasks(one)],
            level => Assert.Equal((0.4, null, Reasons.FewerThanTwoInputs), (level.Estimate, level.Interval, level.Reason)));
        Assert.Equal((null, Reasons.NoScores), (Ladder.IntraTask([]).Estimate, Ladder.IntraTask([new(ReadOnlySpan<double>.Empty)]).Reason));
    }

    [Fact]
    public void One_new_wording_falls_back_to_inputs_only()
    {
        LevelEstimate level = Ladder.Instruction(s_unbalanced, WordingDesign.Crossed);
        Assert.Equal(Ladder.IntraTask(s_unbalanced).Interval, level.Interval);
    }

    [Fact]
    public void A_nested_task_of_one_wording_falls_back_to_tasks_random()
    {
        TaskScores[] tasks = [new([[1, 0], [1, 1]]), new([1, 0, 1])];
        Assert.Equal(Ladder.InterTask(tasks).Interval, Ladder.Instruction(tasks, WordingDesign.Nested).Interval);
    }

    [Fact]
    public void Missing_cells_take_the_variances_of_REML()
    {
        TaskScores[] tasks =
        [
            new([[1, .5, 1], [1, null, .6], [.7, 0, null], [1, 1, .9]]), new([[1, 0, .4], [.1, 0, null], [null, .6, .3]]), new([[.9, 1, .7], [0, .8, 1], [1, .6, null]]),
        ];
        LevelEstimate level = Ladder.Instruction(tasks, WordingDesign.Crossed);
        RemlFit fit = Reml.FitTables(tasks, WordingDesign.Crossed, tasksFixed: true);
        Assert.Equal(fit.Analysis.Mean, level.Estimate);
        Assert.Contains("REML", level.Method, StringComparison.Ordinal);
        Assert.True(level.StandardError >= fit.Analysis.StandardError - 1e-12);
        Assert.True(level.Interval is { Lower: > 0, Upper: < 1 });
        Assert.Contains("REML", Ladder.InterTaskRandomWordings(tasks).Method, StringComparison.Ordinal);
        Assert.NotNull(Ladder.InterTaskRandomWordings(tasks).Interval);
    }

    [Fact]
    public void Missing_cells_of_equal_scores_keep_a_width()
    {
        TaskScores[] tasks = [new([[1, 1], [1, null], [1, 1]]), new([[1, 1], [1, 1]])];
        LevelEstimate level = Ladder.Instruction(tasks, WordingDesign.Crossed);
        Assert.Equal(Ladder.IntraTask(tasks).Interval, level.Interval);
    }

    [Fact]
    public void The_micro_mean_of_fixed_tasks_is_the_stratified_one()
    {
        // sum y / N = 22/28; V = sum n s^2 / N^2 = (5*.2 + 8*.2142857 + 3/3 + 12*.0833333)/784.
        LevelEstimate micro = Ladder.MicroFixedTasks(s_unbalanced);
        Golden.Close(22.0 / 28, micro.Estimate);
        Golden.Close(Math.Sqrt((1 + 12.0 / 7 + 1 + 1) / 784), micro.StandardError);
        Assert.Equal(Reasons.OneInputPerTask, Ladder.MicroFixedTasks([new([1]), new([0])]).Reason);
    }

    [Fact]
    public void The_p_value_of_a_task_is_where_its_bound_meets_the_threshold()
    {
        LevelEstimate level = Ladder.IntraTask(s_unbalanced);
        double p = level.PValueAbove(0.45)!.Value;
        Golden.Close(0.45, Ladder.IntraTask(s_unbalanced, 1 - p).Bound?.Lower);
        Golden.Close(0.5, level.PValueAbove(0.7));
        Assert.Null(Ladder.Instruction(s_crossed, WordingDesign.Crossed).PValueAbove(0.5));
    }

    [Fact]
    public void A_paired_gap_takes_out_what_the_inputs_share()
    {
        TaskScores[] trained = [new([[1], [1], [0], [1], [0], [1]]), new([[1], [0], [1], [1]])];
        TaskScores[] reworded = [new([[1], [0], [0], [1], [0], [1]]), new([[1], [0], [0], [1]])];
        TaskScores[] differences = [.. trained.Zip(reworded, TaskScores.Difference)];
        DifferenceEstimate paired = Gaps.PairedByInput(differences, WordingDesign.Crossed);
        DifferenceEstimate apart = Gaps.BetweenRungs(Ladder.IntraTask(trained), Ladder.Instruction(reworded, WordingDesign.Crossed));
        Golden.Close((1.0 / 6 + 1.0 / 4) / 2, paired.Estimate);
        Golden.Close(apart.Estimate!.Value, paired.Estimate);
        Assert.True(paired.StandardError < apart.StandardError);
        // By hand: d = (0,1,0,0,0,0), (0,0,1,0); within = 5/6 + 3/4; p = 2/12; prior = (2+1)/12 - 1/36; s0^2 = (within + prior)/9.
        double s0 = (5.0 / 6 + 0.75 + 0.25 - 1.0 / 36) / 9;
        double variance = (5.0 / 6 + s0) / 6 / 24 + (0.75 + s0) / 4 / 16;
        Golden.Close(Math.Sqrt(variance), paired.StandardError);
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(1)]
    [InlineData(95)]
    public void Confidence_is_a_fraction(double confidence) => Assert.Throws<ArgumentOutOfRangeException>(() => Ladder.IntraTask(s_unbalanced, confidence));

    [Fact]
    public void Scores_outside_the_unit_interval_and_not_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ladder.IntraTask([new([1, 2])]));
        Assert.Throws<ArgumentException>(() => new TaskScores([double.NaN]));
        Assert.Throws<ArgumentException>(() => new TaskScores([[1, 0], [1]]));
    }
}
