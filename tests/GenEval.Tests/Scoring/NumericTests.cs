using GenEval.Scoring;
using GenEval.Scoring.Text;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

public sealed class NumericTests
{
    [Theory]
    [InlineData("42", 42)]
    [InlineData("The answer is 42.", 42)]
    [InlineData("3 apples and 4 pears", 4)]
    [InlineData("#### 1,234,567.89", 1234567.89)]
    [InlineData("1\u202F234\u00A0567", 1234567)]
    [InlineData("12,3456", 3456)]
    [InlineData("1234,567", 567)]
    [InlineData("1, 2, 300", 300)]
    [InlineData("-5", -5)]
    [InlineData("\u22125", -5)]
    [InlineData("= -5", -5)]
    [InlineData("(-5)", -5)]
    [InlineData("7-5", 5)]
    [InlineData("x-5", 5)]
    [InlineData("-$5.50", -5.5)]
    [InlineData("$-5.50", -5.5)]
    [InlineData("€1,000", 1000)]
    [InlineData("pages 10–12", 12)]
    [InlineData("2026-11-22", 22)]
    [InlineData("11/22/2026", 2026)]
    [InlineData("3/4", 0.75)]
    [InlineData("-3/4", -0.75)]
    [InlineData("1 3/4", 1.75)]
    [InlineData("-1 3/4", -1.75)]
    [InlineData("2 5/4", 1.25)]
    [InlineData("½", 0.5)]
    [InlineData("2½ cups", 2.5)]
    [InlineData("3/0", 0)]
    [InlineData(@"\frac{3}{4}", 0.75)]
    [InlineData(@"-\dfrac{1}{2}", -0.5)]
    [InlineData(@"\boxed{17}", 17)]
    [InlineData("1.5e-3", 0.0015)]
    [InlineData("6.02E23", 6.02e23)]
    [InlineData("1.5 × 10^3", 1500)]
    [InlineData(@"2 \times 10^{-2}", 0.02)]
    [InlineData("10^5", 100000)]
    [InlineData(".5", 0.5)]
    [InlineData("3. ", 3)]
    [InlineData("5km", 5)]
    [InlineData("**7**", 7)]
    [InlineData("答案是42", 42)]
    [InlineData("7, says GPT4", 7)]
    [InlineData("8 in v1.2", 8)]
    [InlineData("9 e 5", 5)]
    [InlineData("1e999 or 3", 3)]
    [InlineData("3 or 1e999", 3)]
    public void The_last_number_is_read(string text, double expected) =>
        Assert.Equal(expected, NumberReader.Last(text)!.Value.Value, 1e-12 * Math.Abs(expected));

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("GPT4")]
    [InlineData("x²")]
    public void A_text_without_a_number_has_none(string text) => Assert.Null(NumberReader.Last(text));

    [Theory]
    [InlineData("numeric", "It is 42", "42.0", 1.0)]
    [InlineData("numeric", "It is 42.001", "42", 0.0)]
    [InlineData("numeric:0.01", "It is 42.01", "42", 1.0)]
    [InlineData("numeric:0.01", "It is 42.02", "42", 0.0)]
    [InlineData("numeric:1%", "It is 101", "100", 1.0)]
    [InlineData("numeric:1%", "It is 102", "100", 0.0)]
    [InlineData("numeric:1%", "It is -101", "-100", 1.0)]
    [InlineData("numeric", "50%", "50%", 1.0)]
    [InlineData("numeric", "50%", "0.5", 1.0)]
    [InlineData("numeric", "50", "50%", 1.0)]
    [InlineData("numeric", "50 percent", "1/2", 1.0)]
    [InlineData("numeric", @"50\%", "0.05", 0.0)]
    [InlineData("numeric", "1/3", "0.33333333333", 1.0)]
    [InlineData("numeric", "no idea", "42", 0.0)]
    [InlineData("numeric", "42", "no number", null)]
    [InlineData("numeric", "", "42", 0.0)]
    public void Numbers_are_compared_within_the_tolerance(string metric, string output, string reference, double? expected) =>
        Assert.Equal(expected, Value(metric, output, reference));

    [Theory]
    [InlineData("numeric:x")]
    [InlineData("numeric:")]
    [InlineData("numeric:-1")]
    [InlineData("numeric:NaN")]
    [InlineData("numeric:1e999")]
    [InlineData("numeric:0,01")]
    public void A_bad_tolerance_is_an_error(string metric)
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => Scorers.Create(metric));
        Assert.Contains("numeric:0.01", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_point_is_a_point_under_german_culture() => Under("de-DE", () => Assert.Equal(1, Value("numeric:0.01", "1,000.5", "1000.509")));
}
