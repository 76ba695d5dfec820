using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

public static partial class Figures
{
    private const int Curves = 5;

    /// <summary>The power of a study's design over true differences, and of up to four alternatives that cost no more, the best first.</summary>
    /// <exception cref="GenEvalException">No design of the study has a test.</exception>
    public static Figure Power(PowerReport power)
    {
        ArgumentNullException.ThrowIfNull(power);
        PowerDesign[] designs =
        [
            power.Design,
            .. power.Alternatives.Where(a => a.Design != power.Design && a.MinimumDetectableDifference is not null).OrderBy(a => a.MinimumDetectableDifference).Take(Curves - 1).Select(a => a.Design),
        ];
        double[] detectable = [.. power.Alternatives.Select(a => a.MinimumDetectableDifference).Append(power.MinimumDetectableDifference).OfType<double>()];
        double most = detectable.Length == 0 ? 0 : 1.6 * (power.MinimumDetectableDifference ?? detectable.Min());
        // The difference that is found with the wished power is a point of its own, so that it can be read off.
        double[] at = [.. Enumerable.Range(0, 41).Select(i => most * i / 40).Append(power.MinimumDetectableDifference ?? 0).Distinct().Order()];
        PowerCurve[] curves = [.. designs.Select(d => new PowerCurve(Name(d), [.. Chances(power, d, at)])).Where(c => c.Points.Count > 0)];
        return curves.Length > 0
            ? Power(curves, power.Power)
            : throw new GenEvalException("The power study has no figure: none of its designs has a test.") { Id = "FigureUnavailable" };
    }

    /// <summary>The runs of a scaling study with the fit and its pointwise band.</summary>
    /// <exception cref="GenEvalException">No run of the study has a level.</exception>
    public static Figure Scaling(ScalingReport scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        ScalingRun[] runs = [.. scaling.Points.Where(p => p.Estimate is not null).Select(p => new ScalingRun(p.Model, p.TrainTasks, p.Estimate!.Value, p.Interval))];
        ScalingFit? fit = scaling is { Intercept: { } intercept, Slope.Estimate: { } slope } ? new(intercept, slope, scaling.Slope.StandardError, scaling.Slope.Interval) : null;
        return runs.Length > 0
            ? Scaling(runs, fit)
            : throw new GenEvalException("The scaling study has no figure: none of its runs has a level.") { Id = "FigureUnavailable" };
    }

    private static IEnumerable<PowerPoint> Chances(PowerReport power, PowerDesign design, double[] differences) =>
        from difference in differences
        let chance = Statistics.Power.Chance(
            difference,
            new DifferenceVariances(power.Variances.Task, power.Variances.Input, power.Variances.Wording),
            new StudyDesign(design.Tasks, design.Inputs, design.Wordings),
            1 - power.Confidence)
        where chance is not null
        select new PowerPoint(difference, chance.Value);

    private static string Name(PowerDesign d) => $"{Numbers.Short(d.Tasks)} tasks x {Numbers.Short(d.Inputs)} inputs" + (d.Wordings > 1 ? $" x {Numbers.Short(d.Wordings)} wordings" : "");
}
