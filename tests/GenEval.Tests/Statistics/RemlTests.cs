using System.Diagnostics.CodeAnalysis;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Unbalanced designs against lme4 and lmerTest (oracles/reml.R, which makes the same data); balanced ones against ANOVA.</summary>
[SuppressMessage("Performance", "CA1861", Justification = "expected values stand where they are used")]
public sealed class RemlTests
{
    private static readonly Observation[][] s_made = Made();

    [Fact]
    public void The_data_are_those_of_the_script() =>
        Assert.Equal([69.312213398308, 52.654144826179, 73.225487967392], s_made.Select(data => Math.Round(data.Sum(o => o.Score), 12)));

    [Fact]
    public void Crossed_and_incomplete_cells_agree_with_lme4()
    {
        RemlFit fit = Reml.Fit(s_made[0], WordingDesign.Crossed);
        Agrees(fit, -202.32187767125, 0.525910537394, 0.0551050363006, 10.392939);
        Components(fit, task: 0.020172790258, input: 0.005444253270, wording: 0.002308359358, taskWording: 0.001195080503, residual: 0.005579766208);
        Assert.Equal("i x (z:t)", fit.Analysis.Design);
    }

    [Fact]
    public void Fixed_tasks_agree_with_lme4()
    {
        RemlFit fit = Reml.Fit(s_made[0], WordingDesign.Crossed, tasksFixed: true);
        Agrees(fit, -196.60289739782, 0.525628839951, 0.0283856870742, 4.1833179);
        Components(fit, task: null, input: 0.005460910511, wording: 0.002338209929, taskWording: 0.001228373861, residual: 0.005563373143);
    }

    [Fact]
    public void Nested_wordings_agree_with_lme4()
    {
        RemlFit random = Reml.Fit(s_made[1], WordingDesign.Nested);
        Agrees(random, -129.45028405463, 0.576610367737, 0.0445518636557, 8.7037886);
        Components(random, task: 0.017064366037, input: 0.005410333858, wording: null, taskWording: 0.001541360075, residual: 0.005811206483);
        RemlFit tasksFixed = Reml.Fit(s_made[1], WordingDesign.Nested, tasksFixed: true);
        Agrees(tasksFixed, -122.16161499119, 0.57645357729, 0.0167422085795, 32.016845);
        Components(tasksFixed, task: null, input: 0.005394335192, wording: null, taskWording: 0.001551414240, residual: 0.005796742340);
    }

    [Fact]
    public void Repeats_agree_with_lme4()
    {
        RemlFit fit = Reml.Fit(s_made[2], WordingDesign.Crossed);
        Agrees(fit, -381.62011678279, 0.420905789826, 0.0560274264736, 5.3802765);
        Components(fit, task: 0.009220455595, input: 0.009739644414, wording: 0.004431974003, taskWording: 0.003861469102, residual: 0.004318704060);
        Golden.Close(0.001366302755, fit.Analysis.Raw?.Repeat, tolerance: 2e-8);
    }

    [Fact]
    public void Balanced_data_give_the_components_of_the_analysis_of_variance()
    {
        double[][][] scores = BalancedAnovaTests.s_scores;
        foreach (WordingDesign design in new[] { WordingDesign.Crossed, WordingDesign.Nested })
        {
            VarianceAnalysis anova = BalancedAnova.Analyze(BalancedAnovaTests.Single(scores), design);
            VarianceAnalysis reml = Reml.Fit(Flat(BalancedAnovaTests.Single(scores)), design).Analysis;
            Golden.Close(anova.Raw!.Task!.Value, reml.Raw?.Task);
            Golden.Close(anova.Raw.Input!.Value, reml.Raw?.Input);
            Golden.Close(anova.Raw.TaskWording!.Value, reml.Raw?.TaskWording);
            Golden.Close(anova.Raw.Residual!.Value, reml.Raw?.Residual);
            Assert.Equal(anova.Raw.Wording is null, reml.Raw?.Wording is null);
            Golden.Close(anova.Raw.Wording ?? 0, reml.Raw?.Wording ?? 0);
            Golden.Close(anova.Mean!.Value, reml.Mean);
            Golden.Close(anova.StandardError!.Value, reml.StandardError);
            Golden.Close(anova.DegreesOfFreedom!.Value, reml.DegreesOfFreedom, tolerance: 1e-8);
        }
    }

