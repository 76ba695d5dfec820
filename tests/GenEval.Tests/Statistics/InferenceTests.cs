using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Scaling, equivalence and prediction-powered means, against oracles/scaling_and_equivalence.R and oracles/prediction_powered.R.</summary>
public sealed class InferenceTests
{
    [Fact]
    public void Log_linear_scaling_agrees_with_lm()
    {
        LogLinearFit fit = LogLinear.Fit([8, 32, 128, 512, 757], [.18, .24, .33, .37, .41]);
        Golden.Close(0.076618613790534723, fit.Intercept);
        Golden.Close(0.034170594174880546, fit.Slope.Estimate);
        Golden.Close(0.0023538134340665936, fit.Slope.StandardError);
        Golden.Close(0.00070869591715586825, fit.Slope.PValue);
        Golden.Close(0.026679709308308160, fit.Slope.Interval?.Lower);
        Golden.Close(0.041661479041452933, fit.Slope.Interval?.Upper);
        Assert.Equal(3, fit.DegreesOfFreedom);
    }

    [Fact]
    public void Two_points_or_one_size_have_no_interval()
    {
        LogLinearFit two = LogLinear.Fit([1, 4], [0.2, 0.4]);
        Golden.Close(0.1, two.Slope.Estimate);
        Assert.Equal((Reasons.TwoPoints, null), (two.Slope.Reason, two.Slope.Interval));
        Assert.Equal(Reasons.OneSize, LogLinear.Fit([8, 8, 8], [0.1, 0.2, 0.3]).Slope.Reason);
        Assert.Equal(Reasons.NoScores, LogLinear.Fit([], []).Slope.Reason);
        Assert.Throws<ArgumentException>(() => LogLinear.Fit([0], [1]));
    }

    [Fact]
    public void Two_one_sided_tests_agree_with_R()
    {
        double[] d = [.02, -.01, .03, .00, .01, -.02, .02];
        DifferenceEstimate difference = PairedDifference.Mean([.. d.Select(value => new[] { value })]);
        EquivalenceResult result = Equivalence.Tost(difference, 0.05);
        Golden.Close(0.00037238398662097763, result.PValue);
        Golden.Close(-0.0060734122829103343, result.Interval?.Lower);
        Golden.Close(0.0203591265686246213, result.Interval?.Upper);
        Assert.True(result.Equivalent);
        Assert.False(Equivalence.Tost(difference, 0.015).Equivalent);
        Assert.Null(Equivalence.Tost(PairedDifference.Mean([[0], [0]]), 0.05).PValue);
    }

    private static readonly double[] s_ratings = [1, 0, 1, 1, 0, 1, 1, 0];
    private static readonly double[] s_rated = [.9, .8, 1, 1, .1, .5, .2, .1];
    private static readonly double[] s_unrated = [.9, .05, .65, .7, .1, .9, .3, .85, .4, .8, 1, .2];

    [Fact]
    public void Prediction_powered_means_agree_with_R()
    {
        PredictionPoweredEstimate mean = PredictionPoweredMean.Independent(s_ratings, s_rated, s_unrated);
        Golden.Close(0.43004318643009531, mean.Lambda);
        Golden.Close(0.62320815338987456, mean.Estimate);
        Golden.Close(0.16683186877054521, mean.StandardError);
        Golden.Close(7.9792746659240903, mean.DegreesOfFreedom);
        Golden.Close(0.23831917059753138, mean.Interval?.Lower);
        Golden.Close(1.0080971361822177, mean.Interval?.Upper);
        Golden.Close(1.6237692842840392, mean.RatingsSaved);
    }

    [Fact]
    public void Clustered_prediction_powered_means_agree_with_R()
    {
        RatedTask[] tasks = [.. Enumerable.Range(0, 4).Select(t => new RatedTask(s_ratings[(2 * t)..(2 * t + 2)], s_rated[(2 * t)..(2 * t + 2)], s_unrated[(3 * t)..(3 * t + 3)]))];
        PredictionPoweredEstimate mean = PredictionPoweredMean.Clustered(tasks);
        Golden.Close(0.35652475436074976, mean.Lambda, tolerance: 1e-7);
        Golden.Close(Math.Sqrt(0.0092496442444521369), mean.StandardError);
        Golden.Close(0.62351448019016353, mean.Estimate, tolerance: 1e-8);
        Assert.Equal(3, mean.DegreesOfFreedom);
    }

    [Fact]
    public void Useless_scores_leave_the_ratings_alone()
    {
        PredictionPoweredEstimate constant = PredictionPoweredMean.Independent(s_ratings, new double[8], new double[12]);
        Assert.Equal((0, 0.625, 0), (constant.Lambda, constant.Estimate, constant.RatingsSaved));
        PredictionPoweredEstimate reversed = PredictionPoweredMean.Independent(s_ratings, Array.ConvertAll(s_rated, f => 1 - f), s_unrated);
        Assert.Equal(0, reversed.Lambda);
        Assert.Equal(Reasons.FewerThanTwoInputs, PredictionPoweredMean.Independent([1], [1], s_unrated).Reason);
        Assert.Equal(Reasons.OneTask, PredictionPoweredMean.Clustered([new RatedTask(s_ratings, s_rated, s_unrated)]).Reason);
        Assert.Equal(Reasons.ZeroVariance, PredictionPoweredMean.Independent([1, 1], [.5, .5], [.5, .5]).Reason);
    }

    [Fact]
    public void Fieller_agrees_with_its_own_definition()
    {
        // The ends are the ratios R at which a - R b is just significant.
        RatioEstimate ratio = TransferRatios.Fieller(0.4, 0.002, 9, 0.8, 0.003, 11);
        double t = Distributions.StudentTQuantile(0.975, ratio.DegreesOfFreedom!.Value);
        Golden.Close(t, (0.4 - ratio.Interval!.Value.Lower * 0.8) / Math.Sqrt(0.002 + Math.Pow(ratio.Interval.Value.Lower, 2) * 0.003));
        Golden.Close(-t, (0.4 - ratio.Interval.Value.Upper * 0.8) / Math.Sqrt(0.002 + Math.Pow(ratio.Interval.Value.Upper, 2) * 0.003));
        Assert.Null(TransferRatios.Fieller(0.4, 0.002, 9, 0, 0.003, 11).Estimate);
        Assert.Equal(Reasons.SeenGainNegative, TransferRatios.Estimate([-0.3, -0.31, -0.29], [0.1, 0.2]).Reason);
        Assert.Equal(Reasons.OneTask, TransferRatios.Estimate([0.3], [0.1, 0.2]).Reason);
    }
}
