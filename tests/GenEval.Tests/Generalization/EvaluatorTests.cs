using System.Globalization;
using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

public sealed class EvaluatorTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"], Threshold = 0.5 };

    [Fact]
    public void Failed_refused_and_filtered_calls_are_counted_by_reason_and_are_no_zeros()
    {
        EvaluationRecord[] records = [.. Answers.Seen(0.9)];
        records[0] = records[0] with { Output = null, Status = "failed.timeout" };
        records[1] = records[1] with { Output = null, Status = "refused" };
        records[2] = records[2] with { Output = null, Status = "filtered" };
        records[3] = records[3] with { References = [] };
        Report report = Evaluate(records);
        Assert.Equal(120, report.Counts.Records);
        Assert.Equal(116, report.Counts.Scored);
        Assert.Equal(
            new Dictionary<string, int>(StringComparer.Ordinal) { ["failed.timeout"] = 1, ["refused"] = 1, ["filtered"] = 1, ["noReference"] = 1 },
            report.Counts.Unscored.ToDictionary(StringComparer.Ordinal));
        Assert.Equal(4, report.Levels.IntraTask!.Unscored);
        Assert.Contains(report.Warnings, w => w.Code == "unscored");
    }

    [Fact]
    public void The_zero_policy_counts_unscored_answers_as_zero()
    {
        EvaluationRecord[] records = [.. Answers.Of("seen", 2, 10, 1, Novelty.Seen, Novelty.Seen)];
        records[0] = records[0] with { Output = null, Status = "failed.timeout" };
        Assert.Equal(1, Evaluate(records).Levels.IntraTask!.Estimate);
        Report zero = Assert.Single(Evaluator.Evaluate(records, s_options with { Unscored = UnscoredPolicy.Zero }, TestContext.Current.CancellationToken));
        Assert.Equal(0.95, zero.Levels.IntraTask!.Estimate!.Value, 12);
        Assert.Equal("zero", zero.UnscoredPolicy);
        Assert.Equal(1, zero.Counts.Unscored["failed.timeout"]);
    }

    [Fact]
    public void A_verdict_that_unscored_answers_could_change_is_inconclusive_and_says_why()
    {
        EvaluationRecord[] records = [.. Answers.Seen(0.9).Select((r, i) => i % 20 < 9 ? r with { Output = null, Status = "failed.timeout" } : r)];
        Report report = Evaluate(records);
        Level level = report.Levels.IntraTask!;
        Assert.True(level.Bound!.Value.Lower > 0.5);
        Assert.Equal(Verdict.Inconclusive, level.Verdict);
        Assert.Contains(report.Warnings, w => w.Code == "verdictDependsOnUnscoredZero");
    }

    [Fact]
    public void A_verdict_that_empty_answers_could_change_is_inconclusive_and_says_why()
    {
        EvaluationRecord[] records = [.. Answers.Seen(0.9).Select((r, i) => i % 20 < 10 ? r with { Output = "" } : r)];
        Report report = Evaluate(records);
        Assert.Equal(60, report.Counts.Empty);
        Assert.Equal(Verdict.Inconclusive, report.Levels.IntraTask!.Verdict);
        Assert.Contains(report.Warnings, w => w.Code == "verdictDependsOnWithoutEmpty");
    }

    [Fact]
    public void Truncated_answers_are_scored_counted_and_warned_about()
    {
        Report report = Evaluate([.. Answers.Seen(0.9).Select((r, i) => i == 0 ? r with { Finish = "length" } : r)]);
        Assert.Equal(1, report.Counts.Truncated);
        Assert.Equal(120, report.Counts.Scored);
        Assert.Contains(report.Warnings, w => w.Code == "truncatedAnswers");
    }

    [Fact]
    public void Wordings_and_repeats_of_an_input_are_one_unit()
    {
        EvaluationRecord one = new() { Task = "t", Novelty = Novelty.Unseen, References = ["a"], Instance = "i" };
        Report report = Evaluate(
            [
                one with { Instruction = "w1", Repeat = 0, Output = "a" }, one with { Instruction = "w1", Repeat = 1, Output = "b" },
                one with { Instruction = "w2", Output = "a" },
                one with { Instance = "j", Instruction = "w1", Output = "b" },
                one with { Task = "u", Output = "a" }, one with { Task = "u", Instance = "j", Output = "a" },
            ]);
        // Task t: input i is ((1 + 0) / 2 + 1) / 2 = .75, input j 0; task u: 1.
        Assert.Equal((0.375 + 1) / 2, report.Levels.InterTask!.Estimate!.Value, 12);
    }

    [Fact]
    public void The_report_does_not_depend_on_record_order_thread_count_or_culture()
    {
        EvaluationRecord[] records = [.. Answers.Recall(0.8), .. Answers.Seen(0.7), .. Answers.NewWordings(0.6), .. Answers.Unseen(0.4)];
        string expected = Json(records, threads: 1);
        Random random = new(7);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string culture in (string[])["tr-TR", "de-DE", "fa-IR"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                random.Shuffle(records);
                Assert.Equal(expected, Json(records, threads: 4));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void One_record_gives_null_intervals_a_reason_and_no_error()
    {
        Report report = Evaluate([new EvaluationRecord { Task = "t", Novelty = Novelty.Seen, Output = "a", References = ["a"] }]);
        Level level = report.Levels.IntraTask!;
        Assert.Equal(1, level.Estimate);
        Assert.Null(level.Interval);
        Assert.NotNull(level.Reason);
        Assert.Equal(Verdict.Inconclusive, level.Verdict);
        Assert.Null(report.Levels.InterTask);
        Assert.True(report.Reason.ContainsKey("levels.interTask"));
    }

    [Fact]
    public void One_unseen_task_has_an_estimate_and_no_interval()
    {
        Report report = Evaluate([.. Answers.Seen(0.9), .. Answers.Unseen(0.5, tasks: 1)]);
        Assert.Equal(0.5, report.Levels.InterTask!.Estimate!.Value, 12);
        Assert.Null(report.Levels.InterTask.Interval);
        Assert.Equal("oneTask", report.Levels.InterTask.Reason);
        Assert.Null(report.Gaps.Generalization!.Interval);
    }

    [Fact]
    public void No_record_is_an_error()
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => Evaluator.Evaluate([], s_options, TestContext.Current.CancellationToken));
        Assert.Equal("NoRecords", e.Id);
    }

    [Fact]
    public void A_metric_that_no_record_carries_is_an_error_that_names_the_nearest()
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() =>
            Evaluator.Evaluate(Answers.Seen(0.9), s_options with { Metrics = ["rougel"] }, TestContext.Current.CancellationToken));
        Assert.Contains("rougeL", e.Message + e.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_models_and_metrics_give_a_report_each()
    {
        EvaluationRecord[] records = [.. Answers.Seen(0.9), .. Answers.Seen(0.5).Select(r => r with { Model = "a" })];
        IReadOnlyList<Report> reports = Evaluator.Evaluate(records, s_options with { Metrics = ["exact_string", "rougeL"] }, TestContext.Current.CancellationToken);
        Assert.Equal([("a", "exact_string"), ("a", "rougeL"), ("m", "exact_string"), ("m", "rougeL")], reports.Select(r => (r.Model, r.Metric)));
    }

    [Fact]
    public void Assumptions_are_warned_about()
    {
        Report report = Assert.Single(Evaluator.Evaluate(
            Answers.Of("seen", 2, 5, 0.6, Novelty.Seen, instance: null).Concat(Answers.Of("x", 1, 5, 0.6, task: null)),
            new EvaluationOptions(), TestContext.Current.CancellationToken));
        string[] codes = [.. report.Warnings.Select(w => w.Code)];
        Assert.Contains("assumedNewInputs", codes);
        Assert.Contains("defaultThreshold", codes);
        Assert.Contains("unlabelled", codes);
        Assert.Equal(5, report.Levels.Unlabelled!.Records);
    }

    [Fact]
    public void Tasks_with_metrics_of_their_own_are_reported_as_such()
    {
        Report report = Assert.Single(Evaluator.Evaluate(
            Answers.Seen(0.9).Select(r => r with { Metric = r.Task == "seen0" ? "f1" : "exact_string" }), new EvaluationOptions(), TestContext.Current.CancellationToken));
        Assert.Equal("perTask", report.Metric);
        Assert.Contains(report.Warnings, w => w.Code == "metricPerTask");
    }

    [Fact]
    public void The_worst_answers_are_the_worst_whatever_the_order()
    {
        EvaluationRecord[] records = [.. Answers.Unseen(0.9)];
        Report report = Evaluate(records);
        Assert.Equal(5, report.Worst.Count);
        Assert.All(report.Worst, w => Assert.Equal(0, w.Score));
        Array.Reverse(records);
        Assert.Equal(report.Worst.Select(w => (w.Task, w.Instance)), Evaluate(records).Worst.Select(w => (w.Task, w.Instance)));
    }

    private static Report Evaluate(IEnumerable<EvaluationRecord> records) => Assert.Single(Evaluator.Evaluate(records, s_options, TestContext.Current.CancellationToken));

    private static string Json(IEnumerable<EvaluationRecord> records, int threads)
    {
        using StringWriter writer = new();
        ReportRenderer.Render(Evaluator.Evaluate(records, s_options with { Threads = threads }, TestContext.Current.CancellationToken), ReportFormat.Json, writer);
        return writer.ToString();
    }
}
