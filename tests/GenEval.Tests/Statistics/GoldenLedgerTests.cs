using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>
/// Every value of every worked example, not only the ones that other tests carry over: the files that have tests of their own for all of it
/// (cluster_robust_mean, paired_cluster_difference, mde_power, contamination_ngrams) are ticked off there.
/// </summary>
public sealed class GoldenLedgerTests
{
    [Fact]
    public void Bca_exact_task_means()
    {
        JsonElement file = Golden.Read("bca_exact_task_means.json");
        Ledger expected = new(file.GetProperty("expected"));
        double[] means = file.GetProperty("task_means").Numbers();
        double theta = Moments.MeanOf(means);
        double[] all = [.. Outcomes.Of([6, 6, 6, 6, 6, 6]).Select(picks => Moments.Sum(Array.ConvertAll(picks, task => means[task])) / 6)];
        BootstrapResult exact = new(theta, all, [.. means.Select(value => (value - theta) / 5)], new BootstrapOptions { Replicates = all.Length });
        (double bias, double acceleration) = exact.BiasAndAcceleration(theta);
        expected.Close("theta", exact.Estimate);
        expected.Close("F_less", all.Count(mean => mean < theta - 1e-12) / (double)all.Length);
        expected.Close("F_equal", all.Count(mean => Math.Abs(mean - theta) <= 1e-12) / (double)all.Length);
        expected.Close("z0", bias);
        expected.Close("acceleration", acceleration);
        expected.Close("alpha1", exact.BcaLevels(0.95)?.Lower);
        expected.Close("alpha2", exact.BcaLevels(0.95)?.Upper);
        expected.Close("percentile_ci95_exact_inverse_cdf", exact.Percentile());
        expected.Close("bca_ci95_exact_inverse_cdf", exact.Bca());
        expected.Close("boot_var_exact", exact.StandardError * exact.StandardError * (all.Length - 1) / all.Length);
        expected.Close("t_ci95", ClusterRobust.Mean(means, [1, 1, 1, 1, 1, 1])!.Interval());
        expected.AssertAllCompared();
    }

    [Fact]
    public void Hierarchical_bootstrap_exact()
    {
        JsonElement file = Golden.Read("hierarchical_bootstrap_exact.json");
        Ledger expected = new(file.GetProperty("expected"));
        double[][] tasks = [.. file.GetProperty("tasks").EnumerateObject().Select(task => task.Value.Numbers())];
        double[] means = Array.ConvertAll(tasks, task => Moments.MeanOf(task));
        double theta = Moments.MeanOf(means);
        expected.Close("theta", theta);
        int[] inputs = [2, 2, 2, 2, 2, 2];
        Distribution("two_stage_tasks_then_inputs", [.. Outcomes.Of([3, 3, 3]).SelectMany(picks => Outcomes.Of(inputs).Select(drawn => TwoStage(picks, drawn)))], "analytic_var_two_stage");
        Distribution("cluster_only_tasks", [.. Outcomes.Of([3, 3, 3]).Select(picks => Moments.MeanOf(Array.ConvertAll(picks, task => means[task])))], "analytic_var_cluster_only");
        Distribution("stratified_inputs_within_fixed_tasks", [.. Outcomes.Of(inputs).Select(drawn => TwoStage([0, 1, 2], drawn))], "analytic_var_stratified");
        expected.Close("analytic_se_random_tasks_unbiased", ClusterRobust.Mean(means, [1, 1, 1])!.Cr2);
        List<double> replicates = [];
        foreach (JsonElement replicate in expected.Values.GetProperty("fixed_index_replicates").EnumerateArray())
        {
            double[] drawn = [.. replicate.GetProperty("input_picks").EnumerateArray().SelectMany(row => row.Numbers())];
            replicates.Add(TwoStage(Array.ConvertAll(replicate.GetProperty("task_picks").Numbers(), pick => (int)pick), Array.ConvertAll(drawn, pick => (int)pick)));
            expected.NotOurs($"fixed_index_replicates[{replicates.Count - 1}].task_picks"); // what was drawn is the question, not the answer
            expected.NotOurs($"fixed_index_replicates[{replicates.Count - 1}].input_picks");
            expected.Close($"fixed_index_replicates[{replicates.Count - 1}].mean", replicates[^1]);
        }

        expected.Close("fixed_index_quantiles_type7.q025", Quantiles.Linear([.. replicates], 0.025));
        expected.Close("fixed_index_quantiles_type7.q975", Quantiles.Linear([.. replicates], 0.975));
        expected.AssertAllCompared();

        double TwoStage(int[] picks, int[] drawn)
        {
            ScriptedIndices script = new([.. picks.SelectMany((task, draw) => new[] { task, drawn[2 * draw], drawn[(2 * draw) + 1] })]);
            return Bootstrap.TwoStageReplicate(tasks, MeanKind.Macro, ref script);
        }

        void Distribution(string name, double[] all, string variance)
        {
            expected.Close(name + ".n_outcomes", all.Length);
            expected.Close(name + ".mean", Moments.MeanOf(all));
            double spread = Moments.Variance(all)!.Value * (all.Length - 1) / all.Length;
            expected.Close(name + ".sd_pop", Math.Sqrt(spread));
            expected.Close(variance, spread);
            foreach ((string quantile, double probability) in new[] { ("q025_type7", 0.025), ("q975_type7", 0.975), ("q05_type7", 0.05), ("q95_type7", 0.95) })
            {
                expected.Close($"{name}.{quantile}", Quantiles.Linear(all, probability));
            }

            expected.Close(name + ".P_less_theta", all.Count(mean => mean < theta - 1e-9) / (double)all.Length);
            expected.Close(name + ".P_equal_theta", all.Count(mean => Math.Abs(mean - theta) <= 1e-9) / (double)all.Length);
        }
    }

