using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>What there is to say of a comparison.</summary>
internal static class ComparisonOutline
{
    // Of a long list people read the beginning; JSON has all of it.
    private const int MostTasks = 20;

    public static Outline Of(Comparison c) => new()
    {
        Name = $"{c.A} - {c.B}",
        Headline = c.Difference.Estimate is not { } estimate
            ? $"{c.A} and {c.B} cannot be compared: {c.Difference.Reason}"
            : Finding(c, estimate),
        Lines =
        [
            $"{Numbers.Count(c.Pairs)} pairs in {Numbers.Count(c.Tasks)} tasks, scored by {c.Metric}; {Unpaired(c)}.",
            $"Sign-flip test of whole tasks ({c.SignFlip.Method}): p {Numbers.PValue(c.SignFlip.PValue)}."
                + (c.McNemar is { } m ? $" McNemar on single pairs: p {Numbers.PValue(m.PValue)} ({Numbers.Count(m.AOnly)} only {c.A}, {Numbers.Count(m.BOnly)} only {c.B})." : ""),
            .. c.TransferRatio is { } t ? [Transfer(t)] : Array.Empty<string>(),
        ],
        Tables =
        [
            new("A - B by level", ["Level", ">Difference", ">Interval", ">p", ">p adjusted"], [.. Levels(c).Where(l => l.Of is not null).Select(l => Row(l.Name, l.Of!)), Row("all", c.Difference)]),
            new(
                c.ByTask.Count > MostTasks ? $"A - B by task (the {MostTasks} clearest of {Numbers.Count(c.ByTask.Count)}; JSON and CSV have all)" : "A - B by task",
                ["Task", "Novelty", ">Difference", ">Interval", ">Pairs", ">p adjusted"],
                [.. Clearest(c.ByTask).Select(t => new[]
                {
                    t.Task, t.Novelty.ToString().ToLowerInvariant(), Numbers.Signed(t.Difference), Signed(t.Interval), Numbers.Count(t.Pairs), Numbers.PValue(t.PAdjusted),
                })]),
        ],
        Checks = [new($"{c.A} is not worse than {c.B}", !(c.Difference.Estimate < 0 && IsClear(c.Difference, c)), $"difference {Numbers.Signed(c.Difference.Estimate)}, p {Numbers.PValue(c.Difference.PAdjusted)}")],
        Warnings = [.. c.Warnings.Select(w => (w.Code, w.Message))],
    };

    /// <summary>Whether a difference is clear after the adjustment for all pairs.</summary>
    public static bool IsClear(Difference difference, Comparison of) => difference.PAdjusted is { } p && p < 1 - of.Confidence;

    public static (string Name, Difference? Of)[] Levels(Comparison c) => [.. Enum.GetValues<LevelKind>().Select(kind => (Words.Name(kind), c.ByLevel[kind]))];

    public static string Signed(Interval? interval) => interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : Numbers.None;

    private static string Unpaired(Comparison c) => c.Unpaired is { AOnly: 0, BOnly: 0 }
        ? "every scored prompt has its partner"
        : $"without a partner: {Numbers.Count(c.Unpaired.AOnly)} of {c.A}, {Numbers.Count(c.Unpaired.BOnly)} of {c.B}";

    private static string Finding(Comparison c, double estimate)
    {
        string numbers = $"{Numbers.Signed(estimate)} ({Signed(c.Difference.Interval)}), p {Numbers.PValue(c.Difference.PAdjusted)}";
        return c.Difference.PAdjusted is null ? $"{c.A} - {c.B}: {numbers}; no test: {c.Difference.Reason}"
            : !IsClear(c.Difference, c) ? $"No clear difference between {c.A} and {c.B}: {numbers}"
            : $"{(estimate > 0 ? c.A : c.B)} is better: {c.A} - {c.B} = {numbers}";
    }

    private static string Transfer(TransferRatio t) => t.Estimate is { } ratio
        ? $"Transfer ratio (gain on unseen / gain on seen tasks): {Numbers.Score(ratio)} ({Numbers.Range(t.Interval)}); gains {Numbers.Signed(t.SeenGain)} seen, {Numbers.Signed(t.UnseenGain)} unseen."
        : $"No transfer ratio: {t.Reason}; gains {Numbers.Signed(t.SeenGain)} seen, {Numbers.Signed(t.UnseenGain)} unseen.";

    private static IEnumerable<TaskDifference> Clearest(IReadOnlyList<TaskDifference> tasks) => tasks.Count <= MostTasks ? tasks : tasks
        .OrderBy(t => t.PAdjusted ?? 2).ThenByDescending(t => Math.Abs(t.Difference ?? 0)).ThenBy(t => t.Task, StringComparer.Ordinal).Take(MostTasks);

    private static string[] Row(string name, Difference d) => [name, Numbers.Signed(d.Estimate), Signed(d.Interval), Numbers.PValue(d.PValue), Numbers.PValue(d.PAdjusted)];
}
