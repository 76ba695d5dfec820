using System.Globalization;
using GenEval.Generalization;
using GenEval.Statistics;

namespace GenEval.Reports;

/// <summary>Numbers for people, the same under every culture.</summary>
internal static class Numbers
{
    /// <summary>What stands for a number that is not defined.</summary>
    public const string None = "-";

    /// <summary>Three decimals: scores have no more to say.</summary>
    public static string Score(double? value) => value is { } v ? Fixed(v, "0.000") : None;

    /// <summary>With a sign: differences.</summary>
    public static string Signed(double? value) => value is { } v ? Fixed(v, "+0.000;-0.000;0.000") : None;

    /// <summary>A difference in thousandths, for cells of a narrow table.</summary>
    public static string Thousandths(double value) => Fixed(1000 * value, "+0;-0;0");

    /// <summary>lower to upper.</summary>
    public static string Range(Interval? interval) => interval is { } i ? $"{Score(i.Lower)} to {Score(i.Upper)}" : None;

    /// <summary>A p value; very small ones as a bound.</summary>
    public static string PValue(double? value) => value switch
    {
        null => None,
        < .001 => "< 0.001",
        { } v => Fixed(v, "0.000"),
    };

    /// <summary>Up to four significant digits, for ratios, degrees of freedom and variances.</summary>
    public static string Short(double? value) => value is { } v ? v.ToString("G4", CultureInfo.InvariantCulture) : None;

    /// <summary>With thousands separators.</summary>
    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as whole or half percent: .95 is 95%.</summary>
    public static string Percent(double value) => (value * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A share with its interval, in percent.</summary>
    public static string Share(ShareEstimate share) => share.Estimate is not { } estimate
        ? None
        : Tenth(estimate) + (share.Interval is { } i ? $" ({Tenth(i.Lower)} to {Tenth(i.Upper)})" : "");

    private static string Tenth(double value) => Percent(Math.Round(value, 3));

    private static string Fixed(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
