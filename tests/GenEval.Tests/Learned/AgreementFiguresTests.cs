using GenEval.Statistics;

namespace GenEval.Tests.Learned;

public sealed class AgreementFiguresTests
{
    [Fact]
    public void Auc_is_the_share_of_pairs_in_the_right_order()
    {
        Random random = new(5);
        for (int round = 0; round < 20; round++)
        {
            double[] scores = [.. Enumerable.Range(0, 40).Select(_ => random.Next(12) / 4.0)];
            double[] outcomes = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 || random.Next(2) == 0 ? 1.0 : 0)];
            double pairs = 0, right = 0;
            for (int i = 0; i < 40; i++)
            {
                for (int j = 0; j < 40; j++)
                {
                    bool isPair = outcomes[i] == 1 && outcomes[j] == 0;
                    pairs += isPair ? 1 : 0;
                    right += !isPair ? 0 : scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }

            Assert.Equal(right / pairs, AgreementFigures.Auc(scores, outcomes)!.Value, 1e-12);
        }
    }

    [Fact]
    public void Auc_of_one_class_and_figures_of_nothing_are_undefined()
    {
        Assert.Null(AgreementFigures.Auc([0.1, 0.2], [1, 1]));
        Assert.Null(AgreementFigures.Auc([], []));
        Assert.Null(AgreementFigures.Spearman([0.1, 0.1], [0.2, 0.3]));
        Assert.Null(AgreementFigures.CalibrationError([], []));
    }

    // R: cor(c(1,2,3,4,5), c(2,1,4,3,5), method = "spearman") is 0.8; cor(c(1,2,2,3), c(1,3,2,4), method = "spearman") is 0.9486833.
    [Fact]
    public void Spearman_is_R_s()
    {
        Assert.Equal(0.8, AgreementFigures.Spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])!.Value, 1e-12);
        Assert.Equal(0.9486833, AgreementFigures.Spearman([1, 2, 2, 3], [1, 3, 2, 4])!.Value, 1e-7);
        Assert.Equal(-1, AgreementFigures.Spearman([1, 2, 3], [0.9, 0.5, 0.1])!.Value, 1e-12);
    }

    [Fact]
    public void Calibration_error_weighs_bins_by_their_answers()
    {
        // Bin 0.9: mean score .95, mean outcome .75 of four; bin 0.1: .15 against 0 of one; 1 is in the last bin.
        double expected = ((4 * 0.2) + (1 * 0.15)) / 5;
        Assert.Equal(expected, AgreementFigures.CalibrationError([0.9, 0.9, 1, 1, 0.15], [1, 1, 1, 0, 0])!.Value, 1e-12);
        Assert.Equal(0, AgreementFigures.CalibrationError([1, 0], [1, 0])!.Value, 1e-12);
    }

    [Fact]
    public void A_cluster_that_counts_twice_is_a_cluster_that_is_there_twice()
    {
        double[] scores = [0.2, 0.8, 0.5, 0.4, 0.9];
        double[] outcomes = [0, 1, 1, 0, 0];
        ClusteredAgreement once = new(scores, outcomes, [0, 0, 1, 1, 2], 3);
        ClusteredAgreement twice = ClusteredAgreement.Of([.. scores, 0.5, 0.4], [.. outcomes, 1, 0]);
        int[] counts = [1, 2, 1];
        Assert.Equal(twice.Auc(null)!.Value, once.Auc(counts)!.Value, 1e-12);
        Assert.Equal(twice.Spearman(null)!.Value, once.Spearman(counts)!.Value, 1e-12);
        Assert.Equal(twice.CalibrationError(null)!.Value, once.CalibrationError(counts)!.Value, 1e-12);
    }

    [Fact]
    public void The_interval_of_clusters_is_wider_than_that_of_single_answers()
    {
        // Ten copies of each of 40 answers: as a cluster they say no more than one.
        Random random = new(9);
        double[] scores = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())];
        double[] outcomes = Array.ConvertAll(scores, s => random.NextDouble() < s ? 1.0 : 0);
        double[] manyScores = [.. scores.SelectMany(s => Enumerable.Repeat(s, 10))];
        double[] manyOutcomes = [.. outcomes.SelectMany(o => Enumerable.Repeat(o, 10))];
        ClusteredAgreement clustered = new(manyScores, manyOutcomes, [.. Enumerable.Range(0, 400).Select(i => i / 10)], 40);
        ClusteredAgreement single = new(manyScores, manyOutcomes, [.. Enumerable.Range(0, 400)], 400);
        Interval wide = clustered.Interval(clustered.Auc, 0.95, seed: 1).Interval!.Value;
        Interval narrow = single.Interval(single.Auc, 0.95, seed: 1).Interval!.Value;
        Assert.True(wide.Upper - wide.Lower > 2 * (narrow.Upper - narrow.Lower));
        Assert.Equal(wide, clustered.Interval(clustered.Auc, 0.95, seed: 1).Interval);
    }

    // R: isoreg(c(1,3,2,4,3.5,5))$yf is 1, 2.5, 2.5, 3.75, 3.75, 5.
    [Fact]
    public void Isotonic_regression_pools_what_falls()
    {
        (double[] x, double[] y) = Isotonic.Fit([1, 2, 3, 4, 5, 6], [1, 3, 2, 4, 3.5, 5]);
        Assert.Equal([1, 2.5, 4.5, 6], x);
        Assert.Equal([1, 2.5, 3.75, 5], y);
        Assert.Equal([0.5], Isotonic.Fit([2, 1, 3], [0.5, 1, 0]).Y);
    }
}
