using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Statistics;

namespace GenEval.Tests.Reports;

public sealed class FigureDocumentTests
{
    [Fact]
    public void A_power_study_is_drawn_with_its_alternatives_and_meets_the_wished_power_where_it_should()
    {
        PowerReport power = PowerStudy.Plan(new PowerOptions { Tasks = 10, Inputs = 50, TaskVariance = .004, InputVariance = .12 });
        Figure figure = Figures.Power(power);
        ScatterTrace[] curves = [.. figure.Data.OfType<ScatterTrace>()];
        Assert.InRange(curves.Length, 2, 5);
        Assert.Equal("10 tasks x 50 inputs", curves[0].Name!.Value.Raw);
        // statistics.md: T = 10, Z = 50 find .07968011 with power .8, exactly by the noncentral t.
        int at = curves[0].X.ToList().FindIndex(x => Math.Abs(x!.Value - .07968011) < 1e-6);
        Assert.True(at >= 0);
        Assert.Equal(.8, curves[0].Y[at]!.Value, 6);
        Assert.Contains("reaches 80% at a difference of 0.07968", figure.AltText);
    }

    [Fact]
    public void A_power_study_without_a_test_is_an_error() =>
        Assert.Throws<GenEvalException>(() => Figures.Power(new PowerReport
        {
            Power = .8,
            Confidence = .95,
            Design = new PowerDesign(1, 50, 1),
            Variances = new PowerVariances(.004, .12, 0),
            Cost = 50,
            Alternatives = [],
            Warnings = [],
            Reason = new Dictionary<string, string>(StringComparer.Ordinal),
        }));

    [Fact]
    public void A_scaling_study_is_drawn_with_the_runs_that_have_a_level()
    {
        ScalingReport scaling = new()
        {
            Label = "trainTasks",
            Metric = "rougeL",
            Confidence = .95,
            Points = [new(4, "a", .21, new Interval(.1, .3), 10), new(16, "b", Estimate: null, Interval: null, 0), new(64, "c", .38, Interval: null, 10)],
            Intercept = .135,
            Slope = new Difference(.037, null, null, null, null, null, "least squares", "two points"),
            Warnings = [],
        };
        Figure figure = Figures.Scaling(scaling);
        Assert.Equal([4.0, 64.0], figure.Layout.XAxis.TickVals!);
        // A line, no band: two points give no interval.
        Assert.DoesNotContain(figure.Data.OfType<ScatterTrace>(), t => t.Fill is not null);
        Assert.Throws<GenEvalException>(() => Figures.Scaling(scaling with { Points = [] }));
    }
}
