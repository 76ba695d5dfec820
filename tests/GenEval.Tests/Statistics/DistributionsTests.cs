using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Expected values: R 4.2.2, <c>qt(p, df)</c>, <c>pt(2.5, df, lower.tail = FALSE)</c>, <c>qbeta</c>, <c>qnorm</c>, <c>pnorm</c>, printed with 17 digits.</summary>
public sealed class DistributionsTests
{
    [Theory]
    [InlineData(0.975, 0.5, 164.55767348049446)]
    [InlineData(0.9999, 0.5, 10284911.56318235)]
    [InlineData(0.975, 1, 12.706204736174694)]
    [InlineData(0.6, 1.6666666666666667, 0.29591342460006859)]
    [InlineData(0.95, 1.6666666666666667, 3.3599716363312084)]
    [InlineData(0.975, 3.4735135135135136, 2.9505541523071965)]
    [InlineData(0.9999, 8.3766592673407096, 6.2621110238722819)]
    [InlineData(0.025, 30.3, -2.041424872699853)]
    [InlineData(0.9999, 100.7, 3.8605754537067654)]
    [InlineData(0.975, 1000, 1.9623390808264076)]
    [InlineData(0.9999, 9999, 3.720396007115605)]
    [InlineData(0.9999, 10001, 3.7203957311473368)]
    [InlineData(0.975, 12345.6, 1.96015615825951)]
    [InlineData(0.9999, 1e6, 3.7190302747625714)]
    [InlineData(0.975, 1e8, 1.9599640082627663)]
    [InlineData(0.975, double.PositiveInfinity, 1.959963984540054)]
    public void Student_t_quantiles_agree_with_R(double p, double df, double expected) =>
        Golden.Close(1, Distributions.StudentTQuantile(p, df) / expected, tolerance: 2e-12);

    [Theory]
    [InlineData(0.5, 0.40097052905329328)]
    [InlineData(3.4735135135135136, 0.076242135025130761)]
    [InlineData(100.7, 0.014034226596581233)]
    [InlineData(12345.6, 0.012432200145626465)]
    [InlineData(1e6, 0.012419489502163233)]
    [InlineData(double.PositiveInfinity, 0.012419330651552318)]
    public void Two_sided_t_tails_agree_with_R(double df, double expected) =>
        Golden.Close(1, Distributions.StudentTTwoSided(-2.5, df) / expected, tolerance: 2e-12);

    [Fact]
    public void Far_t_tails_agree_with_R()
    {
        Golden.Close(1, Distributions.StudentTTwoSided(6, 10001) / 2.0416115284030223e-09, tolerance: 1e-11);
        Golden.Close(1, Distributions.StudentTTwoSided(6, 9999) / 2.0416254188516065e-09, tolerance: 1e-11);
    }

    [Theory]
    [InlineData(0.025, 2, 5, 0.043271868292741683)]
    [InlineData(0.025, 0.5, 3.2, 0.00016585193379296673)]
    [InlineData(0.975, 4.03, 0.953, 0.99486196152565809)]
    [InlineData(0.5, 1000, 30, 0.97117811941981558)]
    [InlineData(0.001, 0.01, 4, 1.6096533533018274e-301)]
    public void Beta_quantiles_agree_with_R(double p, double a, double b, double expected) =>
        Golden.Close(1, Distributions.BetaQuantile(p, a, b) / expected, tolerance: 2e-12);

    [Theory]
    [InlineData(0.95, 9, 10, 3.0203829470213739)]
    [InlineData(0.95, 1, 1.5, 36.2002349121843281)]
    [InlineData(0.975, 49, 1000, 1.4496973824711741)]
    public void F_quantiles_agree_with_R(double p, double numerator, double denominator, double expected) =>
        Golden.Close(1, Distributions.FQuantile(p, numerator, denominator) / expected, tolerance: 2e-12);

    [Theory]
    [InlineData(1e-10, -6.3613409024040557)]
    [InlineData(0.975, 1.9599639845400536)]
    [InlineData(0.9999999, 5.1993375822906618)]
    public void Normal_quantiles_agree_with_R(double p, double expected) => Golden.Close(expected, Distributions.NormalQuantile(p), tolerance: 1e-14);
}
