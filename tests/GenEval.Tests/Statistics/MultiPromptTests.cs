using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Worked values of multi_prompt_metrics.json (all: <see cref="GoldenLedgerTests"/>); PromptEval's model against oracles/rasch.R.</summary>
public sealed class MultiPromptTests
{
    private static readonly double[][] s_scores = [[1, 1, 0, 1], [0, 0, 0, 1], [1, 1, 1, 1], [0, 1, 0, 0]];

    [Fact]
    public void Metrics_are_the_worked_ones()
    {
        MultiPrompt metrics = MultiPrompt.Analyze(s_scores);
        Assert.Equal([0.5, 0.75, 0.25, 0.75], metrics.PerWording);
        Assert.Equal((0.5625, 0.75, 0.25, 0.5), (metrics.Average, metrics.Max, metrics.Min, metrics.Spread));
        Assert.Equal((0.8125, 0.609375, 0.375, 0.25), (metrics.Saturation, metrics.Cps, metrics.Pss, metrics.Robustness));
        Golden.Close(0.34146341463414637, metrics.IccAgreement);
        Golden.Close(0.35897435897435903, metrics.IccConsistency);
    }

    [Fact]
    public void One_wording_or_equal_scores_leave_nulls()
    {
        MultiPrompt one = MultiPrompt.Analyze([[1], [0]]);
        Assert.Equal((0.5, 0, null, null, null), (one.Average, one.Spread, one.Pss, one.IccAgreement, one.StandardDeviation));
        MultiPrompt equal = MultiPrompt.Analyze([[1, 1], [1, 1]]);
        Assert.Equal((1, 0, null), (equal.Average, equal.Pss, equal.IccAgreement));
        Assert.Null(MultiPrompt.Analyze([]).Average);
        Assert.Null(MultiPrompt.AnswerConsistency([["A", null], [null, null]]));
    }

    [Fact]
    public void The_Rasch_model_fills_the_cells_that_were_not_asked_as_R_does()
    {
        double?[][] cells = [[1, 1, 0, null], [0, null, 0, 1], [1, 1, null, 1], [null, 1, 0, 0], [1, null, null, .5], [0, 0, 0, null]];
        WordingDistribution distribution = RaschModel.Estimate(cells)!;
        double[] expected = [0.51253826978696915, 0.8302922280389704, 0.027532862586390802, 0.576210067380729];
        for (int wording = 0; wording < 4; wording++)
        {
            Golden.Close(expected[wording], distribution.PerWording[wording], tolerance: 1e-7);
        }

        Golden.Close(0.48664335694826483, distribution.Mean, tolerance: 1e-7);
        Golden.Close(0.10028367366647752, distribution.Quantile(0.05), tolerance: 1e-7);
        Golden.Close(17.0 / 24, distribution.Observed);
        // The order of the inputs does not matter.
        Golden.Close(distribution.Mean, RaschModel.Estimate([.. cells.Reverse()])!.Mean, tolerance: 1e-12);
    }

    [Fact]
    public void The_Rasch_model_of_all_cells_is_their_means()
    {
        WordingDistribution distribution = RaschModel.Estimate([.. s_scores.Select(row => Array.ConvertAll(row, score => (double?)score))])!;
        Assert.Equal([0.5, 0.75, 0.25, 0.75], distribution.PerWording);
        Assert.Equal(1, RaschModel.Estimate([[1, null], [1, 1]])!.PerWording[0]);
        Assert.Null(RaschModel.Estimate([[null, null]]));
    }
}
