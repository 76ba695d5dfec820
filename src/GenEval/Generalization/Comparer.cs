using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>A run to compare: its name and the records that belong to it.</summary>
/// <param name="Name">As the comparison calls it; null for the records' own model names, each being a run.</param>
/// <param name="Records">The records.</param>
public sealed record RunRecords(string? Name, IEnumerable<EvaluationRecord> Records);

/// <summary>Compares runs on the prompts that they share.</summary>
public static class Comparer
{
    private const int FewTasks = 10;

    /// <summary>
    /// All pairs of the runs, first minus second, with <see cref="Difference.PAdjusted"/> by Holm over them. With a baseline, which is the last run,
    /// each other run is compared with it alone and has a transfer ratio.
    /// </summary>
    /// <exception cref="GenEvalException">There are fewer than two runs, a record breaks the format, or an option is out of range.</exception>
    public static IReadOnlyList<Comparison> Compare(
        IReadOnlyList<RunRecords> runs, EvaluationOptions? options = null, bool baseline = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options = (options ?? new()) with { Worst = 0, Sample = 0 };
        options.Validate();
        List<NamedRun> tables = Named(runs, options, cancellationToken);
        if (tables.Count < 2)
        {
            throw new GenEvalException($"A comparison needs two runs; there is {(tables.Count == 0 ? "none" : $"one, '{tables[0].Name}'")}.")
            {
                Id = "OneRun",
                Action = "Name two files, or one file with two models, or say --by LABEL to split the records by a label's values.",
            };
        }

        List<Comparison> comparisons = [];
        for (int first = 0; first < tables.Count; first++)
        {
            for (int second = first + 1; second < tables.Count; second++)
            {
                if (!baseline || second == tables.Count - 1)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    comparisons.Add(Compare(tables[first], tables[second], options, baseline));
                }
            }
        }

        double?[] adjusted = MultipleTests.Holm([.. comparisons.Select(c => c.Difference.PValue)]);
        comparisons = [.. comparisons.Select((c, i) => c with { Difference = c.Difference with { PAdjusted = adjusted[i] } })];
        foreach (LevelKind kind in Enum.GetValues<LevelKind>())
        {
            double?[] ofLevel = MultipleTests.Holm([.. comparisons.Select(c => c.ByLevel[kind]?.PValue)]);
            comparisons = [.. comparisons.Select((c, i) => c.ByLevel[kind] is { } d ? c with { ByLevel = c.ByLevel.With(kind, d with { PAdjusted = ofLevel[i] }) } : c)];
        }

