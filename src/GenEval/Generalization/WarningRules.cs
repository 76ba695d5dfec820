using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>What a reader must know before trusting a report's numbers. Each rule is a line of docs/statistics.md or of the contract.</summary>
internal static class WarningRules
{
    private const int FewTasks = 10;
    private const int ManyTasks = 50;
    private const int FewInputs = 200;
    private const double OrderShare = 0.1;
    private const double LengthRatio = 2;
    private const double LengthDifference = 20;

    public static IEnumerable<Warning> OfTable(CellTable table)
    {
        Counts counts = table.Count();
        if (counts.Unscored.Count > 0)
        {
            string reasons = Words.List(counts.Unscored.Select(r => $"{r.Key} {Words.Count(r.Value)}"));
            yield return new("unscored", $"{Words.Count(counts.Records - counts.Scored)} of {Words.Count(counts.Records)} answers have no score ({reasons}); they are in no estimate unless --unscored zero.");
        }

        if (counts.Empty > 0)
        {
            yield return new("emptyAnswers", $"{Words.Count(counts.Empty)} of {Words.Count(counts.Records)} answers have no text; each was scored as an answer.");
        }

        if (counts.Truncated > 0)
        {
            yield return new("truncatedAnswers", $"{Words.Count(counts.Truncated)} of {Words.Count(counts.Records)} answers were cut at the token limit and scored as they are; a larger limit may change the levels.");
        }

        if (counts.Notes.GetValueOrDefault(Scoring.ScoreNote.OrderDisagreement) is > 0 and var turned && turned > OrderShare * counts.Scored)
        {
            yield return new("judgeOrderMatters", $"{Words.Count(turned)} of {Words.Count(counts.Scored)} verdicts depend on which text the judge read first; each counts as the mean of both orders. A stronger judge or a clearer prompt helps.");
        }

        if (table.AssumedNewInputs > 0)
        {
            yield return new("assumedNewInputs", $"{Words.Count(table.AssumedNewInputs, "record")} of seen tasks do not say whether their input was tuned on; they were taken as new. Say so with instanceNovelty.");
        }

        int unlabelled = table.Cells.Count(c => c.Level == LevelKind.Unlabelled);
        if (unlabelled > 0)
        {
            yield return new("unlabelled", $"{Words.Count(unlabelled)} of {Words.Count(counts.Records)} records do not say whether their task was tuned on and stand on no rung; label them with --seen FILE (the tuned tasks, one a line), --seen 'PATTERN' or --seen category:NAME.");
        }

        if (Differ(table, l => l.Input) is { } inputs)
        {
            yield return new("lengthsDiffer", $"Inputs of seen and unseen tasks differ in length ({inputs}): part of the gap may be length, not novelty.");
        }

        if (Differ(table, l => l.Reference) is { } references)
        {
            yield return new("lengthsDiffer", $"References of seen and unseen tasks differ in length ({references}): overlap metrics depend on length, so part of the gap may be that.");
        }
    }

    public static IEnumerable<Warning> OfContamination(ContaminationReport? contamination)
    {
        if (contamination is { Flagged: > 0 } found)
        {
            yield return new("contamination", $"{Words.Count(found.Flagged)} of {Words.Count(found.Items, "new input")} {(found.Flagged == 1 ? "stands" : "stand")} in training text, so they are not new; contamination.levelsClean has the levels without them, geneval check says which they are.");
        }
    }

    /// <summary>One warning for each code and sentence, which names all the levels that it is about.</summary>
    public static IEnumerable<Warning> OfLevels(IReadOnlyList<EstimatedLevel> levels, WordingDesign design) =>
        from of in levels
        from finding in OfLevel(of, design)
        group finding with { Of = Words.Name(of.Kind) + finding.Of } by (finding.Code, finding.Message) into same
        select new Warning(same.Key.Code, $"{Words.List(same.Select(f => f.Of))}: {same.Key.Message}");

