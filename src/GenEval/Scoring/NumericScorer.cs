using System.Globalization;
using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// Whether the last number of the answer is the last number of the reference, within a tolerance: absolute (<c>numeric:0.01</c>), or relative to the
/// reference (<c>numeric:1%</c>). Numbers are equal from the start where they differ by less than 1e-9 of their size, so that 1/3 and a percentage
/// lose nothing to rounding. Where only one of the two has a percent sign, either reading (50 or 0.5) counts. An answer
/// without a number scores 0.
/// </summary>
public sealed class NumericScorer : ReferenceScorer
{
    private const double Rounding = 1e-9;
    private readonly double _absolute;
    private readonly double _relative;

    /// <summary>A scorer with a tolerance: null, <c>T</c> or <c>T%</c>, T at least 0 with a point as decimal sign.</summary>
    /// <exception cref="GenEvalException">The tolerance is no such number.</exception>
    public NumericScorer(string? tolerance = null)
    {
        if (tolerance is null)
        {
            return;
        }

        bool isRelative = tolerance.EndsWith('%');
        ReadOnlySpan<char> digits = isRelative ? tolerance.AsSpan(0, tolerance.Length - 1) : tolerance;
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !(value >= 0 && double.IsFinite(value)))
        {
            throw ScorerCatalog.BadArgument(
                About, tolerance, "a tolerance of 0 or more, as in 'numeric:0.01', or in percent of the reference, as in 'numeric:1%'");
        }

        _absolute = isRelative ? 0 : value;
        _relative = isRelative ? value / 100 : 0;
    }

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "numeric",
        "the last number of the answer is the reference's",
        "own rule, as GSM8K's evaluations take the last number",
        "thousands separators, signs, fractions, percent, powers of ten read as numbers",
        IsBinary: true,
        Argument: "TOLERANCE")
    { UnscoredWhen = "no reference, or none with a number" };

    /// <inheritdoc/>
    public override MetricInfo Info => About;

    /// <inheritdoc/>
    protected override double? Compare(in ScoringItem item, string reference) =>
        NumberReader.Last(reference) is not { } expected ? null : NumberReader.Last(item.Output) is { } number && AreEqual(number, expected) ? 1 : 0;

    private bool AreEqual(TextNumber number, TextNumber expected) =>
        number.IsPercent == expected.IsPercent
            ? IsNear(number.Value, expected.Value)
            : IsNear(number.Value, expected.Value) || IsNear(number.Fraction, expected.Fraction);

    private bool IsNear(double value, double expected)
    {
        double slack = Rounding * Math.Max(Math.Abs(value), Math.Abs(expected));
        return Math.Abs(value - expected) <= Math.Max(_absolute, _relative * Math.Abs(expected)) + slack;
    }
}
