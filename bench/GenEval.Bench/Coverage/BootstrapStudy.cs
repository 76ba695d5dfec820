using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>
/// Eight intervals of a mean over tasks on one design: 0/1 answers to 5 to 40 inputs a task, task logits normal with mean .5 and sd 1. The textbook's on
/// pooled records, the cluster-robust ones of the micro mean, the t interval and four bootstraps of the mean of task means.
/// </summary>
internal static class BootstrapStudy
{
    /// <summary>E logistic(.5 + Z).</summary>
    public const double Truth = 0.6020271328167502;

    private const int Replicates = 499;

    private static readonly CoverageDesign s_design = new() { Estimand = Estimand.InterTask, Tasks = 1, Level = Truth };

    /// <summary>By the interval's name.</summary>
    public static SortedDictionary<string, CoverageTally> Run(int tasks, int replications, long seed)
    {
        CoverageDraw draw = new(s_design with { Tasks = tasks }, Truth);
        SortedDictionary<string, CoverageTally> tallies = new(StringComparer.Ordinal);
        for (int replication = 0; replication < replications; replication++)
        {
            StreamRandom random = new(seed, replication);
            double[][] scores = Array.ConvertAll(draw.Side(random, tasks, []).Tasks, task => task.InputMeans.ToArray());
            foreach ((string name, Interval? interval) in Intervals(scores, seed + replication))
            {
                if (!tallies.TryGetValue(name, out CoverageTally? tally))
                {
                    tallies.Add(name, tally = new());
                }

                tally.Add(Truth, interval, bound: null);
            }
        }

        return tallies;
    }

    private static IEnumerable<(string Name, Interval? Interval)> Intervals(double[][] scores, long seed)
    {
        double[] means = Array.ConvertAll(scores, task => Moments.MeanOf(task));
        double[] ones = Array.ConvertAll(scores, _ => 1.0);
        ClusterRobustMean micro = ClusterRobust.Mean(scores)!;
        double pooled = 1.959963984540054 * OneWay.Analyze(scores).PooledStandardError!.Value;
        double cr1 = Distributions.StudentTQuantile(0.975, scores.Length - 1) * micro.Cr1!.Value;
        yield return ("naive_clt", new Interval(micro.Mean - pooled, micro.Mean + pooled));
        yield return ("CR1_t", new Interval(micro.Mean - cr1, micro.Mean + cr1));
        yield return ("CR2_BM_t", micro.Interval());
        yield return ("macro_t", ClusterRobust.Mean(means, ones)!.Interval());
        BootstrapOptions options = new() { Replicates = Replicates, Seed = seed, Threads = 1 };
        BootstrapResult clusters = Bootstrap.Clusters(means, ones, options, studentize: true);
        yield return ("pct_cluster_macro", clusters.Percentile());
        yield return ("bca_cluster_macro", clusters.Bca());
        yield return ("studentized_cluster_macro", clusters.Studentized());
        yield return ("pct_two_stage_macro", Bootstrap.TwoStage(scores, MeanKind.Macro, options).Percentile());
    }
}
