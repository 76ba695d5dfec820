using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Tests.Generalization;

public sealed class AdviceTests
{
    /// <summary>s2_t = .04, s2_z = .1 at 20 tasks of 10 inputs: the error is sqrt(.05/20) = .05; 80 tasks halve it, endless inputs leave sqrt(.04/20) = .0447.</summary>
    [Fact]
    public void Tasks_halve_the_error_and_inputs_do_not()
    {
        IReadOnlyList<string> advice = Advice.Of(new ComponentEstimates { Task = 0.04, Input = 0.1 }, new StudyDesign(20, 10), LevelKind.InterTask);
        Assert.Equal(
            [
                "60 more unseen tasks would halve the standard error across tasks, from 0.0500 to 0.0250.",
                "10 more inputs a task would not: 0.0474; no number of them gets below 0.0447.",
            ],
            advice);
    }

    [Fact]
    public void Random_wordings_may_be_what_is_missing()
    {
        // Wordings .03, tasks .001: with 2 wordings the error is sqrt(.015 + .0001 + ...); only wordings halve it.
        IReadOnlyList<string> advice = Advice.Of(new ComponentEstimates { Task = 0.001, Input = 0.01, Wording = 0.03, Repeat = 0.01 }, new StudyDesign(10, 10, 2, 3), LevelKind.Unlabelled);
        Assert.Contains(advice, s => s.Contains("more wordings would halve", StringComparison.Ordinal));
        Assert.Contains(advice, s => s.StartsWith("10 more tasks would not", StringComparison.Ordinal));
        Assert.Contains(advice, s => s.Contains("more repeats would not", StringComparison.Ordinal));
        Assert.Equal(4, advice.Count);
    }

    [Fact]
    public void Nothing_that_varies_is_said_so() =>
        Assert.StartsWith("Nothing varies", Assert.Single(Advice.Of(new ComponentEstimates { Task = 0, Input = 0 }, new StudyDesign(5, 5), LevelKind.InterTask)), StringComparison.Ordinal);
}