    [Fact]
    public void Balanced_repeats_give_the_components_of_the_analysis_of_variance()
    {
        double[][][][] cells = Array.ConvertAll(BalancedAnovaTests.s_scores, task => Array.ConvertAll(task, row => Array.ConvertAll(row, cell => new[] { cell - 0.01, cell + 0.02, cell })));
        VarianceAnalysis anova = BalancedAnova.Analyze(cells, WordingDesign.Crossed);
        VarianceAnalysis reml = Reml.Fit(Flat(cells), WordingDesign.Crossed).Analysis;
        Golden.Close(anova.Raw!.Repeat!.Value, reml.Raw?.Repeat);
        Golden.Close(anova.Raw.Residual!.Value, reml.Raw?.Residual);
        Golden.Close(anova.Raw.Task!.Value, reml.Raw?.Task);
        Golden.Close(anova.StandardError!.Value, reml.StandardError);
        Assert.Equal("r:(i x (z:t))", reml.Design);
    }

    [Theory]
    [InlineData(WordingDesign.Crossed)]
    [InlineData(WordingDesign.Nested)]
    public void In_complete_tables_the_wordings_means_vary_as_the_ladder_has_it(WordingDesign design)
    {
        TaskScores[] tasks = [.. BalancedAnovaTests.s_scores.Select(task => new TaskScores(Array.ConvertAll(task, row => Array.ConvertAll(row, cell => (double?)cell))))];
        double[][] means = Array.ConvertAll(tasks, task => task.WordingMeans());
        double expected = (design == WordingDesign.Crossed ? RandomWordings.Crossed(means) : RandomWordings.Nested(means)).Variance;
        Golden.Close(expected, Reml.FitTables(tasks, design, tasksFixed: true).WordingVariance, tolerance: 1e-12);
        Golden.Close(expected, Reml.FitTables(tasks, design, tasksFixed: false).WordingVariance, tolerance: 1e-12);
    }

    [Fact]
    public void A_component_below_zero_in_the_analysis_of_variance_is_zero()
    {
        // Wordings differ by less than their interaction with tasks explains.
        double[][][] scores = [[[.1, .9], [.2, .8]], [[.9, .1], [.7, .2]], [[.4, .6], [.5, .9]], [[.8, .3], [.6, .2]]];
        Assert.True(BalancedAnova.Analyze(BalancedAnovaTests.Single(scores), WordingDesign.Crossed).Raw!.Wording < 0);
        RemlFit fit = Reml.Fit(Flat(BalancedAnovaTests.Single(scores)), WordingDesign.Crossed);
        Assert.Equal(0, fit.Analysis.Raw?.Wording);
        Assert.NotNull(fit.Analysis.StandardError);
    }

    [Fact]
    public void The_gradient_is_the_slope_of_the_deviance()
    {
        foreach ((Observation[] observations, WordingDesign design, bool tasksFixed) in new[]
        {
            (s_made[2], WordingDesign.Crossed, false), (s_made[2], WordingDesign.Crossed, true), (s_made[1], WordingDesign.Nested, false), (s_made[1], WordingDesign.Nested, true),
        })
        {
            RemlData data = RemlData.From(observations, design, tasksFixed)!;
            bool[] separable = data.Separable();
            double[] at = [.. separable.Select((present, k) => present ? 0.1 + 0.05 * k : 0)];
            double[] score = new RemlPoint(data, at).Derivatives().Score;
            for (int facet = 0; facet < 6; facet++)
            {
                if (separable[facet])
                {
                    double Deviance(double step) => new RemlPoint(data, [.. at.Select((value, k) => k == facet ? value + step : value)]).Deviance;
                    Golden.Close(-(Deviance(1e-5) - Deviance(-1e-5)) / 4e-5, score[facet], $"{design} {tasksFixed} {(Facet)facet}", tolerance: 1e-5);
                }
            }
        }
    }

    [Fact]
    public void The_order_of_the_observations_changes_nothing()
    {
        Observation[] shuffled = [.. s_made[2].OrderBy(o => (o.Score * 7919) % 1)];
        Assert.Equal(Reml.Fit(s_made[2], WordingDesign.Crossed).Analysis.Raw, Reml.Fit(shuffled, WordingDesign.Crossed).Analysis.Raw);
    }

