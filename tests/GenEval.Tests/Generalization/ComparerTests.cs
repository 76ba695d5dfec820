using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

public sealed class ComparerTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"] };

    /// <summary>The worked example of the paired, clustered difference: 23 pairs in 6 tasks (clubSandwich 0.5: CR2, Satterthwaite).</summary>
    [Fact]
    public void The_worked_example_is_reproduced()
    {
        IEnumerable<EvaluationRecord> a = Worked("a", ["1101", "101", "11111", "01", "010100", "111"]);
        IEnumerable<EvaluationRecord> b = Worked("b", ["1001", "001", "11101", "01", "000101", "101"]);
        Comparison comparison = Assert.Single(Comparer.Compare([new("a", a), new("b", b)], s_options, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(23, comparison.Pairs);
        Assert.Equal(0.17391304, comparison.Difference.Estimate!.Value, 8);
        Assert.Equal(0.06544316, comparison.Difference.StandardError!.Value, 8);
        Assert.Equal(4.37117347, comparison.Difference.DegreesOfFreedom!.Value, 8);
        Assert.Equal(0.05159189, comparison.Difference.PValue!.Value, 8);
        Assert.Equal(-0.00186028, comparison.Difference.Interval!.Value.Lower, 8);
        Assert.Equal(0.34968637, comparison.Difference.Interval.Value.Upper, 8);
        Assert.Equal(0.125, comparison.SignFlip.PValue!.Value, 12);
        Assert.Equal(0.21875, comparison.McNemar!.PValue, 12);
    }

    [Fact]
    public void Prompts_without_a_scored_partner_are_counted_and_in_no_difference()
    {
        EvaluationRecord[] a = [.. Answers.Unseen(0.8)];
        EvaluationRecord[] b = [.. Answers.Unseen(0.6).Skip(3)];
        b[0] = b[0] with { Output = null, Status = "failed.timeout" };
        Comparison comparison = Assert.Single(Comparer.Compare([new("a", a), new("b", b)], s_options, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(4, comparison.Unpaired.AOnly);
        Assert.Equal(0, comparison.Unpaired.BOnly);
        Assert.Equal(a.Length - 4, comparison.Pairs);
        Assert.Contains(comparison.Warnings, w => w.Code == "unpaired");
    }

    [Fact]
    public void Runs_that_share_no_prompt_give_nulls_with_a_reason()
    {
        Comparison comparison = Assert.Single(Comparer.Compare(
            [new("a", Answers.Unseen(0.8)), new("b", Answers.Seen(0.8))], s_options, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0, comparison.Pairs);
        Assert.Null(comparison.Difference.Estimate);
        Assert.NotNull(comparison.Difference.Reason);
        Assert.Null(comparison.SignFlip.PValue);
    }

    [Fact]
    public void Three_runs_are_compared_in_pairs_with_Holms_adjustment()
    {
        RunRecords[] runs = [.. new[] { 0.9, 0.8, 0.6 }.Select((right, i) => new RunRecords($"{i}", Answers.Unseen(right).Select(r => r with
        {
            // Some tasks go their own way, so that the differences vary between tasks.
            Model = $"m{i}", Output = r.Task.EndsWith($"{i}", StringComparison.Ordinal) ? "wrong" : r.Output,
        })))];
        IReadOnlyList<Comparison> comparisons = Comparer.Compare(runs, s_options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([("m0", "m1"), ("m0", "m2"), ("m1", "m2")], comparisons.Select(c => (c.A, c.B)));
        Assert.All(comparisons, c => Assert.True(c.Difference.PAdjusted >= c.Difference.PValue));
    }

    [Fact]
    public void Against_a_baseline_the_transfer_ratio_is_gain_on_unseen_over_gain_on_seen()
    {
        EvaluationRecord[] tuned = [.. Answers.Seen(0.9), .. Answers.Unseen(0.6)];
        EvaluationRecord[] before = [.. Answers.Seen(0.5), .. Answers.Unseen(0.4)];
        Comparison comparison = Assert.Single(Comparer.Compare(
            [new("tuned", tuned), new("before", before)], s_options, baseline: true, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(0.4, comparison.TransferRatio!.SeenGain!.Value, 12);
        Assert.Equal(0.2, comparison.TransferRatio.UnseenGain!.Value, 12);
        Report report = Assert.Single(Evaluator.Evaluate(tuned, s_options with { Baseline = before, Threshold = 0.5 }, TestContext.Current.CancellationToken));
        Assert.Equivalent(comparison.TransferRatio, report.TransferRatio);
    }

    [Fact]
    public void One_run_is_an_error() =>
        Assert.Equal("OneRun", Assert.Throws<GenEvalException>(() => Comparer.Compare([new("a", Answers.Seen(1))], s_options, cancellationToken: TestContext.Current.CancellationToken)).Id);

    private static IEnumerable<EvaluationRecord> Worked(string model, string[] answers) => answers.SelectMany((task, t) => task.Select((answer, i) => new EvaluationRecord
    {
        Model = model, Task = $"t{t}", Novelty = Novelty.Unseen, Instance = $"{i}", References = ["1"], Output = $"{answer}",
    }));
}
