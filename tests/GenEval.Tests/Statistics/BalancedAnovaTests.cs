using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Worked values of anova_crossed_i_x_z_in_t.json; <see cref="GoldenLedgerTests"/> has all of them.</summary>
public sealed class BalancedAnovaTests
{
    internal static readonly double[][][] s_scores =
    [
        [[0.59, 0.87, 0.79], [0.71, 0.79, 0.8], [0.65, 0.72, 0.67], [0.69, 0.96, 0.84]],
        [[0.7, 1.0, 0.6], [0.83, 1.0, 0.8], [0.77, 0.9, 0.54], [0.78, 1.0, 0.7]],
        [[0.71, 0.54, 0.61], [0.72, 0.76, 0.86], [0.47, 0.36, 0.57], [0.37, 0.46, 0.43]],
        [[0.76, 0.68, 0.7], [0.79, 0.66, 0.79], [0.34, 0.51, 0.39], [0.81, 0.82, 0.84]],
        [[0.7, 0.97, 0.8], [0.66, 0.98, 0.52], [0.7, 0.92, 0.7], [0.61, 0.81, 0.7]],
    ];

    [Fact]
    public void Crossed_components_are_the_worked_ones()
    {
        VarianceAnalysis analysis = BalancedAnova.Analyze(Single(s_scores), WordingDesign.Crossed);
        Assert.Equal(("i x (z:t)", "anova"), (analysis.Design, analysis.Method));
        Golden.Close(0.7120000000000001, analysis.Mean);
        Golden.Close(0.0022743055555555503, analysis.Raw?.Task);
        Golden.Close(0.01226277777777777, analysis.Raw?.Input);
        Golden.Close(0.0023460416666666794, analysis.Raw?.Wording);
        Golden.Close(0.007562847222222226, analysis.Raw?.TaskWording);
        Golden.Close(0.004912777777777779, analysis.Raw?.Residual);
        Assert.Null(analysis.Raw?.Repeat);
        Golden.Close(0.04935669491906176, analysis.StandardError);
        Golden.Close(3.569094766862619, analysis.DegreesOfFreedom);
        Golden.Close(0.5681857149603646, analysis.Interval?.Lower);
        Golden.Close(0.8558142850396355, analysis.Interval?.Upper);
        Golden.Close(0.04067025257414126, analysis.WordingsFixedStandardError);
    }

    [Fact]
    public void Nested_wordings_pool_the_wording_squares_within_tasks()
    {
        VarianceAnalysis crossed = BalancedAnova.Analyze(Single(s_scores), WordingDesign.Crossed);
        VarianceAnalysis nested = BalancedAnova.Analyze(Single(s_scores), WordingDesign.Nested);
        // SS(i:t) = SS(i) + SS(ti) with 2 + 8 df; MSe and MSz stay.
        double pooled = (0.16417 + 0.28131333333333333) / 10;
        Golden.Close(pooled, nested.MeanSquares["i:t"]);
        Golden.Close((pooled - crossed.MeanSquares["e"]) / 4, nested.Raw?.TaskWording);
        Golden.Close((crossed.MeanSquares["t"] - crossed.MeanSquares["z:t"] - pooled + crossed.MeanSquares["e"]) / 12, nested.Raw?.Task);
        Golden.Close(Math.Sqrt(crossed.MeanSquares["t"] / 60), nested.StandardError);
        Assert.Equal(4, nested.DegreesOfFreedom);
        Assert.Null(nested.Raw?.Wording);
    }

    [Fact]
    public void Repeats_are_a_facet_of_their_own()
    {
        // Each cell becomes two answers .02 apart: the repeat variance is .0002, and half of it leaves the residual.
        double[][][][] twice = Array.ConvertAll(s_scores, task => Array.ConvertAll(task, row => Array.ConvertAll(row, cell => new[] { cell - 0.01, cell + 0.01 })));
        VarianceAnalysis analysis = BalancedAnova.Analyze(twice, WordingDesign.Crossed);
        Assert.Equal("r:(i x (z:t))", analysis.Design);
        Golden.Close(0.0002, analysis.Raw?.Repeat);
        Golden.Close(0.004912777777777779 - 0.0001, analysis.Raw?.Residual);
        Golden.Close(0.01226277777777777, analysis.Raw?.Input);
        Golden.Close(0.04935669491906176, analysis.StandardError);
    }

    [Fact]
    public void One_wording_leaves_tasks_and_inputs()
    {
        double[][][] first = Array.ConvertAll(s_scores, task => Array.ConvertAll(task, row => new[] { row[0] }));
        VarianceAnalysis analysis = BalancedAnova.Analyze(Single(first), WordingDesign.Crossed);
        OneWay way = OneWay.Analyze(Array.ConvertAll(first, task => Array.ConvertAll(task, row => row[0])));
        Assert.Equal("z:t", analysis.Design);
        Golden.Close(way.VarianceBetween!.Value, analysis.Raw?.Task);
        Golden.Close(way.MeanSquareWithin!.Value, analysis.Raw?.Input);
        Assert.Equal((null, null, 4), (analysis.Raw?.Residual, analysis.Raw?.Wording, analysis.DegreesOfFreedom));
    }

    [Fact]
    public void Models_are_told_apart_by_the_formulas_of_generalizability_theory()
    {
        ComponentEstimates components = new() { Wording = 0.02, TaskWording = 0.01, Residual = 0.1, Task = 0.03, Input = 0.05 };
        Generalizability models = DesignStudy.OfModels(components, new StudyDesign(10, 20));
        Golden.Close(0.02 / (0.02 + 0.001 + 0.0005), models.Relative);
        Golden.Close(0.02 / (0.02 + 0.001 + 0.0005 + 0.003 + 0.00025), models.Absolute);
        Generalizability tasks = DesignStudy.OfTasks(components, new StudyDesign(10, 20, 4));
        Golden.Close(0.03 / (0.03 + 0.0025 + 0.0025 + 0.00125), tasks.Relative);
        Golden.Close(0.03 / (0.03 + 0.0025 + 0.0025 + 0.00125 + 0.005), tasks.Absolute);
        Assert.Equal(default, DesignStudy.OfTasks(new ComponentEstimates(), new StudyDesign(1, 1)));
    }

    [Fact]
    public void Thin_and_equal_data_are_undefined_or_zero_never_not_a_number()
    {
        Assert.Equal(Reasons.OneTask, BalancedAnova.Analyze(Single([s_scores[0]]), WordingDesign.Crossed).Reason);
        Assert.Equal(Reasons.OneInputPerTask, BalancedAnova.Analyze(Single([[[1, 0]], [[0, 1]]]), WordingDesign.Crossed).Reason);
        Assert.Equal(Reasons.NoScores, BalancedAnova.Analyze([], WordingDesign.Crossed).Reason);
        VarianceAnalysis equal = BalancedAnova.Analyze(Single([[[1, 1], [1, 1]], [[1, 1], [1, 1]]]), WordingDesign.Crossed);
        Assert.Equal((0, 0, 1), (equal.Components?.Task, equal.StandardError, equal.DegreesOfFreedom));
        Assert.Throws<ArgumentException>(() => BalancedAnova.Analyze(Single([[[1, 1]], [[1]]]), WordingDesign.Crossed));
    }

    internal static double[][][][] Single(double[][][] scores) =>
        Array.ConvertAll(scores, task => Array.ConvertAll(task, row => Array.ConvertAll(row, cell => new[] { cell })));
}
