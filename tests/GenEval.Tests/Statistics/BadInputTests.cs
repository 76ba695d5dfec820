using System.Collections;
using System.Reflection;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Thin and degenerate data give numbers or nulls with a reason: never NaN, infinity or an exception.</summary>
public sealed class BadInputTests
{
    private static readonly (string Name, TaskScores[] Tasks)[] s_cases =
    [
        ("nothing", []),
        ("tasks without scores", [new(ReadOnlySpan<double>.Empty), new([[null, null]])]),
        ("one input", [new([0.3])]),
        ("one task", [new([1, 0, 1])]),
        ("one task of equal scores", [new([1, 1, 1])]),
        ("one task of wordings", [new([[1, 0], [0, 1]])]),
        ("all ones", [new([1, 1]), new([1, 1, 1])]),
        ("all zeros", [new([0, 0]), new([0])]),
        ("all equal inside", [new([0.5, 0.5]), new([0.5])]),
        ("one input a task", [new([1]), new([0]), new([1])]),
        ("equal single inputs", [new([1]), new([1])]),
        ("equal wordings", [new([[1, 1], [0, 0]]), new([[0, 0], [1, 1]])]),
        ("all equal under wordings", [new([[1, 1], [1, 1]]), new([[1, 1], [1, 1]])]),
        ("one input a task under wordings", [new([[1, 0]]), new([[0, 0]])]),
        ("missing cells", [new([[1, null], [null, 0], [1, 1]]), new([[0, 1], [null, null], [1, null]])]),
        ("disjoint wordings", [new([[1, null], [0, null]]), new([[null, 1], [null, 0]])]),
        ("nearly everything missing", [new([[1, null, null], [null, 0, null]]), new([[null, null, 1]])]),
        ("tiny differences", [new([0.5, 0.5 + 1e-16]), new([0.5, 0.5 - 1e-16])]),
        ("extremes", [new([0, 1]), new([1, 0])]),
    ];

    public static TheoryData<string> Names => new(s_cases.Select(c => c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_estimator_of_the_ladder_answers(string name)
    {
        TaskScores[] tasks = s_cases.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal)).Tasks;
        foreach (double confidence in new[] { 0.5, 0.95, 0.999999 })
        {
            Finite(Ladder.IntraTask(tasks, confidence));
            Finite(Ladder.InterTask(tasks, confidence));
            Finite(Ladder.Instruction(tasks, WordingDesign.Crossed, confidence));
            Finite(Ladder.Instruction(tasks, WordingDesign.Nested, confidence));
            Finite(Ladder.InterTaskRandomWordings(tasks, confidence));
            Finite(Ladder.MicroFixedTasks(tasks, confidence));
            Finite(Ladder.MicroRandomTasks(tasks, confidence));
            Finite(ShareAbove.Estimate(tasks, 0, confidence));
            Finite(ShareAbove.Estimate(tasks, 0.5, confidence));
            Finite(ShareAbove.Estimate(tasks, 1, confidence));
            Finite(Gaps.Generalization(tasks, tasks, confidence));
            Finite(Gaps.Generalization([new([0.4, 0.5])], tasks, confidence));
            Finite(Gaps.BetweenRungs(Ladder.IntraTask(tasks, confidence), Ladder.Instruction(tasks, WordingDesign.Nested, confidence)));
            Finite(Gaps.PairedByInput([.. tasks.Select(task => TaskScores.Difference(task, task))], WordingDesign.Crossed, confidence));
            Finite(Gaps.PairedByInput(tasks, WordingDesign.Nested, confidence));
            Finite(Reml.FitTables(tasks, WordingDesign.Crossed, tasksFixed: false, confidence));
            Finite(Reml.FitTables(tasks, WordingDesign.Nested, tasksFixed: true, confidence));
            double[] means = [.. tasks.Select(task => task.Mean).OfType<double>()];
            Finite(TransferRatios.Estimate(means, means, confidence));
        }

        foreach (TaskScores task in tasks)
        {
            Finite(Ladder.OneTask(task));
            Finite(Ladder.OneTask(task).PValueAbove(0.5));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_other_estimator_answers(string name)
    {
        TaskScores[] tasks = s_cases.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal)).Tasks;
        double[][] clusters = Array.ConvertAll(tasks, task => task.InputMeans.ToArray());
        double[][] used = [.. clusters.Where(cluster => cluster.Length > 0)];
        BootstrapOptions options = new() { Replicates = 50 };
        Finite(ClusterRobust.Mean(clusters));
        Finite(ClusterRobust.Mean(clusters)?.Interval());
        Finite(ClusterRobust.Mean(clusters)?.PValue);
        Finite(OneWay.Analyze(clusters));
        Finite(PairedDifference.Mean(clusters));
        Finite(Equivalence.Tost(PairedDifference.Mean(clusters), 0.1));
        Finite(SignFlip.Test([.. used.Select(cluster => cluster.Sum())], seed: 1));
        double[] flat = [.. used.SelectMany(cluster => cluster)];
        Finite(TwoWayClustering.Mean(flat, [.. flat.Select((_, i) => i % 2)], [.. flat.Select((_, i) => i % 3)]));
        foreach (BootstrapResult result in new[]
        {
            Bootstrap.Clusters([.. used.Select(c => c.Sum())], [.. used.Select(c => (double)c.Length)], options, studentize: true),
            Bootstrap.TwoStage(clusters, MeanKind.Macro, options),
            Bootstrap.Stratified(clusters, MeanKind.Micro, options),
            Bootstrap.Tasks(used.Length, drawn => drawn.Length == 0 ? null : used[drawn[0]][0], options, studentize: true),
        })
        {
            Finite(result);
            Finite(result.Percentile());
            Finite(result.Bca());
            Finite(result.Studentized());
        }

        double?[][][] rows = Array.ConvertAll(tasks, task => task.Rows());
        double[][] complete = [.. rows.SelectMany(task => task).Where(row => row.Length == 2 && Array.TrueForAll(row, cell => cell is not null)).Select(row => Array.ConvertAll(row, cell => cell!.Value))];
        Finite(MultiPrompt.Analyze(complete));
        foreach (double?[][] table in rows)
        {
            Finite(RaschModel.Estimate(table));
        }

        if (used.Length > 0 && Array.TrueForAll(used, cluster => cluster.Length == used[0].Length))
        {
            double[][][][] balanced = Array.ConvertAll(used, cluster => Array.ConvertAll(cluster, score => new[] { new[] { score } }));
            Finite(BalancedAnova.Analyze(balanced, WordingDesign.Crossed));
        }

        Finite(PredictionPoweredMean.Independent(flat, flat, flat));
        Finite(PredictionPoweredMean.Clustered([.. clusters.Select(cluster => new RatedTask(cluster, cluster, cluster))]));
        Finite(LogLinear.Fit([.. flat.Select((_, i) => i + 1.0)], flat));
    }

