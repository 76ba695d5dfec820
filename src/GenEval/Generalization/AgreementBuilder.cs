using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>From the rated cells of a table to its agreement with people.</summary>
internal static class AgreementBuilder
{
    private const int FewTasks = 5;

    public static AgreementReport? Build(CellTable table, double threshold, double confidence)
    {
        if (table.Rated.Count == 0)
        {
            return null;
        }

        int[] tasks = table.Tasks.Ranks();
        int[] instances = table.Instances.Ranks();
        int[] instructions = table.Instructions.Ranks();
        RatedCell[] cells = [.. table.Rated.Where(r => r.Cell.Score is not null)
            .OrderBy(r => tasks[r.Cell.Task]).ThenBy(r => instances[r.Cell.Instance]).ThenBy(r => instructions[r.Cell.Instruction])
            .ThenBy(r => r.Cell.Score).ThenBy(r => r.Rating.Normalized)];
        int count = cells.Select(r => r.Cell.Task).Distinct().Count();

        // Of few tasks nothing is learned about other tasks: the figures then hold for the tasks named, and answers are what varies.
        bool byTask = count >= FewTasks;
        RatedScore[] graded = [.. cells.Select((r, i) => new RatedScore(byTask ? tasks[r.Cell.Task] : i, r.Cell.Score!.Value, r.Rating.Normalized))];
        bool binary = graded.Length > 0 && graded.All(a => a.Rating is 0 or 1);
        RatedScore[] yesNo = binary ? [.. graded.Select(a => a with { Score = a.Score > threshold ? 1 : 0 })] : [];
        return new AgreementReport
        {
            Ratings = graded.Length,
            Unscored = table.Rated.Count - graded.Length,
            Tasks = count,
            Accuracy = binary ? Agreement.Accuracy(yesNo, confidence) : null,
            Kappa = binary ? Agreement.Kappa(yesNo, confidence) : null,
            Spearman = Agreement.Spearman(graded, confidence),
            Method = byTask ? "jackknife by task, t" : "jackknife by answer, t; of these tasks only",
        };
    }
}