    /// <summary>Gaps whose inputs are shared rest on the inputs that differ, of which there are few near 0 and 1.</summary>
    public static IEnumerable<Warning> OfGaps(GapSet gaps, IReadOnlyList<EstimatedLevel> levels)
    {
        foreach ((string name, Gap? gap, LevelKind first, LevelKind second) in new[]
        {
            ("memorization", gaps.Memorization, LevelKind.Recall, LevelKind.IntraTask), ("wording", gaps.Wording, LevelKind.IntraTask, LevelKind.Instruction),
        })
        {
            if (gap?.Interval is not null && gap.Method.StartsWith(GapEstimator.Paired, StringComparison.Ordinal))
            {
                EstimatedLevel[] two = [.. levels.Where(l => l.Kind == first || l.Kind == second)];
                int inputs = two.Min(l => l.Scores.Sum(t => t.Inputs));
                if (inputs < FewInputs && two.Any(l => l.Level.Estimate is > 0.9 or < 0.1))
                {
                    yield return new("extremeGap", $"{name}: near 0 or 1 few of {Words.Count(inputs, "input")} (fewer than {FewInputs}) differ between the two levels: the gap's interval may be too short on one side.");
                }
            }
        }
    }

    /// <summary>What is to be said of a level; <see cref="Finding.Of"/> is what stands behind its name.</summary>
    private static IEnumerable<Finding> OfLevel(EstimatedLevel of, WordingDesign design)
    {
        Level level = of.Level;
        int tasks = level.Tasks;
        int inputs = of.Scores.Sum(t => t.Inputs);
        foreach (Scenario scenario in of.Turning)
        {
            string how = scenario switch
            {
                Scenario.UnscoredZero => "every answer without a score counted as 0",
                Scenario.UnscoredOne => "every answer without a score counted as 1",
                _ => "answers without text left out",
            };
            yield return new("verdictDependsOn" + scenario, $"the verdict would be another with {how}, so it is inconclusive.");
        }

        if (of.Kind == LevelKind.InterTask && tasks < FewTasks)
        {
            yield return new("fewTasks", $"{Words.Count(tasks, "unseen task")}; with fewer than {FewTasks} the level across tasks is loosely known. More tasks help more than more inputs.");
        }

        if (level.Estimate is > 0.8 or < 0.2 && tasks < ManyTasks)
        {
            yield return new("extremeLevel", $"near 0 or 1 with fewer than {ManyTasks} tasks, the verdict's error may be 1.5 to 3 times the nominal.", $" ({Words.Number(level.Estimate.Value)}, {Words.Count(tasks, "task")})");
        }

        int single = of.Scores.Count(t => t.Inputs == 1);
        if (single > 0)
        {
            yield return new("oneInputPerTask", $"{Words.Count(single)} of {Words.Count(tasks, "task")} have one input, so how much inputs vary within a task is little known.");
        }

        bool binary = of.Scores.All(t => !t.InputMeans.ContainsAnyExcept(0.0, 1.0));
        if (!binary && level.Estimate is > 0.9 or < 0.1 && inputs < FewInputs)
        {
            yield return new("extremeScores", $"graded scores near {(level.Estimate > 0.5 ? "1" : "0")} with {Words.Count(inputs, "input")} (fewer than {FewInputs}): the interval may be too short.");
        }

        if (level is { PredictionPowered: { Verdict: not Verdict.Inconclusive } people, Verdict: not Verdict.Inconclusive } && people.Verdict != level.Verdict)
        {
            yield return new("ratingsContradict", $"the metric says that it {Said(level.Verdict)} ({Text(level.Estimate)}), human ratings that it {Said(people.Verdict)} ({Text(people.Estimate)}): here the metric does not measure what people accept, so believe the ratings.");
        }

        foreach (Warning rated in of.Rated.Warnings)
        {
            yield return new(rated.Code, rated.Message);
        }

        foreach (Finding warning in OfWordings(of, design))
        {
            yield return warning;
        }

        if (SizeFollowsScore(of) is { } correlation)
        {
            yield return new("sizeFollowsScore", $"tasks with more inputs score {(correlation > 0 ? "higher" : "lower")} (r = {Words.Number(correlation)}), so the mean over tasks ({Text(level.Estimate)}) and over answers ({Text(level.Micro.Estimate)}) answer different questions: read both.");
        }

        if (of.Share.Reliability < 0.5)
        {
            yield return new("shareIsABracket", $"tasks differ less than their own inputs blur them, so the share of tasks above the threshold is only bracketed.");
        }
        else if (of.Share.ReliabilityBound < 0.5)
        {
            yield return new("shareIsUncertain", $"tasks may differ by no more than their own inputs blur them; if so, the interval of the share of tasks above the threshold is too short.");
        }
    }