    [Fact]
    public void Anova_crossed()
    {
        JsonElement file = Golden.Read("anova_crossed_i_x_z_in_t.json");
        Ledger expected = new(file.GetProperty("expected"));
        double[][][] scores = [.. file.GetProperty("scores").EnumerateArray().Select(task => task.EnumerateArray().Select(row => row.Numbers()).ToArray())];
        VarianceAnalysis analysis = BalancedAnova.Analyze(BalancedAnovaTests.Single(scores), WordingDesign.Crossed);
        ComponentEstimates raw = analysis.Raw!;
        ComponentEstimates used = analysis.Components!;
        double total = (used.Task + used.Input + used.Wording + used.TaskWording + used.Residual)!.Value;
        expected.Close("grand_mean", analysis.Mean);
        foreach ((string name, string source, double df, double? component, double? truncated) in new[]
        {
            ("t", "t", 4.0, raw.Task, used.Task), ("z:t", "z:t", 15, raw.Input, used.Input), ("i", "i", 2, raw.Wording, used.Wording),
            ("ti", "ti", 8, raw.TaskWording, used.TaskWording), ("zi:t,e", "e", 30, raw.Residual, used.Residual),
        })
        {
            expected.Close("df." + name, df);
            expected.Close("MS." + name, analysis.MeanSquares[source]);
            expected.Close("SS." + name, analysis.MeanSquares[source] * df);
            expected.Close("variance_components_raw." + name, component);
            expected.Close("variance_components_truncated." + name, truncated);
            expected.Close("variance_share." + name, truncated / total);
        }

        expected.Close("var_grand_mean_all_random_MS_form", analysis.StandardError * analysis.StandardError);
        expected.Close("se_all_random", analysis.StandardError);
        expected.Close("satterthwaite_df", analysis.DegreesOfFreedom);
        expected.Close("ci95", analysis.Interval);
        expected.Close("se_instructions_fixed", analysis.WordingsFixedStandardError);
        expected.Close("df_instructions_fixed", 4);
        for (int row = 0; row < expected.Values.GetProperty("dstudy").GetArrayLength(); row++)
        {
            JsonElement study = expected.Values.GetProperty("dstudy")[row];
            StudyDesign design = new(study.GetProperty("T").GetDouble(), study.GetProperty("Z").GetDouble(), study.GetProperty("I").GetDouble());
            PredictedErrors errors = DesignStudy.Errors(used, design);
            expected.Close($"dstudy[{row}].T", design.Tasks);
            expected.Close($"dstudy[{row}].Z", design.Inputs);
            expected.Close($"dstudy[{row}].I", design.Wordings);
            expected.Close($"dstudy[{row}].se_inter_all_random", errors.InterTask);
            expected.Close($"dstudy[{row}].se_inter_instructions_fixed", errors.InterTaskWordingsFixed);
            expected.Close($"dstudy[{row}].se_intra_one_task_instr_random", errors.OneTask);
            expected.Close($"dstudy[{row}].se_intra_one_task_instr_fixed", errors.OneTaskWordingsFixed);
        }

        expected.AssertAllCompared();
    }

