using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>cluster_robust_mean.json and paired_cluster_difference.json, with their data carried over; oracles/clustering.R.</summary>
public sealed class ClusterTests
{
    private static readonly double[][] s_items = [[1, 1, 0, 1], [0, 0, 1], [1, 1, 1, 1, 1], [0, 1], [0, 0, 0, 1, 0, 0]];

    private static readonly double[][] s_a = [[1, 1, 0, 1], [1, 0, 1], [1, 1, 1, 1, 1], [0, 1], [0, 1, 0, 1, 0, 0], [1, 1, 1]];

    private static readonly double[][] s_b = [[1, 0, 0, 1], [0, 0, 1], [1, 1, 1, 0, 1], [0, 1], [0, 0, 0, 1, 0, 1], [1, 0, 1]];

    private static double[][] Differences => [.. s_a.Zip(s_b, (a, b) => a.Zip(b, (x, y) => x - y).ToArray())];

    [Fact]
    public void Cluster_robust_errors_are_the_worked_ones()
    {
        ClusterRobustMean mean = ClusterRobust.Mean(s_items)!;
        Golden.Close(0.55, mean.Mean);
        Golden.Close(0.16900443781155572, mean.Cr0);
        Golden.Close(0.1889527057228872, mean.Cr1);
        Golden.Close(0.1975810769771702, mean.Cr2);
        Golden.Close(0.23126304899866987, mean.Cr3);
        Golden.Close(3.4735135135135136, mean.DegreesOfFreedom);
        Assert.Equal((20, 5), (mean.Items, mean.Clusters));
    }

    [Fact]
    public void Every_value_of_the_clustered_mean_file_agrees()
    {
        JsonElement file = Golden.Read("cluster_robust_mean.json");
        double[][] items = [.. file.GetProperty("data").EnumerateObject().Select(task => task.Value.Numbers())];
        JsonElement expected = file.GetProperty("expected");
        ClusterRobustMean mean = ClusterRobust.Mean(items)!;
        OneWay way = OneWay.Analyze(items);
        Golden.Close(expected.GetProperty("se_CR0"), mean.Cr0, "CR0");
        Golden.Close(expected.GetProperty("se_CR1"), mean.Cr1, "CR1");
        Golden.Close(expected.GetProperty("se_CR2"), mean.Cr2, "CR2");
        Golden.Close(expected.GetProperty("se_CR3"), mean.Cr3, "CR3");
        Golden.Close(expected.GetProperty("df_CR2_bell_mccaffrey"), mean.DegreesOfFreedom, "df");
        Golden.Close(expected.GetProperty("ci95_CR2"), mean.Interval(), "interval");
        double half = Distributions.StudentTQuantile(0.975, 4) * mean.Cr1!.Value;
        Golden.Close(expected.GetProperty("ci95_CR1"), new Interval(mean.Mean - half, mean.Mean + half), "CR1 interval");
        Golden.Close(expected.GetProperty("se_clt"), way.PooledStandardError, "clt");
        Golden.Close(expected.GetProperty("MSB"), way.MeanSquareBetween, "MSB");
        Golden.Close(expected.GetProperty("MSW"), way.MeanSquareWithin, "MSW");
        Golden.Close(expected.GetProperty("n0"), way.ClusterSize, "n0");
        Golden.Close(expected.GetProperty("sigma2_task_anova"), way.VarianceBetween, "s2_t");
        Golden.Close(expected.GetProperty("icc_anova"), way.Icc, "icc");
        Golden.Close(expected.GetProperty("design_effect_kish"), way.DesignEffect, "deff");
        Golden.Close(expected.GetProperty("n_eff"), way.EffectiveItems, "n_eff");
        // Miller's formula: CR0 with the diagonal's divisor n - 1 instead of n.
        double pooled = Math.Pow(way.PooledStandardError!.Value, 2);
        Golden.Close(expected.GetProperty("se_miller_eq"), Math.Sqrt(mean.Cr0!.Value * mean.Cr0.Value + pooled / mean.Items), "miller");
        // The macro mean: sums are means, counts are 1; then CR2 = s/sqrt(T), df = T - 1.
        ClusterRobustMean macro = ClusterRobust.Mean([.. items.Select(task => task.Average())], [1, 1, 1, 1, 1])!;
        Golden.Close(expected.GetProperty("mean_macro"), macro.Mean, "macro");
        Golden.Close(expected.GetProperty("se_macro_random_tasks"), macro.Cr2, "macro se");
        Golden.Close(expected.GetProperty("df_macro"), macro.DegreesOfFreedom, "macro df");
        double fixedVariance = items.Sum(task => Moments.Variance(task)!.Value / task.Length) / 25;
        Golden.Close(expected.GetProperty("se_macro_fixed_tasks"), Math.Sqrt(fixedVariance), "macro, fixed tasks");
    }