    private static IEnumerable<Finding> OfWordings(EstimatedLevel of, WordingDesign design)
    {
        Level level = of.Level;
        int wordings = of.Slice.Scored.Select(t => t.Wordings.Length).DefaultIfEmpty(0).Max();
        int fewest = of.Slice.Scored.Select(t => t.Wordings.Length).DefaultIfEmpty(0).Min();
        if (of.Kind == LevelKind.Instruction && wordings == 1 && (design == WordingDesign.Crossed || level.Tasks == 1))
        {
            yield return new("oneNewWording", $"one new wording a task, so the interval speaks of inputs only; it holds for this wording.");
        }
        else if (of.Kind == LevelKind.Instruction && design == WordingDesign.Nested && fewest == 1)
        {
            yield return new("oneNewWording", $"some tasks have one new wording; tasks were taken as random instead, which is conservative.");
        }
        else if (of.Kind == LevelKind.Instruction && design == WordingDesign.Crossed && wordings == 2)
        {
            yield return new("twoCrossedWordings", $"two wordings for all tasks say little about wordings in general; the interval is wide for that reason.");
        }
        else if (wordings == 1 && of.Kind is LevelKind.IntraTask or LevelKind.InterTask)
        {
            yield return new("oneWording", $"one wording a task; the level holds for this wording.");
        }
    }

    private static string? Differ(CellTable table, Func<TextLengths, double?> length)
    {
        if (!table.Lengths.TryGetValue(LevelKind.InterTask, out TextLengths? unseen) || !table.Lengths.TryGetValue(LevelKind.IntraTask, out TextLengths? seen)
            || length(seen) is not { } x || length(unseen) is not { } y)
        {
            return null;
        }

        return Math.Abs(x - y) > LengthDifference && Math.Max(x, y) > LengthRatio * Math.Min(x, y) 
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{x:0} and {y:0} characters on average")
            : null;
    }

    /// <summary>The correlation of a task's size with its mean, where it differs from 0 at 5%; null where it does not or cannot be told.</summary>
    private static double? SizeFollowsScore(EstimatedLevel of)
    {
        double[] sizes = [.. of.Scores.Select(t => (double)t.Inputs)];
        double[] means = [.. of.Scores.Select(t => t.Mean ?? 0)];
        if (sizes.Length < 4 || Moments.Variance(sizes) is not > 0 || Moments.Variance(means) is not > 0)
        {
            return null;
        }

        double correlation = MathNet.Numerics.Statistics.Correlation.Pearson(sizes, means);
        double df = sizes.Length - 2;
        double t = correlation * Math.Sqrt(df / Math.Max(1 - (correlation * correlation), double.Epsilon));
        return Math.Abs(t) > Distributions.StudentTQuantile(0.975, df) ? correlation : null;
    }

    private static string Said(Verdict verdict) => verdict == Verdict.Generalizes ? "generalizes" : "does not generalize";

    private static string Text(double? value) => value is { } v ? Words.Number(v) : "none";

    private sealed record Finding(string Code, string Message, string Of = "");
}
