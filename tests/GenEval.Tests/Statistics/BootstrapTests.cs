using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Worked values of hierarchical_bootstrap_exact.json and bca_exact_task_means.json, which come from counting every outcome; <see cref="GoldenLedgerTests"/> has all of them.</summary>
public sealed class BootstrapTests
{
    private static readonly double[][] s_tasks = [[0.2, 0.6], [0.5, 0.9], [0.8, 1.0]];

    private static readonly BootstrapOptions s_many = new() { Replicates = 200_000, Seed = 20 };

    [Fact]
    public void Two_stage_replicates_spread_as_the_count_of_all_outcomes_says()
    {
        BootstrapResult result = Bootstrap.TwoStage(s_tasks, MeanKind.Macro, s_many);
        Near(0.13810892105173544, result);
        Assert.Equal(new Interval(0.4, 0.9), Rounded(result.Percentile()));
        Golden.Close(0.43344907407407407 + 0.09895833333333333 / 2, Distributions.NormalCdf(result.BiasAndAcceleration(2.0 / 3).Bias), tolerance: 0.005);
    }

    [Fact]
    public void Cluster_replicates_spread_as_the_count_of_all_outcomes_says()
    {
        BootstrapResult result = Bootstrap.Clusters([0.4, 0.7, 0.9], [1, 1, 1], s_many);
        Near(0.11863420280027505, result);
        // The file's .465 and .8566 lie between two atoms, as linear quantiles of 27 outcomes do; of many draws they are atoms.
        Assert.Equal(new Interval(0.4, 0.9), Rounded(result.Percentile()));
        Assert.Equal(new Interval(0.5, 0.833333), Rounded(result.Percentile(0.9)));
    }

    [Fact]
    public void Stratified_replicates_spread_as_the_count_of_all_outcomes_says()
    {
        BootstrapResult result = Bootstrap.Stratified(s_tasks, MeanKind.Macro, s_many);
        Near(0.07071067811864737, result);
        Assert.Equal(new Interval(0.533333, 0.8), Rounded(result.Percentile()));
    }

    [Fact]
    public void Bca_reads_the_replicates_at_the_worked_levels()
    {
        double[] means = [0.31, 0.42, 0.55, 0.58, 0.9, 0.97];
        double[] all = [.. Outcomes.Of([6, 6, 6, 6, 6, 6]).Select(picks => Moments.Sum([.. picks.Select(task => means[task])]) / 6)];
        double mean = Moments.Mean(means)!.Value;
        double[] influence = [.. means.Select(value => (value - mean) / 5)];
        BootstrapResult exact = new(mean, all, influence, new BootstrapOptions { Replicates = all.Length });
        (double bias, double acceleration) = exact.BiasAndAcceleration(mean);
        Golden.Close(0.022244291991915906, bias);
        Golden.Close(0.020624863996232548, acceleration);
        Golden.Close(0.03281004237173354, exact.BcaLevels(0.95)?.Lower);
        Golden.Close(0.9816436642417405, exact.BcaLevels(0.95)?.Upper);
        Assert.Equal(new Interval(0.436667, 0.816667), Rounded(exact.Percentile()));
        Assert.Equal(new Interval(0.448333, 0.825), Rounded(exact.Bca()));
        Golden.Close(0.00954120370370476, exact.StandardError * exact.StandardError * (all.Length - 1) / all.Length);

        // The bootstrap's own jackknife finds the same acceleration.
        BootstrapResult drawn = Bootstrap.Clusters(means, [1, 1, 1, 1, 1, 1], new BootstrapOptions { Replicates = 1000 });
        Golden.Close(acceleration, drawn.BiasAndAcceleration(mean).Acceleration);
        BootstrapResult general = Bootstrap.Tasks(6, tasks => Moments.Mean([.. tasks.ToArray().Select(task => means[task])]), new BootstrapOptions { Replicates = 1000 });
        Golden.Close(acceleration, general.BiasAndAcceleration(mean).Acceleration);
    }

