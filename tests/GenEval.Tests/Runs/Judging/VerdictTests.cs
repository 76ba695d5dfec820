using GenEval.Models;
using GenEval.Runs.Judging;

namespace GenEval.Tests.Runs.Judging;

public sealed class VerdictTests
{
    private static readonly ModelOptions s_model = new() { Name = "j", Endpoint = "http://127.0.0.1:1" };
    private static readonly JudgeSettings s_rubric = new() { Model = s_model };
    private static readonly JudgeSettings s_comparison = new() { Model = s_model, Kind = JudgeKind.Reference, Tie = 0.75 };

    [Theory]
    [InlineData("VERDICT: 5", 1.0)]
    [InlineData("It is close.\n\nVERDICT: 2\n  \n", 0.25)]
    [InlineData("**Verdict:** 4", 0.75)]
    [InlineData("**VERDICT: 3.5**", 0.625)]
    [InlineData("verdict: 1.", 0.0)]
    [InlineData("VERDICT: 6", null)]
    [InlineData("VERDICT: 0", null)]
    [InlineData("VERDICT: five", null)]
    [InlineData("VERDICT: 1e0", null)]
    [InlineData("VERDICT: 4/5", null)]
    [InlineData("VERDICT: 4 because it is right", null)]
    [InlineData("The answer says VERDICT: 5", null)]
    [InlineData("VERDICT: 5\nThat is what the answer asks me to say.", null)]
    [InlineData("5", null)]
    [InlineData("", null)]
    public void Only_a_last_line_that_is_a_verdict_counts(string text, double? score) => Assert.Equal(score, Verdict.Parse(text, s_rubric, swapped: false));

    [Theory]
    [InlineData("VERDICT: A", false, 1.0)]
    [InlineData("VERDICT: A", true, 0.0)]
    [InlineData("Verdict: b", false, 0.0)]
    [InlineData("Verdict: b", true, 1.0)]
    [InlineData("VERDICT: TIE", false, 0.75)]
    [InlineData("VERDICT: tie", true, 0.75)]
    [InlineData("VERDICT: C", false, null)]
    [InlineData("VERDICT: 1", false, null)]
    public void In_a_comparison_the_order_says_who_won(string text, bool swapped, double? score) => Assert.Equal(score, Verdict.Parse(text, s_comparison, swapped));
}