    [Fact]
    public void Paired_differences_are_the_worked_ones()
    {
        DifferenceEstimate difference = PairedDifference.Mean(Differences);
        Golden.Close(0.17391304347826086, difference.Estimate);
        Golden.Close(0.06544316267940002, difference.StandardError);
        Golden.Close(4.371173468931101, difference.DegreesOfFreedom);
        Golden.Close(0.05159189373425632, difference.PValue);
        Golden.Close(-0.001860284507414156, difference.Interval?.Lower);
        Golden.Close(0.3496863714639359, difference.Interval?.Upper);
    }

    [Fact]
    public void Every_value_of_the_paired_file_agrees()
    {
        JsonElement file = Golden.Read("paired_cluster_difference.json");
        double[][] a = [.. file.GetProperty("A").EnumerateObject().Select(task => task.Value.Numbers())];
        double[][] b = [.. file.GetProperty("B").EnumerateObject().Select(task => task.Value.Numbers())];
        double[][] d = [.. a.Zip(b, (x, y) => x.Zip(y, (s, t) => s - t).ToArray())];
        JsonElement expected = file.GetProperty("expected");
        ClusterRobustMean mean = ClusterRobust.Mean(d)!;
        Golden.Close(expected.GetProperty("mean_A"), ClusterRobust.Mean(a)!.Mean, "A");
        Golden.Close(expected.GetProperty("mean_B"), ClusterRobust.Mean(b)!.Mean, "B");
        Golden.Close(expected.GetProperty("diff"), mean.Mean, "difference");
        Golden.Close(expected.GetProperty("se_diff_CLT"), OneWay.Analyze(d).PooledStandardError, "clt");
        Golden.Close(expected.GetProperty("se_diff_CR0"), mean.Cr0, "CR0");
        Golden.Close(expected.GetProperty("se_diff_CR1"), mean.Cr1, "CR1");
        Golden.Close(expected.GetProperty("se_diff_CR2"), mean.Cr2, "CR2");
        Golden.Close(expected.GetProperty("df_CR2"), mean.DegreesOfFreedom, "df");
        Golden.Close(expected.GetProperty("t_CR2"), mean.Mean / mean.Cr2, "t");
        Golden.Close(expected.GetProperty("p_CR2"), mean.PValue, "p");
        Golden.Close(expected.GetProperty("t_CR1"), mean.Mean / mean.Cr1, "t CR1");
        Golden.Close(expected.GetProperty("p_CR1"), Distributions.StudentTTwoSided(mean.Mean / mean.Cr1!.Value, 5), "p CR1");
        Golden.Close(expected.GetProperty("ci95_CR2"), mean.Interval(), "interval");
        Golden.Close(expected.GetProperty("unpaired_se_CR1"), Math.Sqrt(Math.Pow(ClusterRobust.Mean(a)!.Cr1!.Value, 2) + Math.Pow(ClusterRobust.Mean(b)!.Cr1!.Value, 2)), "unpaired");
        ClusterRobustMean macro = ClusterRobust.Mean([.. d.Select(task => task.Average())], [.. d.Select(_ => 1.0)])!;
        Golden.Close(expected.GetProperty("macro_diff"), macro.Mean, "macro");
        Golden.Close(expected.GetProperty("macro_t"), macro.Mean / macro.Cr2, "macro t");
        Golden.Close(expected.GetProperty("macro_p"), macro.PValue, "macro p");
        Golden.Close(expected.GetProperty("cluster_signflip_exact_p"), SignFlip.Test([.. d.Select(task => task.Sum())], seed: 1).PValue, "sign flip");
        Golden.Close(expected.GetProperty("mcnemar_exact_p"), Binomials.McNemar(d.SelectMany(x => x).Count(x => x > 0), d.SelectMany(x => x).Count(x => x < 0)), "mcnemar");
    }

