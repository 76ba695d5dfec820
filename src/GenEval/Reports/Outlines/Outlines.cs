using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>What there is to say of a power study and a scaling curve.</summary>
internal static class Outlines
{
    public static Outline Of(PowerReport p) => new()
    {
        Name = "power",
        Headline = p.MinimumDetectableDifference is { } difference
            ? $"{Design(p.Design)}: a true difference of {Numbers.Score(difference)} is found {Numbers.Percent(p.Power)} of the time"
            : $"{Design(p.Design)}: no difference can be found, {p.Reason["minimumDetectableDifference"]}",
        Lines =
        [
            $"Paired by prompt and clustered by task; variances of the difference: {Numbers.Short(p.Variances.Task)} between tasks, {Numbers.Short(p.Variances.Input)} between inputs"
                + (p.Variances.Wording > 0 ? $", {Numbers.Short(p.Variances.Wording)} between wordings." : "."),
            .. p.Cheapest is { } c ? [$"The cheapest design for the wished difference: {Design(c.Design)}, cost {Numbers.Short(c.Cost)}."] : Array.Empty<string>(),
            .. More(p),
        ],
        Tables = [new(
            "At no more than the same cost",
            [">Tasks", ">Inputs", ">Wordings", ">Cost", ">Detectable difference"],
            [.. p.Alternatives.Select(a => new[] { Numbers.Short(a.Design.Tasks), Numbers.Short(a.Design.Inputs), Numbers.Short(a.Design.Wordings), Numbers.Short(a.Cost), Numbers.Score(a.MinimumDetectableDifference) })])],
        Warnings = [.. p.Warnings.Select(w => (w.Code, w.Message))],
    };

    public static Outline Of(ScalingReport s) => new()
    {
        Name = "scaling",
        Headline = s.Slope.Estimate is { } slope
            ? $"Each doubling of {s.Label} changes the level across tasks by {Numbers.Signed(slope)} ({Signed(s.Slope.Interval)})"
            : $"No slope over {s.Label}: {s.Slope.Reason}",
        Lines = [$"Scores are {s.Metric}; fit: level = a + b log2({s.Label}), a = {Numbers.Score(s.Intercept)}, p of no slope {Numbers.PValue(s.Slope.PValue)}."],
        Tables = [new(
            "Runs",
            [$">{s.Label}", "Model", ">Level", ">Interval", ">Tasks"],
            [.. s.Points.Select(p => new[] { Numbers.Short(p.TrainTasks), p.Model, Numbers.Score(p.Estimate), Numbers.Range(p.Interval), Numbers.Count(p.Tasks) })])],
        Warnings = [.. s.Warnings.Select(w => (w.Code, w.Message))],
    };

    /// <summary>More tasks or more inputs: what the same cost buys.</summary>
    private static IEnumerable<string> More(PowerReport p)
    {
        PowerAlternative[] able = [.. p.Alternatives.Where(a => a.MinimumDetectableDifference is not null)];
        if (able.Length > 1 && able.MinBy(a => a.MinimumDetectableDifference) is { } best && best.MinimumDetectableDifference < p.MinimumDetectableDifference)
        {
            yield return $"{(best.Design.Tasks > p.Design.Tasks ? "More tasks with fewer inputs" : "Fewer tasks with more inputs")} find more at the same cost: {Design(best.Design)} find {Numbers.Score(best.MinimumDetectableDifference)}.";
        }
    }

    public static string Design(PowerDesign d) => $"{Numbers.Short(d.Tasks)} tasks x {Numbers.Short(d.Inputs)} inputs" + (d.Wordings > 1 ? $" x {Numbers.Short(d.Wordings)} wordings" : "");

    private static string Signed(Interval? interval) => interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : Numbers.None;
}
