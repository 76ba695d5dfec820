namespace GenEval.Scoring.Text;

/// <summary>A number as it stands in a text.</summary>
/// <param name="Value">The number before a percent sign, if there is one; finite.</param>
/// <param name="IsPercent">Whether a percent sign follows.</param>
internal readonly record struct TextNumber(double Value, bool IsPercent)
{
    /// <summary>The number meant: a hundredth of a percentage.</summary>
    public double Fraction => IsPercent ? Value / 100 : Value;
}
