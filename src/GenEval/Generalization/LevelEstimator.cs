using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Estimates one rung from its cells: the level, its micro mean, its tasks, and a verdict that holds however the silent answers are taken.</summary>
internal sealed class LevelEstimator(CellTable table, int[] instructionRanks, WordingDesign design, double threshold, double confidence, UnscoredPolicy policy)
{
    /// <summary>The rung with what its parts rest on, or null where no record stands on it.</summary>
    public EstimatedLevel? Estimate(LevelKind kind)
    {
        Cell[] cells = LevelSlice.Sort(table, kind);
        return cells.Length == 0 ? null : Estimate(kind, cells);
    }

    private EstimatedLevel Estimate(LevelKind kind, Cell[] cells)
    {
        LevelSlice slice = Slice(cells, Scenario.AsAsked);
        IReadOnlyList<TaskScores> scores = slice.Scores(design, instructionRanks);
        LevelEstimate estimate = Of(kind, scores);
        LevelEstimate micro = kind is LevelKind.InterTask or LevelKind.Unlabelled
            ? Ladder.MicroRandomTasks(scores, confidence)
            : Ladder.MicroFixedTasks(scores, confidence);
        Verdict verdict = VerdictOf(estimate);
        List<Scenario> turning = [];
        foreach (Scenario scenario in Others(slice, cells))
        {
            if (VerdictOf(Of(kind, Slice(cells, scenario).Scores(design, instructionRanks))) != verdict)
            {
                turning.Add(scenario);
            }
        }

        RatedLevel rated = RatedLevel.Of(kind, slice, RatedCells(kind), threshold, confidence, policy);
        ShareAboveEstimate share = ShareAbove.Estimate(scores, threshold, confidence);
        Level level = new()
        {
            Estimate = estimate.Estimate,
            StandardError = estimate.StandardError,
            DegreesOfFreedom = estimate.DegreesOfFreedom,
            Interval = estimate.Interval,
            Bound = estimate.Bound,
            Method = estimate.Method,
            Reason = estimate.Reason,
            Micro = Plain(micro),
            Tasks = slice.Scored.Count,
            Records = slice.Records,
            Unscored = slice.Unscored,
            Verdict = turning.Count > 0 ? Verdict.Inconclusive : verdict,
            AboveThreshold = estimate.Estimate is { } value ? value > threshold : null,
            ShareAboveThreshold = new(share.Estimate, share.Interval, share.Reason),
            PredictionPowered = rated.Level,
        };
        return new(kind, level, slice, scores, estimate, share, turning, [.. Rows(kind, slice)]) { Rated = rated };
    }

    /// <summary>In an order that does not depend on that of the records.</summary>
    private RatedCell[] RatedCells(LevelKind kind) => table.Rated.Count == 0 ? [] :
        [.. table.Rated.Where(r => r.Cell.Level == kind).OrderBy(r => r.Cell.Score).ThenBy(r => r.Rating.Normalized)];

    private LevelSlice Slice(Cell[] cells, Scenario scenario) => LevelSlice.Of(cells, instructionRanks, scenario, policy);

    private LevelEstimate Of(LevelKind kind, IReadOnlyList<TaskScores> scores) => kind switch
    {
        LevelKind.Recall or LevelKind.IntraTask => Ladder.IntraTask(scores, confidence),
        LevelKind.Instruction => Ladder.Instruction(scores, design, confidence),
        _ => Ladder.InterTask(scores, confidence),
    };

    /// <summary>The other ways to take the answers without a score or a text, where there are any.</summary>
    private IEnumerable<Scenario> Others(LevelSlice slice, Cell[] cells)
    {
        if (slice.Unscored > 0)
        {
            yield return Scenario.UnscoredZero;
            yield return Scenario.UnscoredOne;
        }

        if (Array.Exists(cells, c => c.Empty && c.Score is not null))
        {
            yield return Scenario.WithoutEmpty;
        }
    }

    private Verdict VerdictOf(LevelEstimate estimate) => estimate.Decide(threshold) switch
    {
        Decision.Above => Verdict.Generalizes,
        Decision.NotAbove => Verdict.DoesNot,
        _ => Verdict.Inconclusive,
    };

    private IEnumerable<TaskRow> Rows(LevelKind kind, LevelSlice slice)
    {
        LevelEstimate?[] estimates = [.. slice.Tasks.Select(t => t.HasScores ? Ladder.OneTask(t.Scores, confidence) : null)];
        double?[] adjusted = MultipleTests.Holm([.. estimates.Select(e => e?.PValueAbove(threshold))]);
        for (int i = 0; i < estimates.Length; i++)
        {
            TaskSlice task = slice.Tasks[i];
            yield return new TaskRow
            {
                Task = table.Tasks[task.Task],
                Category = table.Categories.GetValueOrDefault(task.Task),
                Novelty = LevelRule.TaskNovelty(kind),
                Level = kind,
                Estimate = estimates[i]?.Estimate,
                Interval = estimates[i]?.Interval,
                Records = task.Records,
                Unscored = task.Unscored,
                Verdict = estimates[i] is { } estimate ? VerdictOf(estimate) : Verdict.Inconclusive,
                PAdjusted = adjusted[i],
                Reason = estimates[i] is { } known ? known.Reason : Reasons.NoScores,
            };
        }
    }

    private static Estimated Plain(LevelEstimate estimate) => new()
    {
        Estimate = estimate.Estimate,
        StandardError = estimate.StandardError,
        DegreesOfFreedom = estimate.DegreesOfFreedom,
        Interval = estimate.Interval,
        Bound = estimate.Bound,
        Method = estimate.Method,
        Reason = estimate.Reason,
    };
}
