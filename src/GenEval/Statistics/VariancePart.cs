namespace GenEval.Statistics;

/// <summary>A summand of an estimate's variance with its own degrees of freedom.</summary>
/// <param name="Variance">In squared units of the estimate.</param>
/// <param name="DegreesOfFreedom">Infinite where it is known.</param>
internal readonly record struct VariancePart(double Variance, double DegreesOfFreedom)
{
    /// <summary>Satterthwaite's degrees of freedom of the sum; null where it is 0.</summary>
    public static double? Satterthwaite(IEnumerable<VariancePart> parts)
    {
        CompensatedSum sum = default;
        CompensatedSum squares = default;
        foreach (VariancePart part in parts)
        {
            sum.Add(part.Variance);
            squares.Add(part.Variance * part.Variance / part.DegreesOfFreedom);
        }

        double df = sum.Value * sum.Value / squares.Value;
        return double.IsFinite(df) ? df : null;
    }
}
