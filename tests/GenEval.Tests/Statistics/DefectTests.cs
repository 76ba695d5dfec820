using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>What other evaluation tools were found to get wrong, one test each.</summary>
public sealed class DefectTests
{
    private static readonly double[][] s_unequal = [[1, 1, 1, 0], [0, 0, 1], [1, 1, 1, 1, 1], [0, 1], [0, 0, 0, 1, 0, 0]];

    [Fact]
    public void Bootstrap_standard_error_is_not_divided_by_root_B()
    {
        // 1,000 replicates of the mean of 400 values: the error is s/sqrt(400) to within a few percent, not 31.6 times less.
        double[] values = [.. Enumerable.Range(0, 400).Select(i => i % 7 / 6.0)];
        double expected = Math.Sqrt(Moments.Variance(values)!.Value * 399 / 400 / 400);
        BootstrapResult result = Bootstrap.Clusters(values, [.. values.Select(_ => 1.0)], new BootstrapOptions { Replicates = 1000 });
        Assert.InRange(result.StandardError!.Value / expected, 0.9, 1.1);
        BootstrapResult more = Bootstrap.Clusters(values, [.. values.Select(_ => 1.0)], new BootstrapOptions { Replicates = 16_000 });
        Assert.InRange(more.StandardError!.Value / result.StandardError.Value, 0.9, 1.1);
    }

    [Fact]
    public void A_standard_error_over_groups_contains_the_variance_between_them()
    {
        // Groups whose own scores do not vary: all the uncertainty is between them.
        double[][] groups = [[0.1, 0.1, 0.1], [0.9, 0.9, 0.9], [0.5, 0.5, 0.5]];
        TaskScores[] tasks = Array.ConvertAll(groups, group => new TaskScores(group));
        Assert.Equal(0.16, Math.Round(ClusterRobust.Mean(groups)!.Cr2!.Value * ClusterRobust.Mean(groups)!.Cr2!.Value * 3, 12));
        Assert.True(Ladder.InterTask(tasks).StandardError >= 0.4 / Math.Sqrt(3) - 1e-12);
        Assert.True(Bootstrap.TwoStage(groups, MeanKind.Macro, new BootstrapOptions { Replicates = 1000 }).StandardError > 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void No_iteration_is_dropped_by_an_integer_division(int threads)
    {
        BootstrapOptions options = new() { Replicates = 1003, Threads = threads };
        Assert.Equal(1003, Bootstrap.TwoStage(s_unequal, MeanKind.Micro, options).Replicates.Length);
        Assert.Equal(1003, Bootstrap.Clusters([1, 2, 3], [2, 3, 4], options).Replicates.Length);
        // A slot that no thread filled would hold a mean of 0.
        Assert.DoesNotContain(0, Bootstrap.Clusters([1, 2, 3], [2, 3, 4], options).Replicates.ToArray());
    }

    [Fact]
    public void A_bootstrap_without_a_seed_of_its_own_is_the_same_every_time()
    {
        BootstrapResult first = Bootstrap.Clusters([1, 2, 3], [2, 3, 4], new BootstrapOptions());
        Assert.Equal(first.Replicates, Bootstrap.Clusters([1, 2, 3], [2, 3, 4], new BootstrapOptions()).Replicates);
        Assert.Equal(0, first.Seed);
    }

    [Fact]
    public void The_standard_error_of_one_item_is_null_not_zero()
    {
        TaskScores[] one = [new([0.7])];
        Assert.Null(Moments.Variance([0.7]));
        Assert.Null(Ladder.IntraTask(one).StandardError);
        Assert.Null(Ladder.InterTask(one).StandardError);
        Assert.Null(Ladder.OneTask(one[0]).StandardError);
        Assert.Null(Ladder.MicroFixedTasks(one).StandardError);
        Assert.Null(Ladder.MicroRandomTasks(one).StandardError);
        Assert.Null(ClusterRobust.Mean([[0.7]])!.Cr2);
        Assert.Null(OneWay.Analyze([[0.7]]).PooledStandardError);
        Assert.Null(PairedDifference.Mean([[0.1]]).StandardError);
        Assert.Null(Bootstrap.Clusters([0.7], [1], new BootstrapOptions { Replicates = 100 }).StandardError);
        Assert.Null(PredictionPoweredMean.Independent([0.7], [0.6], [0.5, 0.4]).StandardError);
    }

    [Fact]
    public void What_is_unscored_is_left_out_by_the_caller_never_marked_as_not_a_number()
    {
        Assert.Throws<ArgumentException>(() => new TaskScores([0.5, double.NaN]));
        Assert.Throws<ArgumentException>(() => new TaskScores([[0.5, double.NaN]]));
        Assert.Throws<ArgumentException>(() => Reml.Fit([new Observation(0, 0, 0, double.NaN)], WordingDesign.Crossed));
    }

    [Fact]
    public void Micro_and_macro_means_are_two_numbers_under_two_names()
    {
        TaskScores[] tasks = Array.ConvertAll(s_unequal, task => new TaskScores(task));
        Golden.Close(11.0 / 20, Ladder.MicroRandomTasks(tasks).Estimate);
        Golden.Close((0.75 + 1.0 / 3 + 1 + 0.5 + 1.0 / 6) / 5, Ladder.InterTask(tasks).Estimate);
        TaskScores[] skewed = [.. tasks, new([1, 1, 1, 1, 1, 1, 1, 1])];
        Golden.Close(19.0 / 28, Ladder.MicroRandomTasks(skewed).Estimate);
        Golden.Close((0.75 + 1.0 / 3 + 1 + 0.5 + 1.0 / 6 + 1) / 6, Ladder.InterTask(skewed).Estimate);
        Assert.NotEqual(Ladder.MicroRandomTasks(skewed).StandardError, Ladder.InterTask(skewed).StandardError);
    }

    [Fact]
    public void A_cluster_given_in_three_parts_is_not_three_clusters()
    {
        // The caller hands over one array a task; splitting a task would make the error too small, so the sums of its parts must be joined.
        double[][] joined = [[1, 1, 0, 1, 1, 1], [0, 0, 1, 0], [1, 0, 1]];
        double[][] split = [[1, 1], [0, 1], [1, 1], [0, 0, 1, 0], [1, 0, 1]];
        Assert.Equal(3, ClusterRobust.Mean(joined)!.Clusters);
        Assert.Equal(ClusterRobust.Mean(split)!.Mean, ClusterRobust.Mean(joined)!.Mean);
        Assert.True(ClusterRobust.Mean(joined)!.Cr2 > ClusterRobust.Mean(split)!.Cr2);
    }
}
