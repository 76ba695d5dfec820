using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Three or more runs at a glance: a matrix of differences for each level and overall, clear ones marked, then the pairs with their intervals.</summary>
internal static class ComparisonMatrix
{
    // With more pairs than these, a section for each is what nobody reads; JSON and CSV have them.
    private const int MostSections = 3;

    /// <summary>The overview, and behind it a section for each pair where they are few.</summary>
    public static IReadOnlyList<Outline> Of(IReadOnlyList<Comparison> comparisons) => comparisons.Count < 2
        ? [.. comparisons.Select(ComparisonOutline.Of)]
        : [comparisons[0].TransferRatio is null ? Overview(comparisons) : Against(comparisons), .. comparisons.Count <= MostSections ? comparisons.Select(ComparisonOutline.Of) : []];

    private static Outline Overview(IReadOnlyList<Comparison> comparisons)
    {
        string[] runs = [.. comparisons.SelectMany(c => new[] { c.A, c.B }).Distinct(StringComparer.Ordinal)];
        Comparison first = comparisons[0];
        int clear = comparisons.Count(c => ComparisonOutline.IsClear(c.Difference, c));
        string[] levels = [.. Enum.GetValues<LevelKind>().Where(kind => comparisons.Any(c => c.ByLevel[kind] is not null)).Select(kind => Words.Name(kind))];
        return new()
        {
            Name = "comparisons",
            Headline = $"{Numbers.Count(runs.Length)} runs: {Numbers.Count(clear)} of {Numbers.Count(comparisons.Count)} differences are clear, adjusted by Holm for all pairs",
            Lines =
            [
                $"Paired by prompt and clustered by task, scored by {first.Metric}. Row - column, in thousandths; * clear at {Numbers.Percent(first.Confidence)} after the adjustment.",
            ],
            Tables =
            [
                // A single level has the same prompts as all of them.
                .. levels.Length < 2 ? [] : levels.Select(level => Matrix($"On {level}", runs, comparisons, c => ComparisonOutline.Levels(c).First(l => l.Name == level).Of)),
                Matrix("On all prompts", runs, comparisons, c => c.Difference),
                new(
                    "Pairs, the clearest first",
                    ["A", "B", ">A - B", ">Interval", ">p adjusted", ">Pairs", ">Unpaired"],
                    [.. comparisons.OrderBy(c => c.Difference.PAdjusted ?? 2).ThenByDescending(c => Math.Abs(c.Difference.Estimate ?? 0)).Select(c => new[]
                    {
                        Number(runs, c.A), Number(runs, c.B), Numbers.Signed(c.Difference.Estimate), ComparisonOutline.Signed(c.Difference.Interval),
                        Numbers.PValue(c.Difference.PAdjusted), Numbers.Count(c.Pairs), Numbers.Count(c.Unpaired.AOnly + c.Unpaired.BOnly),
                    })]),
            ],
            Checks = [.. comparisons.SelectMany(c => ComparisonOutline.Of(c).Checks)],
            Warnings = comparisons.Count <= MostSections ? [] : [.. comparisons.SelectMany(c => c.Warnings).Select(w => (w.Code, w.Message)).Distinct()],
        };
    }

    /// <summary>Runs against the one before tuning.</summary>
    private static Outline Against(IReadOnlyList<Comparison> comparisons)
    {
        Comparison first = comparisons[0];
        return new()
        {
            Name = "comparisons",
            Headline = $"{Numbers.Count(comparisons.Count)} runs against {first.B}: {Numbers.Count(comparisons.Count(c => ComparisonOutline.IsClear(c.Difference, c)))} differences are clear, adjusted by Holm",
            Lines = [$"Paired by prompt and clustered by task, scored by {first.Metric}. Transfer ratio: gain on unseen / gain on seen tasks."],
            Tables =
            [
                new(
                    "Gains",
                    ["Run", ">Gain", ">Interval", ">p adjusted", ">Seen", ">Unseen", ">Transfer"],
                    [.. comparisons.Select(c => new[]
                    {
                        c.A, Numbers.Signed(c.Difference.Estimate), ComparisonOutline.Signed(c.Difference.Interval), Numbers.PValue(c.Difference.PAdjusted),
                        Numbers.Signed(c.TransferRatio?.SeenGain), Numbers.Signed(c.TransferRatio?.UnseenGain),
                        c.TransferRatio?.Estimate is { } ratio ? Numbers.Score(ratio) : c.TransferRatio?.Reason ?? Numbers.None,
                    })]),
            ],
            Checks = [.. comparisons.SelectMany(c => ComparisonOutline.Of(c).Checks)],
            Warnings = [.. comparisons.SelectMany(c => c.Warnings).Select(w => (w.Code, w.Message)).Distinct()],
        };
    }

    private static OutlineTable Matrix(string caption, string[] runs, IReadOnlyList<Comparison> comparisons, Func<Comparison, Difference?> of)
    {
        Dictionary<(string, string), (Comparison Comparison, int Sign)> byPair = [];
        foreach (Comparison comparison in comparisons)
        {
            byPair[(comparison.A, comparison.B)] = (comparison, 1);
            byPair[(comparison.B, comparison.A)] = (comparison, -1);
        }

        return new(caption, ["Run", .. runs.Select(run => ">" + Number(runs, run))], [.. runs.Select(row => (string[])[$"{Number(runs, row)} {row}", .. runs.Select(column => Cell(row, column))])]);

        string Cell(string row, string column) =>
            byPair.TryGetValue((row, column), out (Comparison Comparison, int Sign) pair) && of(pair.Comparison) is { Estimate: { } estimate } difference
                ? Numbers.Thousandths(pair.Sign * estimate) + (ComparisonOutline.IsClear(difference, pair.Comparison) ? "*" : "")
                : "";
    }

    private static string Number(string[] runs, string run) => Numbers.Count(Array.IndexOf(runs, run) + 1);
}
