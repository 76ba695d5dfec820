using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>mde_power.json; the noncentral t against oracles/noncentral_t.R.</summary>
public sealed class PowerTests
{
    [Theory]
    [InlineData(1.5, 9, 0.7, 0.76301029763216477)]
    [InlineData(2.26, 9, 3.1, 0.21185824452197755)]
    [InlineData(-1, 4, 0.5, 0.086149569036952478)]
    [InlineData(2, 30.5, -1, 0.99809559625381039)]
    [InlineData(4, 3, 6, 0.11051480124572792)]
    [InlineData(2, 200, 2, 0.49900493358483466)]
    [InlineData(1.9624, 999, 2.8, 0.20121624822269882)]
    public void The_noncentral_t_agrees_with_R(double t, double df, double noncentrality, double expected) =>
        Golden.Close(expected, NoncentralT.Cdf(t, df, noncentrality), tolerance: 1e-11);

    [Theory]
    [InlineData(-3.1, 7.5)]
    [InlineData(0, 2)]
    [InlineData(0.8, 40)]
    public void Without_noncentrality_it_is_the_t(double t, double df) => Golden.Close(Distributions.StudentTCdf(t, df), NoncentralT.Cdf(t, df, 0), tolerance: 1e-13);

    [Theory]
    [InlineData(10, 50, 0.07968011)]
    [InlineData(20, 50, 0.05283533)]
    [InlineData(50, 20, 0.04041830)]
    [InlineData(100, 10, 0.03578593)]
    public void More_tasks_beat_more_inputs(double tasks, double inputs, double expected) =>
        Golden.Close(expected, Power.DetectableDifference(new DifferenceVariances(0.004, 0.12), new StudyDesign(tasks, inputs), new TestGoal()), tolerance: 5e-9);

    [Fact]
    public void Every_value_of_the_power_file_agrees()
    {
        JsonElement file = Golden.Read("mde_power.json");
        JsonElement expected = file.GetProperty("expected");
        TestGoal goal = new();
        const double Omega = 1.0 / 9;
        const double Sigma = 1.0 / 6;
        Golden.Close(file.GetProperty("z_alpha2"), Distributions.NormalQuantile(0.975), "z alpha");
        Golden.Close(file.GetProperty("z_beta"), Distributions.NormalQuantile(0.8), "z beta");
        Golden.Close(expected.GetProperty("miller_n_delta03_omega2_1_9_K_inf"), Power.IndependentItems(0.03, Omega, goal), "K infinite");
        Golden.Close(expected.GetProperty("miller_n_delta03_omega2_1_9_sigma2_1_6_K1"), Power.IndependentItems(0.03, Omega + 2 * Sigma, goal), "K 1");
        Golden.Close(expected.GetProperty("miller_n_delta03_K10"), Power.IndependentItems(0.03, Omega + 2 * Sigma / 10, goal), "K 10");
        Golden.Close(expected.GetProperty("mde_n198_omega2_1_9_K1_sigma2_1_6"), Math.Sqrt(Power.IndependentItems(1, Omega + 2 * Sigma, goal) / 198), "mde K 1");
        Golden.Close(expected.GetProperty("mde_n198_K10"), Math.Sqrt(Power.IndependentItems(1, Omega + 2 * Sigma / 10, goal) / 198), "mde K 10");
        foreach (JsonElement row in expected.GetProperty("clustered_paired").EnumerateArray())
        {
            StudyDesign design = new(row.GetProperty("T").GetDouble(), row.GetProperty("Z").GetDouble());
            DifferenceVariances variances = new(row.GetProperty("sigma2_task_of_d").GetDouble(), row.GetProperty("sigma2_input_of_d").GetDouble());
            double error = Power.Error(variances, design)!.Value.StandardError;
            double df = design.Tasks - 1;
            Golden.Close(row.GetProperty("se"), error, "se");
            Golden.Close(row.GetProperty("mde_normal"), error * Math.Sqrt(Power.IndependentItems(1, 1, goal)), "normal");
            Golden.Close(row.GetProperty("mde_t_sum"), error * (Distributions.StudentTQuantile(0.975, df) + Distributions.StudentTQuantile(0.8, df)), "t sum");
            Golden.Close(row.GetProperty("mde_noncentral_t"), Power.DetectableDifference(variances, design, goal), "noncentral t");
            Golden.Close(row.GetProperty("deff"), Power.DesignEffect(variances, design.Inputs), "design effect");
        }
    }

    [Fact]
    public void The_chance_of_a_difference_agrees_with_R() =>
        Golden.Close(0.80309685663301833, Power.Chance(0.08, new DifferenceVariances(0.004, 0.12), new StudyDesign(10, 50)), tolerance: 1e-9);

    [Fact]
    public void Random_wordings_cost_their_own_degrees_of_freedom()
    {
        DifferenceVariances variances = new(0.004, 0.12, Wording: 0.001);
        StudyDesign design = new(20, 50, 3);
        (double error, double df) = Power.Error(variances, design)!.Value;
        double tasks = 0.004 / 20 + 0.12 / 1000;
        double wordings = 0.001 / 3;
        Golden.Close(Math.Sqrt(tasks + wordings), error);
        Golden.Close(Math.Pow(tasks + wordings, 2) / (tasks * tasks / 19 + wordings * wordings / 2), df);
        Assert.Null(Power.DetectableDifference(variances, design with { Wordings = 1 }, new TestGoal()));
        Assert.Null(Power.DetectableDifference(variances, new StudyDesign(1, 50, 3), new TestGoal()));
    }

    [Fact]
    public void The_cheapest_design_is_the_best_of_all()
    {
        DifferenceVariances variances = new(0.004, 0.12);
        DesignCost cost = new(Task: 5, Call: 0.1);
        PricedDesign cheapest = DesignSearch.Cheapest(variances, 0.05, cost, new TestGoal())!.Value;
        double best = double.PositiveInfinity;
        for (int tasks = 2; tasks <= 200; tasks++)
        {
            double required = 0.05 / Power.RequiredNoncentrality(tasks - 1, new TestGoal());
            double inputs = Math.Ceiling(0.12 / tasks / (required * required - 0.004 / tasks));
            best = inputs > 0 ? Math.Min(best, cost.Of(new StudyDesign(tasks, inputs))) : best;
        }

        Golden.Close(best, cheapest.Cost);
        Assert.True(cheapest.DetectableDifference <= 0.05);
        Assert.Null(DesignSearch.Cheapest(variances with { Wording = 0.01 }, 0.001, cost, new TestGoal(), wordings: 2));
    }

    [Fact]
    public void Alternatives_cost_no_more()
    {
        DesignCost cost = new(Task: 0, Call: 1);
        IReadOnlyList<PricedDesign> alternatives = DesignSearch.Alternatives(new DifferenceVariances(0.004, 0.12), new StudyDesign(20, 50), cost, new TestGoal());
        Assert.Equal([5, 10, 20, 40, 80, 160], alternatives.Select(a => a.Design.Tasks));
        Assert.All(alternatives, a => Assert.True(a.Cost <= 1000));
        Assert.Equal(alternatives.OrderByDescending(a => a.DetectableDifference), alternatives);
    }
}