    [Fact]
    public void Sign_flips_are_counted_exactly_up_to_twenty_tasks()
    {
        Assert.Equal(new SignFlipResult(0.125, "exact"), SignFlip.Test([.. Differences.Select(task => task.Sum())], seed: 1));
        // All of one sign: only the two flips that keep or turn all are as extreme.
        double[] twenty = [.. Enumerable.Range(1, 20).Select(i => (double)i)];
        Golden.Close(Math.Pow(2, -19), SignFlip.Test(twenty, seed: 1).PValue, tolerance: 1e-15);
        Assert.Equal(1, SignFlip.Test([0, 0], seed: 1).PValue);
        Assert.Null(SignFlip.Test([], seed: 1).PValue);
    }

    [Fact]
    public void Sign_flips_beyond_twenty_tasks_are_seeded_and_near_the_exact_p()
    {
        // +1 in 15 tasks, -1 in 6: the exact two-sided p is that of 15 or more heads in 21 throws, twice.
        double[] sums = [.. Enumerable.Repeat(1.0, 15), .. Enumerable.Repeat(-1.0, 6)];
        SignFlipResult result = SignFlip.Test(sums, seed: 7);
        Golden.Close(2 * Distributions.BetaCdf(0.5, 15, 7), result.PValue, tolerance: 0.004);
        Assert.Equal(result, SignFlip.Test(sums, seed: 7));
        Assert.Equal("100000 random flips, seed 7", result.Method);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(64)]
    [InlineData(77)]
    public void Random_flips_are_those_of_single_tasks(int tasks)
    {
        double[] sums = [.. Enumerable.Range(1, tasks).Select(i => Math.Sin(i) + 0.2)];
        double observed = Math.Abs(Moments.Sum(sums)) - 1e-9;
        int extreme = 0;
        for (int flip = 0; flip < SignFlip.Flips; flip++)
        {
            ReplicateStream stream = new(3, flip);
            ulong bits = 0;
            double total = 0;
            for (int task = 0; task < tasks; task++)
            {
                bits = task % 64 == 0 ? stream.Next() : bits >> 1;
                total += (bits & 1) == 0 ? sums[task] : -sums[task];
            }

            extreme += Math.Abs(total) >= observed ? 1 : 0;
        }

        Assert.Equal((extreme + 1.0) / (SignFlip.Flips + 1), SignFlip.Test(sums, seed: 3).PValue);
    }

    [Fact]
    public void Two_way_clustering_agrees_with_sandwich()
    {
        double[] y = [.59, .87, .79, .71, .79, .80, .70, 1, .60, .83, 1, .80, .71, .54, .61, .72, .76, .86, .76, .68, .70, .79, .66, .79, .70, .97, .80, .66, .98, .52];
        int[] task = [.. Enumerable.Range(0, 30).Select(i => i / 6)];
        int[] wording = [.. Enumerable.Range(0, 30).Select(i => i % 6 / 2)];
        DifferenceEstimate mean = TwoWayClustering.Mean(y, task, wording);
        Golden.Close(Math.Sqrt(0.00055324603174603199), mean.StandardError);
        Golden.Close(0.6551298527353594, mean.Interval?.Lower);
        Golden.Close(0.85753681393130721, mean.Interval?.Upper);
        Assert.Equal(Reasons.OneTask, TwoWayClustering.Mean(y, new int[30], wording).Reason);
    }

    [Fact]
    public void One_cluster_and_equal_differences_are_undefined_with_a_reason()
    {
        Assert.Equal((1, null, Reasons.OneTask), (ClusterRobust.Mean([[1, 1]])!.Mean, ClusterRobust.Mean([[1, 1]])!.Cr2, ClusterRobust.Mean([[1, 1]])!.Reason));
        Assert.Null(ClusterRobust.Mean([[]]));
        DifferenceEstimate none = PairedDifference.Mean([[0, 0], [0]]);
        Assert.Equal((0, null, null, Reasons.ZeroVariance), (none.Estimate, none.StandardError, none.PValue, none.Reason));
    }
}
