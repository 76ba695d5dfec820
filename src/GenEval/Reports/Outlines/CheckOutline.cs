using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>What there is to say of a check.</summary>
internal static class CheckOutline
{
    // Of a long list people read the beginning; JSON has all of it.
    private const int MostRows = 50;

    public static Outline Of(CheckReport c) => new()
    {
        Name = "check",
        Headline = c.Items == 0 ? "No new input could be looked at"
            : c.Flagged == 0 ? $"None of {Numbers.Count(c.Items)} new inputs is flagged"
            : $"{Numbers.Count(c.Flagged)} of {Numbers.Count(c.Items)} new inputs are flagged ({Numbers.Percent(Math.Round((double)c.Flagged / c.Items, 4))})",
        Lines =
        [
            $"Compared with {Numbers.Count(c.Scope.TrainingInputs)} training inputs and {Corpus(c.Scope)}; {Numbers.Count(c.Scope.NewInstructions)} new instructions with {Numbers.Count(c.Scope.SeenInstructions)} seen ones.",
            $"Flagged: the same text, a Jaccard index of 3-grams from {Numbers.Short(c.Rule.MinJaccard)} on, or {Numbers.Percent(c.Rule.MinShare)} of the {c.Rule.NGram}-grams found, or {Numbers.Percent(c.Rule.MinCoverage)} of the words in found ones.",
        ],
        Tables =
        [
            new("Findings by kind", ["Kind", ">Inputs"], [.. c.ByKind.Select(k => new[] { k.Key, Numbers.Count(k.Value) })]),
            new(
                Caption("Flagged inputs", c.Findings.Count),
                ["Task", "Input", "Kind", ">Share", ">Coverage", ">Jaccard", "Where"],
                [.. c.Findings.Take(MostRows).Select(f => new[] { f.Task, f.Instance, Name(f.Kind), Numbers.Score(f.Share), Numbers.Score(f.Coverage), Numbers.Score(f.Jaccard), f.Place })]),
            new(
                Caption("Near-duplicates across the line between seen and new", c.NearDuplicates.Count),
                ["Text", "Seen", "New", ">Jaccard", ">Containment"],
                [.. c.NearDuplicates.Take(MostRows).Select(d => new[] { d.Kind, Place(d.Seen), Place(d.New), Numbers.Score(d.Jaccard), Numbers.Score(d.Containment) })]),
            .. c.Runs.Select(LevelsOf),
            new(Caption("Problems", c.Problems.Count), ["Problem", "What"], [.. c.Problems.Take(MostRows).Select(p => new[] { p.Code, p.Message })]),
        ],
        Checks = [.. Checks(c)],
        Warnings = [.. c.Warnings.Select(w => (w.Code, w.Message))],
    };

    private static OutlineTable LevelsOf(RunContamination run) => new(
        $"Levels of {run.Model} ({run.Metric}), {Numbers.Count(run.Flagged)} of {Numbers.Count(run.Items)} inputs flagged",
        ["Level", ">All", ">Clean", ">Flagged", ">All - clean", ">Interval"],
        [
            .. from level in run.Levels
               where level.Value is not null
               let of = level.Value
               select new[]
               {
                   level.Key, Numbers.Score(of.All.Estimate), Numbers.Score(of.Clean?.Estimate), Numbers.Score(of.Flagged?.Estimate), Numbers.Signed(of.Difference.Estimate),
                   of.Difference.Interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : of.Difference.Reason ?? Numbers.None,
               },
        ]);

    /// <summary>A failure for each flagged input; one that passes where there is none.</summary>
    private static IEnumerable<OutlineCheck> Checks(CheckReport c)
    {
        foreach (IGrouping<(string?, string Task, string Instance), ContaminationFinding> input in c.Findings.GroupBy(f => (f.Suite, f.Task, f.Instance)))
        {
            yield return new(
                $"{input.Key.Task} / {input.Key.Instance} is not in training text",
                Passed: false,
                string.Join("; ", input.Select(f => $"{Name(f.Kind)}: {f.Place} ({Numbers.Count(f.Hits)} of {Numbers.Count(f.NGrams)} n-grams, Jaccard {Numbers.Score(f.Jaccard)})")));
        }

        if (c.Findings.Count == 0)
        {
            yield return new($"{Numbers.Count(c.Items)} new inputs are not in training text", Passed: true, "");
        }
    }

    private static string Corpus(CheckScope scope) => scope.CorpusFiles == 0
        ? "no corpus"
        : $"{Numbers.Count(scope.CorpusFiles)} files of a corpus ({Numbers.Short(scope.CorpusBytes / 1e6)} MB)";

    private static string Caption(string what, int count) => count > MostRows ? $"{what} (the first {MostRows} of {Numbers.Count(count)}; JSON has all)" : what;

    private static string Name(ContaminationKind kind) => kind.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static string Place(TextPlace place) => $"{place.Task} / {place.Id}";
}