    [Fact]
    public void A_million_tasks_of_one_input_are_estimated()
    {
        ReplicateStream stream = new(1, 1);
        TaskScores[] tasks = new TaskScores[1_000_000];
        for (int task = 0; task < tasks.Length; task++)
        {
            tasks[task] = new TaskScores([stream.NextDouble() < 0.7 ? 1 : 0]);
        }

        // var(m_t)/T = .21/10^6.
        LevelEstimate across = Ladder.InterTask(tasks);
        Golden.Close(0.7, across.Estimate, tolerance: 0.002);
        Golden.Close(Math.Sqrt(0.21) / 1000, across.StandardError, tolerance: 1e-5);
        Finite(Ladder.IntraTask(tasks));
        Finite(Ladder.Instruction(tasks, WordingDesign.Nested));
        Finite(ShareAbove.Estimate(tasks, 0.5));
        Finite(Gaps.Generalization(tasks[..10], tasks));
        Assert.Equal(Reasons.OneInputPerTask, Ladder.MicroFixedTasks(tasks).Reason);
        Finite(Ladder.MicroRandomTasks(tasks));
        double[] scores = Array.ConvertAll(tasks, task => task.Mean!.Value);
        Assert.Equal("normal limit of the flips", SignFlip.Test(scores, seed: 1).Method);
        Finite(PairedDifference.Mean(scores, [.. scores.Select(_ => 1.0)]));
        Assert.Equal(Reasons.NotSeparable, Reml.FitTables(tasks, WordingDesign.Crossed).Analysis.Reason);
        Finite(Bootstrap.Clusters(scores, [.. scores.Select(_ => 1.0)], new BootstrapOptions { Replicates = 20 }));
    }

    [Fact]
    public void Designs_at_their_limits_have_a_power_or_none()
    {
        DifferenceVariances[] variances = [new(0, 0), new(0.01, 0), new(0, 0.2), new(1e-12, 1e-12), new(0.01, 0.2, 0.1, 0.1, 0.1)];
        foreach (DifferenceVariances each in variances)
        {
            foreach (StudyDesign design in new StudyDesign[] { new(1, 1), new(2, 1), new(2, 1, 2), new(1e6, 1e6, 100) })
            {
                Finite(Power.DetectableDifference(each, design, new TestGoal()));
                Finite(Power.DetectableDifference(each, design, new TestGoal { Alpha = 1e-6, Power = 0.9999 }));
                Finite(Power.Chance(0.1, each, design));
                Finite(DesignSearch.Alternatives(each, design, new DesignCost(0, 0), new TestGoal()));
            }

            Finite(DesignSearch.Cheapest(each, 0.05, new DesignCost(1, 1), new TestGoal()));
        }
    }

    /// <summary>Every number that can be reached from a value is finite.</summary>
    internal static void Finite(object? value, string path = "")
    {
        switch (value)
        {
            case null or string or bool or Enum or int or long:
                return;
            case double number:
                Assert.True(double.IsFinite(number), $"{path} is {number}");
                return;
            case IEnumerable items:
                foreach (object? item in items)
                {
                    Finite(item, path + "[]");
                }

                return;
            default:
                foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    if (property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike)
                    {
                        Finite(property.GetValue(value), path + "." + property.Name);
                    }
                }

                return;
        }
    }
}