    [Fact]
    public void Sums_and_a_general_statistic_draw_the_same_replicates()
    {
        double[] sums = [3, 1, 5, 1, 1];
        double[] counts = [4, 3, 5, 2, 6];
        BootstrapOptions options = new() { Replicates = 500, Seed = 3 };
        BootstrapResult bySums = Bootstrap.Clusters(sums, counts, options, studentize: true);
        BootstrapResult general = Bootstrap.Tasks(5, Ratio, options, studentize: true);
        for (int replicate = 0; replicate < 500; replicate++)
        {
            Golden.Close(bySums.Replicates[replicate], general.Replicates[replicate], tolerance: 1e-12);
        }

        double? Ratio(ReadOnlySpan<int> tasks)
        {
            double sum = 0;
            double count = 0;
            foreach (int task in tasks)
            {
                sum += sums[task];
                count += counts[task];
            }

            return sum / count;
        }
    }

    [Fact]
    public void The_studentized_interval_of_a_normal_sample_is_near_the_t_interval()
    {
        double[] means = [.. Enumerable.Range(1, 40).Select(i => 0.5 + 0.1 * Distributions.NormalQuantile(i / 41.0))];
        BootstrapResult result = Bootstrap.Clusters(means, [.. means.Select(_ => 1.0)], new BootstrapOptions { Replicates = 20_000, Seed = 1 }, studentize: true);
        double half = Distributions.StudentTQuantile(0.975, 39) * Math.Sqrt(Moments.Variance(means)!.Value / 40);
        Golden.Close(0.5 - half, result.Studentized()?.Lower, tolerance: 0.002);
        Golden.Close(0.5 + half, result.Studentized()?.Upper, tolerance: 0.002);
    }

    [Fact]
    public void Three_tasks_have_no_studentized_interval()
    {
        // One replicate in nine draws a single task three times and has no standard error.
        BootstrapResult result = Bootstrap.Clusters([0.4, 0.7, 0.9], [1, 1, 1], new BootstrapOptions { Replicates = 1000 }, studentize: true);
        Assert.Null(result.Studentized());
        Assert.NotNull(result.Percentile());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Threads_change_nothing(int threads)
    {
        BootstrapOptions one = new() { Replicates = 2000, Seed = 11, Threads = 1 };
        BootstrapOptions some = one with { Threads = threads };
        Assert.Equal(Bootstrap.TwoStage(s_tasks, MeanKind.Micro, one).Replicates, Bootstrap.TwoStage(s_tasks, MeanKind.Micro, some).Replicates);
        Assert.Equal(Bootstrap.Stratified(s_tasks, MeanKind.Micro, one).Replicates, Bootstrap.Stratified(s_tasks, MeanKind.Micro, some).Replicates);
        Assert.Equal(Bootstrap.Tasks(9, Median, one).Replicates, Bootstrap.Tasks(9, Median, some).Replicates);
        static double? Median(ReadOnlySpan<int> tasks) => Quantiles.Linear([.. tasks.ToArray().Select(task => (double)(task * task))], 0.5);
    }

    [Fact]
    public void The_seed_decides_the_replicates()
    {
        BootstrapOptions options = new() { Replicates = 100, Seed = 5 };
        Assert.Equal(Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options).Replicates, Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options).Replicates);
        Assert.NotEqual(Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options).StandardError, Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options with { Seed = 6 }).StandardError);
        Assert.Equal(5, Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options).Seed);
    }

    [Fact]
    public void More_replicates_extend_the_same_list()
    {
        BootstrapOptions options = new() { Replicates = 100, Seed = 5 };
        Assert.Equal(Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options).Replicates, Bootstrap.Clusters([1, 2, 4], [2, 3, 5], options with { Replicates = 150 }).Replicates[..100]);
    }

    [Fact]
    public void Undefined_replicates_are_counted()
    {
        BootstrapResult result = Bootstrap.Tasks(3, tasks => tasks.Contains(0) ? tasks.Length : null, new BootstrapOptions { Replicates = 1000 });
        Assert.InRange(result.Undefined, 230, 370);
        Assert.Equal(1000, result.Undefined + result.Replicates.Length);
        Assert.Equal((Reasons.ZeroVariance, null, null), (result.Reason, result.StandardError, result.Bca()));
        Assert.Equal(Reasons.NoScores, Bootstrap.Clusters([], [], new BootstrapOptions()).Reason);
    }

    private static void Near(double expected, BootstrapResult result) => Golden.Close(1, result.StandardError / expected, tolerance: 0.005);

    private static Interval Rounded(Interval? interval) => new(Math.Round(interval!.Value.Lower, 6), Math.Round(interval.Value.Upper, 6));
}
