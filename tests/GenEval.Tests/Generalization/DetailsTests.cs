using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

/// <summary>What a report holds beside its estimates: answers drawn at random, tasks by wording, how scores are spread.</summary>
public sealed class DetailsTests
{
    private static readonly Lazy<EvaluationRecord[]> s_quickstart = new(() => [.. InputResolver.Read([Path.Combine(Shared.Root, "suites", "quickstart")])]);

    [Fact]
    public void Distributions_count_every_score_once()
    {
        Report report = Evaluator.Evaluate(s_quickstart.Value)[0];
        Assert.Equal([LevelKind.IntraTask, LevelKind.Instruction, LevelKind.InterTask], report.Distributions.Select(d => d.Level));
        foreach (ScoreDistribution level in report.Distributions)
        {
            Assert.Equal(report.Levels[level.Level]!.Records, level.Bins.Sum());
            // Scores are 0 or 1, so the share of the last bin is the mean over all answers.
            Assert.Equal(report.Levels[level.Level]!.Micro.Estimate!.Value, level.Bins[^1] / (double)level.Bins.Sum(), 12);
        }
    }

    [Fact]
    public void Cells_are_the_means_of_a_task_under_each_wording()
    {
        Report report = Evaluator.Evaluate(s_quickstart.Value)[0];
        Assert.Equal((10 * 2) + (10 * 2) + (14 * 4), report.Cells.Count);
        foreach (IGrouping<(LevelKind, string), WordingCell> task in report.Cells.GroupBy(c => (c.Level, c.Task)))
        {
            TaskRow row = report.Tasks.Single(t => (t.Level, t.Task) == task.Key);
            Assert.Equal(row.Estimate!.Value, task.Average(c => c.Estimate!.Value), 12);
            Assert.Equal(row.Records, task.Sum(c => c.Records));
        }
    }

    [Fact]
    public void Tasks_with_one_wording_have_no_cells() =>
        Assert.Empty(Evaluator.Evaluate(InputResolver.Read([Path.Combine(Shared.Root, "suites", "scenario-legal")]))[0].Cells);

    [Fact]
    public void The_sample_is_spread_evenly_over_tasks_and_does_not_depend_on_the_order()
    {
        Report report = Evaluator.Evaluate(s_quickstart.Value)[0];
        Assert.Equal(30, report.Sample.Count);
        Assert.All(report.Sample.GroupBy(s => s.Level), level => Assert.Equal(10, level.Select(s => s.Task).Distinct().Count()));
        EvaluationRecord[] shuffled = [.. s_quickstart.Value];
        new Random(5).Shuffle(shuffled);
        Assert.Equal(Keys(report), Keys(Evaluator.Evaluate(shuffled)[0]));
        Assert.NotEqual(Keys(report), Keys(Evaluator.Evaluate(s_quickstart.Value, new() { Seed = 2 })[0]));
    }

    [Fact]
    public void A_level_with_few_tasks_gives_more_of_each()
    {
        EvaluationRecord[] two = [.. s_quickstart.Value.Where(r => r.Task is "plonk" or "toast")];
        AnswerSample[] sample = [.. Evaluator.Evaluate(two, new() { Sample = 7 })[0].Sample];
        Assert.Equal([4, 3], sample.GroupBy(s => s.Task).Select(g => g.Count()).OrderDescending());
        Assert.Equal(7, sample.Select(s => (s.Task, s.Instruction, s.Instance)).Distinct().Count());
    }

    /// <summary>Over many seeds each answer is drawn about as often: the mean score of the samples is the level's.</summary>
    [Fact]
    public void The_draw_favours_nobody()
    {
        EvaluationRecord[] seen = [.. s_quickstart.Value.Where(r => r.Task is "review-sentiment" or "word-problem" or "capital-city")];
        double[] means = [.. Enumerable.Range(1, 60).Select(seed => Evaluator.Evaluate(seen, new() { Seed = seed, Sample = 30, Worst = 0 })[0]
            .Sample.Where(s => s.Level == LevelKind.IntraTask).Average(s => s.Score!.Value))];
        double expected = Evaluator.Evaluate(seen)[0].Levels.IntraTask!.Estimate!.Value;
        Assert.InRange(means.Average(), expected - 0.03, expected + 0.03);
    }

    [Fact]
    public void Unscored_answers_are_drawn_too_and_say_why()
    {
        EvaluationRecord[] failed = [.. s_quickstart.Value.Take(20).Select(r => r with { Output = null, Status = "failed.timeout" })];
        AnswerSample[] sample = [.. Evaluator.Evaluate(failed)[0].Sample];
        Assert.Equal(10, sample.Length);
        Assert.All(sample, s => Assert.Equal("failed.timeout", s.Unscored));
    }

    private static string[] Keys(Report report) => [.. report.Sample.Select(s => $"{s.Level} {s.Task} {s.Instruction} {s.Instance}")];
}
