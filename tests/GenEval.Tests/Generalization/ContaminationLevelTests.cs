using GenEval.Generalization;
using GenEval.Suites;
using GenEval.Tests.Cli;

namespace GenEval.Tests.Generalization;

/// <summary>Levels on all, clean and flagged inputs.</summary>
public sealed class ContaminationLevelTests
{
    /// <summary>
    /// Four unseen tasks of five inputs, of which two are flagged and right. Clean means 1/3, 2/3, 0, 1, so all - clean is 2/5 of (1 - clean):
    /// .26667, .13333, .4, 0. By scipy: mean .2, se .0860663, t interval with 3 df -.0739014 to .4739014.
    /// </summary>
    [Fact]
    public void Across_tasks_the_difference_is_the_t_interval_of_the_tasks_differences()
    {
        LevelContrast level = Run([.. Task("t0", Novelty.Unseen, "100"), .. Task("t1", Novelty.Unseen, "110"), .. Task("t2", Novelty.Unseen, "000"), .. Task("t3", Novelty.Unseen, "111")], "interTask");
        Assert.Equal(0.7, level.All.Estimate!.Value, 12);
        Assert.Equal(0.5, level.Clean!.Estimate!.Value, 12);
        Assert.Equal(1, level.Flagged!.Estimate!.Value, 12);
        Assert.Equal(0.2, level.Difference.Estimate!.Value, 12);
        Assert.Equal(0.0860662965824, level.Difference.StandardError!.Value, 9);
        Assert.Equal(-0.0739014, level.Difference.Interval!.Value.Lower, 6);
        Assert.Equal(0.4739014, level.Difference.Interval!.Value.Upper, 6);
    }

    /// <summary>
    /// Two seen tasks: .26667 and .13333. Pooled variance (2/3 + 2/3) / 6 = 2/9; spread .16 (1/2 + 1/3) for each; se = sqrt(2/9 x .26667) / 2 = .1217161
    /// with 6 df.
    /// </summary>
    [Fact]
    public void Within_tasks_the_tasks_are_fixed_and_the_inputs_random()
    {
        LevelContrast level = Run([.. Task("t0", Novelty.Seen, "100"), .. Task("t1", Novelty.Seen, "110")], "intraTask");
        Assert.Equal(0.2, level.Difference.Estimate!.Value, 12);
        Assert.Equal(0.121716123890, level.Difference.StandardError!.Value, 9);
        Assert.Equal(6, level.Difference.DegreesOfFreedom);
    }

    [Fact]
    public void Nothing_flagged_changes_nothing_and_says_so_and_everything_flagged_leaves_no_clean_level()
    {
        EvaluationRecord[] records = [.. Task("t0", Novelty.Unseen, "100"), .. Task("t1", Novelty.Unseen, "110")];
        LevelContrast none = Run([.. records.Where(r => r.InstanceNovelty != Novelty.Seen)], "interTask");
        Assert.Equal((0, "nothingFlagged", null), (none.Difference.Estimate, none.Difference.Reason, none.Flagged));
        Assert.Equal(none.All.Estimate, none.Clean!.Estimate);
        LevelContrast all = Run([.. records.Where(r => r.Instance!.StartsWith("flagged", StringComparison.Ordinal) || r.InstanceNovelty == Novelty.Seen)], "interTask");
        Assert.Equal((null, "nothingClean", null), (all.Difference.Estimate, all.Difference.Reason, all.Clean));
    }

    [Fact]
    public void The_report_for_an_evaluation_has_the_clean_levels_and_the_order_of_records_does_not_matter()
    {
        EvaluationRecord[] records = [.. Task("t0", Novelty.Unseen, "100"), .. Task("t1", Novelty.Unseen, "110")];
        CheckReport report = Check(records);
        CheckReport reversed = Check([.. records.Reverse()]);
        Assert.Equal(GenEval.Reports.DocumentJson.Serialize(report), GenEval.Reports.DocumentJson.Serialize(reversed));
        ContaminationReport contamination = report.Runs[0].Contamination;
        Assert.Equal((4, 10), (contamination.Flagged, contamination.Items));
        Assert.Equal(0.5, contamination.LevelsClean.InterTask!.Estimate!.Value, 12);
        Assert.Equal(6, contamination.LevelsClean.InterTask.Records);
    }

    private static LevelContrast Run(EvaluationRecord[] records, string level) => Check(records).Runs[0].Levels[level]!;

    private static CheckReport Check(EvaluationRecord[] records)
    {
        using Folder folder = new();
        string path = folder["r.jsonl"];
        using (RecordWriter writer = RecordWriter.Create(path))
        {
            foreach (EvaluationRecord record in records)
            {
                writer.Write(record);
            }

            writer.Complete();
        }

        return ContaminationCheck.Run(
            [path], evaluation: new EvaluationOptions { Metrics = ["exact_string"] }, cancellationToken: TestContext.Current.CancellationToken);
    }

    /// <summary>Clean inputs with the given answers, two flagged ones that are right, and the training input (of another task) that they repeat.</summary>
    private static IEnumerable<EvaluationRecord> Task(string task, Novelty novelty, string clean)
    {
        for (int i = 0; i < clean.Length; i++)
        {
            yield return Record(task, novelty, $"clean {i}", $"a question of task {task} with number {i}", clean[i] == '1');
        }

        for (int i = 0; i < 2; i++)
        {
            yield return Record(task, novelty, $"flagged {i}", $"known {i}", right: true);
            yield return Record("training" + task, Novelty.Seen, $"known {i}", $"known {i}", right: true) with { InstanceNovelty = Novelty.Seen };
        }
    }

    private static EvaluationRecord Record(string task, Novelty novelty, string instance, string input, bool right) => new()
    {
        Model = "m", Task = task, Novelty = novelty, Instance = instance, InstanceNovelty = Novelty.Unseen, Input = input, References = ["yes"], Output = right ? "yes" : "no",
    };
}