    [Fact]
    public void Multi_prompt_metrics()
    {
        JsonElement file = Golden.Read("multi_prompt_metrics.json");
        Ledger expected = new(file.GetProperty("expected"));
        double[][] scores = [.. file.GetProperty("scores[z][i]").EnumerateArray().Select(row => row.Numbers())];
        string[][] answers = [.. file.GetProperty("answers[z][i]").EnumerateArray().Select(row => row.EnumerateArray().Select(answer => answer.GetString()!).ToArray())];
        MultiPrompt metrics = MultiPrompt.Analyze(scores);
        double[] wordings = [.. metrics.PerWording];
        expected.Close("per_prompt", [.. wordings.Select(value => (double?)value)]);
        expected.Close("AvgP", metrics.Average);
        expected.Close("MaxP", metrics.Max);
        expected.Close("MinP", metrics.Min);
        expected.Close("FormatSpread", metrics.Spread);
        expected.Close("Sat", metrics.Saturation);
        expected.Close("CPS", metrics.Cps);
        expected.Close("sd_over_prompts_ddof1", metrics.StandardDeviation);
        expected.Close("median_prompt", Quantiles.Linear(wordings, 0.5));
        expected.Close("q05_q95_type7[0]", Quantiles.Linear(wordings, 0.05));
        expected.Close("q05_q95_type7[1]", Quantiles.Linear(wordings, 0.95));
        expected.Close("ProSA_PSS", metrics.Pss);
        expected.Close("ToRR_robustness_1_minus_range", metrics.Robustness);
        expected.Close("answer_consistency_pairwise", MultiPrompt.AnswerConsistency(answers));
        expected.Close("all_agree_rate", answers.Count(row => MultiPrompt.AnswerConsistency([row]) == 1) / (double)answers.Length);
        expected.Close("all_correct_rate_strict", metrics.AllCorrect);
        expected.Close("any_correct_rate", metrics.AnyCorrect);
        expected.Close("ICC_A1_absolute", metrics.IccAgreement);
        expected.Close("ICC_C1_consistency", metrics.IccConsistency);
        // The mean squares of inputs x wordings are those of the balanced analysis with one input in each "task".
        VarianceAnalysis squares = BalancedAnova.Analyze([Array.ConvertAll(scores, row => Array.ConvertAll(row, score => new[] { score })), .. Mirror(scores)], WordingDesign.Crossed);
        expected.Close("MS_z", squares.MeanSquares["z:t"]);
        expected.Close("MS_e", squares.MeanSquares["e"]);
        expected.Close("MS_i", Moments.Variance(wordings) * scores.Length);
        double[][] logs = [.. file.GetProperty("posix_logP[i][j]=log P(y_j|x_i)").EnumerateArray().Select(row => row.Numbers())];
        expected.Close("POSIX_psi", MultiPrompt.Posix(logs, [.. file.GetProperty("posix_len").Numbers().Select(length => (int)length)]));
        expected.AssertAllCompared();

        // A second task that is the first again has the same squares within it.
        static double[][][][] Mirror(double[][] rows) => [Array.ConvertAll(rows, row => Array.ConvertAll(row, score => new[] { score }))];
    }

    [Fact]
    public void Contamination_minhash()
    {
        Ledger expected = new(Golden.Read("contamination_ngrams.json").GetProperty("minhash"));
        expected.Close("k", GenEval.Generalization.MinHash.Length);
        expected.Close("b16_r8_J0.8", GenEval.Generalization.MinHash.CandidateProbability(0.8, 16, 8));
        expected.Close("b16_r8_J0.5", GenEval.Generalization.MinHash.CandidateProbability(0.5, 16, 8));
        // No estimate of a Jaccard index is reported: candidates are measured exactly, so its bias, its spread and the threshold of bands are nowhere in the code.
        expected.NotOurs("bias");
        expected.NotOurs("sd_at_J_0.5_k128");
        expected.NotOurs("threshold_");
        expected.AssertAllCompared();
    }

    [Fact]
    public void Paired_counts()
    {
        JsonElement file = Golden.Read("paired_cluster_difference.json");
        double[][] a = [.. file.GetProperty("A").EnumerateObject().Select(task => task.Value.Numbers())];
        double[][] b = [.. file.GetProperty("B").EnumerateObject().Select(task => task.Value.Numbers())];
        JsonElement expected = file.GetProperty("expected");
        double[] sums = [.. a.Zip(b, (x, y) => x.Sum() - y.Sum())];
        SignFlipResult flip = SignFlip.Test(sums, seed: 1);
        Golden.Close(expected.GetProperty("signflip_count"), flip.PValue * expected.GetProperty("signflip_total").GetDouble(), "count");
        Assert.Equal(Math.Pow(2, sums.Length), expected.GetProperty("signflip_total").GetDouble());
        (double X, double Y)[] pairs = [.. a.SelectMany(x => x).Zip(b.SelectMany(y => y))];
        Assert.Equal(expected.GetProperty("mcnemar_b").GetInt32(), pairs.Count(p => p.X > p.Y));
        Assert.Equal(expected.GetProperty("mcnemar_c").GetInt32(), pairs.Count(p => p.X < p.Y));
        Golden.Close(expected.GetProperty("corr_scores"), MathNet.Numerics.Statistics.Correlation.Pearson(pairs.Select(p => p.X), pairs.Select(p => p.Y)), "correlation");
        ClusterRobustMean macro = ClusterRobust.Mean([.. a.Zip(b, (x, y) => x.Average() - y.Average())], [.. a.Select(_ => 1.0)])!;
        Golden.Close(expected.GetProperty("macro_df"), macro.DegreesOfFreedom, "macro df");
        Golden.Close(expected.GetProperty("df_CR1"), a.Length - 1, "df of CR1");
    }
}
