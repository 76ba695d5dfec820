using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The gaps between rungs: paired by input where the inputs are shared, else from the two rungs' intervals.</summary>
internal static class GapEstimator
{
    /// <summary>Rungs count as sharing their inputs if this part of each one's inputs stands on both; the rest is what failed on one side.</summary>
    private const double SharedPart = 0.9;

    /// <summary>How the method of a gap on shared inputs begins.</summary>
    public const string Paired = "paired by input";

    public static GapSet Estimate(IReadOnlyList<EstimatedLevel> levels, WordingChoice wordings, double confidence)
    {
        EstimatedLevel? Of(LevelKind kind) => levels.FirstOrDefault(l => l.Kind == kind);
        EstimatedLevel? intra = Of(LevelKind.IntraTask);
        return new GapSet
        {
            Memorization = FixedTasks(Of(LevelKind.Recall), intra, wordings, confidence),
            Wording = FixedTasks(intra, Of(LevelKind.Instruction), wordings, confidence),
            Generalization = intra is not null && Of(LevelKind.InterTask) is { } inter
                ? Plain(Gaps.Generalization(intra.Scores, inter.Scores, confidence), intra, inter)
                : null,
        };
    }

    private static Gap? FixedTasks(EstimatedLevel? first, EstimatedLevel? second, WordingChoice wordings, double confidence)
    {
        if (first is null || second is null)
        {
            return null;
        }

        DifferenceEstimate estimate = Shared(first.Slice, second.Slice, wordings) is { } differences
            ? Gaps.PairedByInput(differences, wordings.Design, confidence)
            : Gaps.BetweenRungs(first.Estimate, second.Estimate);
        return Plain(estimate, first, second);
    }

    /// <summary>The differences by input where the two rungs share them, or null.</summary>
    private static List<TaskScores>? Shared(LevelSlice first, LevelSlice second, WordingChoice wordings)
    {
        Dictionary<int, TaskSlice> others = second.Scored.ToDictionary(t => t.Task);
        List<TaskScores> differences = [];
        int pairs = 0;
        foreach (TaskSlice task in first.Scored)
        {
            if (!others.TryGetValue(task.Task, out TaskSlice? other))
            {
                return null;
            }

            Dictionary<int, double?[]> rows = new(other.Instances.Zip(second.Rows(other, wordings.Design, wordings.Ranks), KeyValuePair.Create));
            int[] shared = [.. Enumerable.Range(0, task.Instances.Length).Where(i => rows.ContainsKey(task.Instances[i]))];
            pairs += shared.Length;
            differences.Add(TaskScores.Difference(
                new TaskScores([.. shared.Select(i => task.Cells[i])]), new TaskScores([.. shared.Select(i => rows[task.Instances[i]])])));
        }

        bool enough = first.Scored.Count == second.Scored.Count
            && pairs >= SharedPart * first.Scored.Sum(t => t.Instances.Length) && pairs >= SharedPart * second.Scored.Sum(t => t.Instances.Length);
        return enough ? differences : null;
    }

    private static Gap Plain(DifferenceEstimate estimate, EstimatedLevel first, EstimatedLevel second) => new(
        estimate.Estimate,
        estimate.StandardError,
        estimate.DegreesOfFreedom,
        estimate.Interval,
        estimate.PValue,
        first.Level.Estimate is > 0 ? second.Level.Estimate / first.Level.Estimate : null,
        estimate.Method,
        estimate.Reason);
}
