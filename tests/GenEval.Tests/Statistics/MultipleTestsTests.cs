using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>Expected values: R 4.2.2, <c>p.adjust(c(.01, .04, .03, .005, .8, .03), "holm")</c> and <c>"BH"</c>; <c>binom.test</c>; <c>mcnemar</c> from paired_cluster_difference.json.</summary>
public sealed class MultipleTestsTests
{
    private static readonly double?[] s_p = [0.01, 0.04, null, 0.03, 0.005, 0.8, 0.03];

    [Fact]
    public void Holm_agrees_with_R() => Same([0.05, 0.12, null, 0.12, 0.03, 0.8, 0.12], MultipleTests.Holm(s_p));

    [Fact]
    public void Benjamini_Hochberg_agrees_with_R() => Same([0.03, 0.048, null, 0.045, 0.03, 0.8, 0.045], MultipleTests.BenjaminiHochberg(s_p));

    [Fact]
    public void Clopper_Pearson_and_Wilson_agree_with_R()
    {
        // binom.test(9, 12)$conf.int; prop.test(9, 12, correct = FALSE)$conf.int
        Interval exact = Binomials.ClopperPearson(9, 12)!.Value;
        Golden.Close(0.42814153812181088, exact.Lower);
        Golden.Close(0.94513935547200723, exact.Upper);
        Interval wilson = Binomials.Wilson(9, 12)!.Value;
        Golden.Close(0.46769466506643442, wilson.Lower);
        Golden.Close(0.91105833160594518, wilson.Upper);
        Assert.Null(Binomials.Wilson(0, 0));
        Assert.Equal(0, Binomials.ClopperPearson(0, 5)!.Value.Lower);
    }

    [Fact]
    public void McNemar_is_the_exact_binomial_test()
    {
        Golden.Close(0.21875, Binomials.McNemar(5, 1));
        Assert.Equal(1, Binomials.McNemar(0, 0));
        Assert.Equal(1, Binomials.McNemar(3, 3));
    }

    private static void Same(double?[] expected, double?[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i] is null, actual[i] is null);
            if (expected[i] is { } value)
            {
                Golden.Close(value, actual[i]);
            }
        }
    }
}