        return comparisons;
    }

    /// <summary>Gain on unseen / gain on seen tasks, from a run's and its baseline's tables.</summary>
    internal static TransferRatio Transfer(PairTable pairs, double confidence)
    {
        double[] seen = Gains(pairs, LevelKind.IntraTask);
        double[] unseen = Gains(pairs, LevelKind.InterTask);
        TransferEstimate estimate = TransferRatios.Estimate(seen, unseen, confidence);
        DifferenceEstimate d = estimate.Difference;
        return new(
            estimate.Estimate, estimate.Interval, seen.Length == 0 ? "noSeenTasks" : unseen.Length == 0 ? "noUnseenTasks" : estimate.Reason, estimate.SeenGain, estimate.UnseenGain,
            new Gap(d.Estimate, d.StandardError, d.DegreesOfFreedom, d.Interval, d.PValue, d.Ratio, d.Method + "; gain on unseen - gain on seen", d.Reason));
    }

    private static Comparison Compare(NamedRun a, NamedRun b, EvaluationOptions options, bool baseline)
    {
        PairTable table = PairTable.Of(a.Table, b.Table, options.Unscored);
        IReadOnlyList<Pair> pairs = table.Pairs;
        Pair[][] byTask = [.. pairs.GroupBy(p => p.Task, StringComparer.Ordinal).Select(g => g.ToArray())];
        SignFlipResult flip = SignFlip.Test(Array.ConvertAll(byTask, task => Moments.Sum(Array.ConvertAll(task, p => p.Difference))), options.Seed);
        bool binary = pairs.Count > 0 && pairs.All(p => p.A is 0 or 1 && p.B is 0 or 1);
        int aOnly = pairs.Count(p => p.A > p.B);
        int bOnly = pairs.Count(p => p.A < p.B);
        LevelDifferences levels = new()
        {
            Recall = OfLevel(pairs, LevelKind.Recall, options.Confidence),
            IntraTask = OfLevel(pairs, LevelKind.IntraTask, options.Confidence),
            Instruction = OfLevel(pairs, LevelKind.Instruction, options.Confidence),
            InterTask = OfLevel(pairs, LevelKind.InterTask, options.Confidence),
            Unlabelled = OfLevel(pairs, LevelKind.Unlabelled, options.Confidence),
        };
        Comparison comparison = new()
        {
            A = a.Name,
            B = b.Name,
            Metric = MetricOf(a.Table, b.Table),
            Confidence = options.Confidence,
            Seed = options.Seed,
            Pairs = pairs.Count,
            Tasks = byTask.Length,
            Difference = Difference.Of(PairedDifference.Mean(Array.ConvertAll(byTask, Differences), options.Confidence)),
            ByLevel = levels,
            SignFlip = new(flip.PValue, flip.Method),
            McNemar = binary ? new(Binomials.McNemar(aOnly, bOnly), aOnly, bOnly) : null,
            TransferRatio = baseline ? Transfer(table, options.Confidence) : null,
            ByTask = Tasks(byTask, options.Confidence),
            Unpaired = new(table.AOnly, table.BOnly),
            Warnings = [],
            Reason = Reasons(levels, binary, baseline),
        };
        return comparison with { Warnings = [.. a.Warnings.Concat(b.Warnings).Select(w => new Warning(w.Code, w.Message)).Distinct(), .. Warnings(comparison, table)] };
    }

    private static Difference? OfLevel(IReadOnlyList<Pair> pairs, LevelKind level, double confidence)
    {
        double[][] tasks = [.. pairs.Where(p => p.Level == level).GroupBy(p => p.Task, StringComparer.Ordinal).Select(g => Differences([.. g]))];
        return tasks.Length == 0 ? null : Difference.Of(PairedDifference.Mean(tasks, confidence));
    }

    private static IReadOnlyList<TaskDifference> Tasks(Pair[][] byTask, double confidence)
    {
        DifferenceEstimate[] estimates = Array.ConvertAll(byTask, task => Gaps.PairedByInput([OneColumn(task)], WordingDesign.Nested, confidence));
        double?[] adjusted = MultipleTests.Holm(Array.ConvertAll(estimates, e => e.PValue));
        return [.. byTask.Select((task, i) => new TaskDifference(
            task[0].Task, LevelRule.TaskNovelty(task[0].Level), estimates[i].Estimate, estimates[i].Interval, task.Length, adjusted[i], estimates[i].Reason))];
    }

    /// <summary>The unit within a task is the input: its wordings' differences are averaged.</summary>
    private static TaskScores OneColumn(Pair[] task) => new(PairTable.ByInput(task).InputMeans);

    private static double[] Differences(Pair[] pairs) => Array.ConvertAll(pairs, p => p.Difference);

    private static double[] Gains(PairTable pairs, LevelKind level) =>
        [.. pairs.Pairs.Where(p => p.Level == level).GroupBy(p => p.Task, StringComparer.Ordinal).Select(g => OneColumn([.. g]).Mean!.Value)];

    private static string MetricOf(CellTable a, CellTable b) =>
        a.MetricNames.Union(b.MetricNames, StringComparer.Ordinal).Take(2).ToArray() is [string one] ? one : "perTask";

    private static SortedDictionary<string, string> Reasons(LevelDifferences levels, bool binary, bool baseline)
    {
        SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);
        void Add(string path, bool isNull, string reason)
        {
            if (isNull)
            {
                reasons[path] = reason;
            }
        }

        Add("byLevel.recall", levels.Recall is null, "no pair stands there");
        Add("byLevel.intraTask", levels.IntraTask is null, "no pair stands there");
        Add("byLevel.instruction", levels.Instruction is null, "no pair stands there");
        Add("byLevel.interTask", levels.InterTask is null, "no pair stands there");
        Add("byLevel.unlabelled", levels.Unlabelled is null, "every pair is labelled");
        Add("mcNemar", !binary, "scores are not all 0 or 1");
        Add("transferRatio", !baseline, "B was not said to be A before tuning (--baseline)");
        return reasons;
    }

    private static IEnumerable<Warning> Warnings(Comparison comparison, PairTable table)
    {
        if (comparison.Pairs == 0 && table.SameInputs > 0)
        {
            yield return new("wordingsDiffer", $"No prompt pairs, though {Words.Count(table.SameInputs, "input")} of the same task {(table.SameInputs == 1 ? "is" : "are")} in both runs: their wordings have other ids. To compare wordings on the same inputs, say --by instruction.");
        }

        int unpaired = comparison.Unpaired.AOnly + comparison.Unpaired.BOnly;
        if (unpaired > 0)
        {
            yield return new("unpaired", $"{Words.Count(comparison.Unpaired.AOnly)} scored prompts of {comparison.A} and {Words.Count(comparison.Unpaired.BOnly)} of {comparison.B} have no scored partner and are in no difference; {Words.Count(comparison.Pairs)} pairs are.");
        }

        if (comparison.Tasks is > 0 and < FewTasks)
        {
            yield return new("fewTasks", $"{Words.Count(comparison.Tasks, "task")}: the difference is over few tasks; trust the exact sign-flip test more than the t test.");
        }
    }

    /// <summary>The tables with names that tell them apart.</summary>
    private static List<NamedRun> Named(IReadOnlyList<RunRecords> runs, EvaluationOptions options, CancellationToken cancellationToken)
    {
        List<(string? Run, NamedRun Named)> tables = [];
        foreach (RunRecords run in runs)
        {
            CellTables read = CellTables.Read(run.Records, options, cancellationToken);
            tables.AddRange(read.All.Select(t => (run.Name, new NamedRun(t.Table.Model, t.Table, read.Warnings))));
        }

        HashSet<string> clashes = tables.GroupBy(t => t.Named.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. tables.Select(t => clashes.Contains(t.Named.Name) && t.Run is not null ? t.Named with { Name = $"{t.Named.Name} ({t.Run})" } : t.Named)];
    }

    private sealed record NamedRun(string Name, CellTable Table, IReadOnlyList<SuiteWarning> Warnings);
}
