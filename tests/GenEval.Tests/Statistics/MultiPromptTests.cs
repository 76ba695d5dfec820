using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>multi_prompt_metrics.json; PromptEval's model against oracles/rasch.R.</summary>
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
    public void Every_value_of_the_file_agrees()
    {
        JsonElement file = Golden.Read("multi_prompt_metrics.json");
        JsonElement expected = file.GetProperty("expected");
        MultiPrompt metrics = MultiPrompt.Analyze([.. file.GetProperty("scores[z][i]").EnumerateArray().Select(row => row.Numbers())]);
        Assert.Equal(expected.GetProperty("per_prompt").Numbers(), metrics.PerWording);
        Golden.Close(expected.GetProperty("AvgP"), metrics.Average, "AvgP");
        Golden.Close(expected.GetProperty("MaxP"), metrics.Max, "MaxP");
        Golden.Close(expected.GetProperty("MinP"), metrics.Min, "MinP");
        Golden.Close(expected.GetProperty("FormatSpread"), metrics.Spread, "spread");
        Golden.Close(expected.GetProperty("Sat"), metrics.Saturation, "Sat");
        Golden.Close(expected.GetProperty("CPS"), metrics.Cps, "CPS");
        Golden.Close(expected.GetProperty("sd_over_prompts_ddof1"), metrics.StandardDeviation, "sd");
        Golden.Close(expected.GetProperty("median_prompt"), Quantiles.Linear([.. metrics.PerWording], 0.5), "median");
        Golden.Close(expected.GetProperty("q05_q95_type7"), new Interval(Quantiles.Linear([.. metrics.PerWording], 0.05)!.Value, Quantiles.Linear([.. metrics.PerWording], 0.95)!.Value), "quantiles");
        Golden.Close(expected.GetProperty("ProSA_PSS"), metrics.Pss, "PSS");
        Golden.Close(expected.GetProperty("ToRR_robustness_1_minus_range"), metrics.Robustness, "ToRR");
        Golden.Close(expected.GetProperty("all_correct_rate_strict"), metrics.AllCorrect, "all");
        Golden.Close(expected.GetProperty("any_correct_rate"), metrics.AnyCorrect, "any");
        Golden.Close(expected.GetProperty("ICC_A1_absolute"), metrics.IccAgreement, "ICC(A,1)");
        Golden.Close(expected.GetProperty("ICC_C1_consistency"), metrics.IccConsistency, "ICC(C,1)");
        string[][] answers = [.. file.GetProperty("answers[z][i]").EnumerateArray().Select(row => row.EnumerateArray().Select(answer => answer.GetString()!).ToArray())];
        Golden.Close(expected.GetProperty("answer_consistency_pairwise"), MultiPrompt.AnswerConsistency(answers), "consistency");
        double[][] logs = [.. file.GetProperty("posix_logP[i][j]=log P(y_j|x_i)").EnumerateArray().Select(row => row.Numbers())];
        Golden.Close(expected.GetProperty("POSIX_psi"), MultiPrompt.Posix(logs, [.. file.GetProperty("posix_len").Numbers().Select(length => (int)length)]), "POSIX");
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