    [Fact]
    public void Thin_data_are_undefined_with_a_reason()
    {
        Assert.Equal(Reasons.NoScores, Reml.Fit([], WordingDesign.Crossed).Analysis.Reason);
        Assert.Equal((Reasons.ZeroVariance, 1), (Equal().Analysis.Reason, Equal().Analysis.Mean));
        Assert.Equal(Reasons.OneTask, Reml.Fit([new(0, 0, 0, 1), new(0, 1, 0, 0), new(0, 2, 0, 0)], WordingDesign.Crossed).Analysis.Reason);
        Assert.Throws<ArgumentException>(() => Reml.Fit([new(0, 0, 0, double.NaN)], WordingDesign.Crossed));
        // Every task has a wording of its own although they are said to be crossed: tasks and wordings are one.
        Observation[] confounded = [.. Enumerable.Range(0, 24).Select(k => new Observation(k / 4, k % 4, k / 4, (k * 37 % 11) / 10.0))];
        Assert.Equal(Reasons.NotSeparable, Reml.Fit(confounded, WordingDesign.Crossed).Analysis.Reason);

        static RemlFit Equal() => Reml.Fit([new(0, 0, 0, 1), new(1, 0, 0, 1), new(1, 1, 0, 1)], WordingDesign.Crossed);
    }

    [Fact]
    public void One_wording_leaves_tasks_and_inputs()
    {
        Observation[] first = [.. s_made[0].Where(o => o.Wording == 2)];
        RemlFit fit = Reml.Fit(first, WordingDesign.Crossed);
        Assert.Equal(("z:t", null, null), (fit.Analysis.Design, fit.Analysis.Raw?.Wording, fit.Analysis.Raw?.Residual));
        Assert.True(fit.Analysis.Raw is { Task: > 0, Input: > 0 });
    }

    internal static Observation[] Flat(double[][][][] cells) =>
        [.. cells.SelectMany((task, t) => task.SelectMany((row, z) => row.SelectMany((cell, i) => cell.Select(score => new Observation(t, z, i, score)))))];

    private static void Agrees(RemlFit fit, double criterion, double mean, double error, double df)
    {
        Assert.Null(fit.Analysis.Reason);
        Golden.Close(criterion, fit.Criterion, "criterion", tolerance: 1e-9);
        Golden.Close(mean, fit.Analysis.Mean, "mean", tolerance: 1e-7);
        Golden.Close(error, fit.Analysis.StandardError, "error", tolerance: 1e-7);
        // lmerTest takes the observed information, this the average one: they differ by up to 3% here, and not at all in balanced data.
        Golden.Close(1, fit.Analysis.DegreesOfFreedom / df, "df", tolerance: 0.03);
    }

    private static void Components(RemlFit fit, double? task, double input, double? wording, double taskWording, double residual)
    {
        Assert.Equal(task is null, fit.Analysis.Raw?.Task is null);
        Assert.Equal(wording is null, fit.Analysis.Raw?.Wording is null);
        // lme4's own optimizer stops at about seven digits.
        Golden.Close(task ?? 0, fit.Analysis.Raw?.Task ?? 0, "task", tolerance: 2e-8);
        Golden.Close(input, fit.Analysis.Raw?.Input, "input", tolerance: 2e-8);
        Golden.Close(wording ?? 0, fit.Analysis.Raw?.Wording ?? 0, "wording", tolerance: 2e-8);
        Golden.Close(taskWording, fit.Analysis.Raw?.TaskWording, "task by wording", tolerance: 2e-8);
        Golden.Close(residual, fit.Analysis.Raw?.Residual, "residual", tolerance: 2e-8);
    }

    private static Observation[][] Made()
    {
        double state = 12345;
        return [Make(9, 4, nested: false, repeats: false), Make(10, 3, nested: true, repeats: false), Make(8, 3, nested: false, repeats: true)];

        double Draw()
        {
            state = state * 16807 % 2147483647;
            return state / 2147483647;
        }

        double Lcg() => Draw() + Draw() + Draw() + Draw() - 2;

        Observation[] Make(int tasks, int wordings, bool nested, bool repeats)
        {
            List<Observation> made = [];
            double[] w = [.. Enumerable.Range(0, wordings).Select(_ => .10 * Lcg())];
            for (int t = 0; t < tasks; t++)
            {
                int inputs = 3 + (int)Math.Floor(6 * Draw());
                double a = .20 * Lcg();
                double[] aw = [.. Enumerable.Range(0, wordings).Select(_ => .08 * Lcg())];
                for (int z = 0; z < inputs; z++)
                {
                    double b = .15 * Lcg();
                    for (int i = 0; i < wordings; i++)
                    {
                        double e = .12 * Lcg();
                        bool keep = Draw() < .7;
                        int times = repeats ? 1 + (int)Math.Floor(3 * Draw()) : 1;
                        for (int k = 0; k < times; k++)
                        {
                            double noise = repeats ? .07 * Lcg() : 0;
                            if (keep)
                            {
                                made.Add(new Observation(t, z, i, .5 + a + b + aw[i] + e + (nested ? 0 : w[i]) + noise));
                            }
                        }
                    }
                }
            }

            return [.. made];
        }
    }
}
