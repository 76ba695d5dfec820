using FsCheck;
using FsCheck.Fluent;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Identities that hold for all data.</summary>
public sealed class IdentityTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200);

    /// <summary>One to six tasks of one to seven inputs; half of the time all scores are 0 or 1.</summary>
    private static readonly Gen<double[][]> s_tasks =
        from binary in Gen.Elements(true, false)
        from tasks in Score(binary).ArrayOf().Where(task => task.Length is > 0 and < 8).ArrayOf()
        where tasks.Length is > 0 and < 7
        select tasks;

    /// <summary>Two to five tasks of two to five inputs under three wordings.</summary>
    private static readonly Gen<double[][][]> s_tables =
        from binary in Gen.Elements(true, false)
        from count in Gen.Choose(2, 5)
        from tables in Gen.Choose(2, 5).SelectMany(inputs => Score(binary).ArrayOf(3).ArrayOf(inputs)).ArrayOf(count)
        select tables;

    [Fact]
    public void The_order_of_tasks_and_inputs_does_not_matter() => Holds(s_tasks, tasks =>
    {
        TaskScores[] straight = Array.ConvertAll(tasks, task => new TaskScores(task));
        TaskScores[] reversed = [.. tasks.Reverse().Select(task => new TaskScores([.. task.Reverse()]))];
        return Same(Ladder.IntraTask(straight), Ladder.IntraTask(reversed))
            && Same(Ladder.InterTask(straight), Ladder.InterTask(reversed))
            && Same(Ladder.MicroFixedTasks(straight), Ladder.MicroFixedTasks(reversed))
            && Same(Ladder.MicroRandomTasks(straight), Ladder.MicroRandomTasks(reversed))
            && Near(ShareAbove.Estimate(straight, 0.5).Estimate, ShareAbove.Estimate(reversed, 0.5).Estimate);
    });

    [Fact]
    public void The_order_of_wordings_does_not_matter() => Holds(s_tables, tables =>
    {
        TaskScores[] straight = Tables(tables);
        TaskScores[] reversed = Tables(Array.ConvertAll(tables, task => Array.ConvertAll(task, row => row.Reverse().ToArray())));
        return Same(Ladder.Instruction(straight, WordingDesign.Crossed), Ladder.Instruction(reversed, WordingDesign.Crossed))
            && Same(Ladder.Instruction(straight, WordingDesign.Nested), Ladder.Instruction(reversed, WordingDesign.Nested))
            && Same(Ladder.InterTaskRandomWordings(straight), Ladder.InterTaskRandomWordings(reversed));
    });

    [Fact]
    public void Failures_mirror_successes() => Holds(s_tasks, tasks =>
    {
        TaskScores[] straight = Array.ConvertAll(tasks, task => new TaskScores(task));
        TaskScores[] mirrored = Array.ConvertAll(tasks, task => new TaskScores(Array.ConvertAll(task, score => 1 - score)));
        return Mirrored(Ladder.IntraTask(straight), Ladder.IntraTask(mirrored)) && Mirrored(Ladder.InterTask(straight), Ladder.InterTask(mirrored));
    });

    [Fact]
    public void Intervals_hold_their_estimate_and_widen_with_confidence() => Holds(s_tasks, tasks =>
    {
        TaskScores[] scores = Array.ConvertAll(tasks, task => new TaskScores(task));
        LevelEstimate usual = Ladder.InterTask(scores);
        LevelEstimate sure = Ladder.InterTask(scores, 0.99);
        return usual.Interval is not { } interval
            || (interval.Lower <= usual.Estimate && usual.Estimate <= interval.Upper && interval.Lower >= 0 && interval.Upper <= 1
                && sure.Interval!.Value.Lower <= interval.Lower && sure.Interval.Value.Upper >= interval.Upper
                && usual.Bound!.Value.Lower >= interval.Lower && usual.Bound.Value.Upper <= interval.Upper);
    });

    [Fact]
    public void Cluster_robust_errors_scale_and_shift_with_the_scores() => Holds(s_tasks, tasks =>
    {
        ClusterRobustMean straight = ClusterRobust.Mean(tasks)!;
        ClusterRobustMean moved = ClusterRobust.Mean(Array.ConvertAll(tasks, task => Array.ConvertAll(task, score => 3 - 2 * score)))!;
        return Near(3 - 2 * straight.Mean, moved.Mean) && Near(2 * straight.Cr0, moved.Cr0) && Near(2 * straight.Cr2, moved.Cr2) && Near(2 * straight.Cr3, moved.Cr3)
            && Near(straight.DegreesOfFreedom, moved.DegreesOfFreedom);
    });

    [Fact]
    public void Variance_components_scale_with_the_square_of_the_scores() => Holds(s_tables.Where(tables => tables.All(task => task.Length == tables[0].Length)), tables =>
    {
        ComponentEstimates? straight = BalancedAnova.Analyze(BalancedAnovaTests.Single(tables), WordingDesign.Crossed).Raw;
        double[][][] scaled = Array.ConvertAll(tables, task => Array.ConvertAll(task, row => Array.ConvertAll(row, score => 1 - 2 * score)));
        ComponentEstimates? moved = BalancedAnova.Analyze(BalancedAnovaTests.Single(scaled), WordingDesign.Crossed).Raw;
        return Near(4 * straight?.Task, moved?.Task) && Near(4 * straight?.Wording, moved?.Wording) && Near(4 * straight?.TaskWording, moved?.TaskWording)
            && Near(4 * straight?.Input, moved?.Input) && Near(4 * straight?.Residual, moved?.Residual);
    });

    [Fact]
    public void Components_above_zero_are_the_same_by_REML() => Holds(s_tables.Where(tables => tables.All(task => task.Length == tables[0].Length)), tables =>
    {
        VarianceAnalysis anova = BalancedAnova.Analyze(BalancedAnovaTests.Single(tables), WordingDesign.Crossed);
        bool positive = anova.Raw is { Task: > 1e-4, Input: > 1e-4, Wording: > 1e-4, TaskWording: > 1e-4, Residual: > 1e-4 };
        return !positive || (Reml.Fit(RemlTests.Flat(BalancedAnovaTests.Single(tables)), WordingDesign.Crossed).Analysis is { } reml
            && Near(anova.Raw!.Task, reml.Raw?.Task, 1e-7) && Near(anova.Raw.Wording, reml.Raw?.Wording, 1e-7) && Near(anova.StandardError, reml.StandardError, 1e-7));
    });

    [Fact]
    public void Adjusted_p_values_are_ordered() => Holds(Gen.Choose(0, 1000).Select(p => (double?)p / 1000).ArrayOf(), p =>
    {
        double?[] holm = MultipleTests.Holm(p);
        double?[] rate = MultipleTests.BenjaminiHochberg(p);
        return Enumerable.Range(0, p.Length).All(i => p[i] <= rate[i] && rate[i] <= holm[i] && holm[i] <= 1);
    });

    [Fact]
    public void A_paired_difference_turns_round_with_its_sides() => Holds(s_tasks, tasks =>
    {
        DifferenceEstimate straight = PairedDifference.Mean(tasks);
        DifferenceEstimate turned = PairedDifference.Mean(Array.ConvertAll(tasks, task => Array.ConvertAll(task, d => -d)));
        double[] sums = Array.ConvertAll(tasks, task => task.Sum());
        return Near(straight.Estimate, -turned.Estimate) && Near(straight.PValue, turned.PValue) && Near(straight.Interval?.Lower, -turned.Interval?.Upper)
            && Near(SignFlip.Test(sums, 1).PValue, SignFlip.Test(Array.ConvertAll(sums, sum => -sum), 1).PValue);
    });

    private static Gen<double> Score(bool binary) => binary ? Gen.Elements(0.0, 1.0) : Gen.Choose(0, 100).Select(value => value / 100.0);

    private static TaskScores[] Tables(double[][][] tables) => Array.ConvertAll(tables, task => new TaskScores(Array.ConvertAll(task, row => Array.ConvertAll(row, cell => (double?)cell))));

    private static void Holds<T>(Gen<T> gen, Func<T, bool> property) => Prop.ForAll(gen.ToArbitrary(), property).Check(s_config);

    private static bool Same(LevelEstimate first, LevelEstimate second) =>
        Near(first.Estimate, second.Estimate) && Near(first.StandardError, second.StandardError) && Near(first.Interval?.Lower, second.Interval?.Lower)
        && Near(first.Bound?.Upper, second.Bound?.Upper) && string.Equals(first.Reason, second.Reason, StringComparison.Ordinal);

    private static bool Mirrored(LevelEstimate first, LevelEstimate second) =>
        Near(first.Estimate, 1 - second.Estimate) && Near(first.Interval?.Lower, 1 - second.Interval?.Upper) && Near(first.Bound?.Upper, 1 - second.Bound?.Lower);

    private static bool Near(double? first, double? second, double tolerance = 1e-9) =>
        first is null == second is null && (first is null || Math.Abs(first.Value - second!.Value) <= tolerance * Math.Max(1, Math.Abs(first.Value)));
}
