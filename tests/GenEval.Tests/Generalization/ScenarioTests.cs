using GenEval.Generalization;

namespace GenEval.Tests.Generalization;

/// <summary>The two cases that every user knows, as suites with constructed answers.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("scenario-legal")]
    [InlineData("scenario-translation")]
    public void A_model_that_is_good_at_its_own_tasks_alone_is_a_task_specialist(string suite)
    {
        Report report = Assert.Single(RecordedAnswers.Evaluate([Path.Combine(Shared.Root, "suites", suite)], cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(DiagnosisKind.TaskSpecialist, report.Diagnosis.Kind);
        Assert.Equal(Verdict.Generalizes, report.Levels.IntraTask!.Verdict);
        Assert.Equal(Verdict.DoesNot, report.Levels.InterTask!.Verdict);
        Assert.True(report.Gaps.Generalization!.Interval!.Value.Lower > 0);
    }

    [Fact]
    public void The_quickstart_has_both_levels_and_takes_its_threshold_from_the_suite()
    {
        Report report = Assert.Single(RecordedAnswers.Evaluate([Path.Combine(Shared.Root, "suites", "quickstart")], cancellationToken: TestContext.Current.CancellationToken));
        Assert.NotNull(report.Levels.IntraTask!.Interval);
        Assert.NotNull(report.Levels.InterTask!.Interval);
        Assert.DoesNotContain(report.Warnings, w => w.Code == "defaultThreshold");
        Assert.False(report.WordingDesign.Inferred);
        Assert.NotNull(report.Variance);
        Assert.NotNull(report.Wordings);
    }
}
