namespace GenEval.Generalization;

/// <summary>The gate of runbooks and CI: passes if a level of every report is <c>generalizes</c>.</summary>
public static class LevelGate
{
    /// <summary>Checks one report. A level without records, and an inconclusive one, fail too unless they are allowed.</summary>
    public static GateResult Check(Report report, LevelKind level, bool allowInconclusive = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        string name = $"{report.Model}: {Words.Name(level)}";
        if (report.Levels[level] is not { } rung)
        {
            string reason = report.Reason.GetValueOrDefault("levels." + Words.Name(level), "no record stands there");
            return new(allowInconclusive, $"{name} is null: {reason}.");
        }

        string threshold = Words.Number(report.Threshold);
        return rung.Verdict switch
        {
            Verdict.Generalizes => new(Passed: true, $"{name} generalizes: its lower bound {Words.Number(rung.Bound!.Value.Lower)} is {Words.Number(rung.Bound.Value.Lower - report.Threshold)} above the threshold {threshold}."),
            Verdict.DoesNot => new(Passed: false, $"{name} does not generalize: {Words.Number(rung.Estimate!.Value)}, and its upper bound {Words.Number(rung.Bound!.Value.Upper)} is {Words.Number(report.Threshold - rung.Bound.Value.Upper)} short of the threshold {threshold}."),
            _ => new(allowInconclusive, Inconclusive(rung, name, report.Threshold)),
        };
    }

    private static string Inconclusive(Level rung, string name, double threshold)
    {
        if (rung.Bound is not { } bound)
        {
            return $"{name} is inconclusive: it has no bounds ({rung.Reason}).";
        }

        return bound.Lower > threshold || bound.Upper <= threshold
            ? $"{name} is inconclusive: answers without a score, or empty ones, could change its verdict at the threshold {Words.Number(threshold)}."
            : $"{name} is inconclusive: its lower bound {Words.Number(bound.Lower)} is {Words.Number(threshold - bound.Lower)} short of the threshold {Words.Number(threshold)}, its upper bound {Words.Number(bound.Upper)} above it.";
    }
}

/// <summary>What a gate says.</summary>
/// <param name="Passed">Whether it lets the report through.</param>
/// <param name="Message">Why, and by how much, in a sentence.</param>
public sealed record GateResult(bool Passed, string Message);
