namespace GenEval.Statistics;

/// <summary>P-values adjusted for how many there are; a null is no test, stays null and does not count.</summary>
public static class MultipleTests
{
    /// <summary>Holm (1979): controls the chance of any false rejection, whatever the dependence.</summary>
    public static double?[] Holm(ReadOnlySpan<double?> pValues)
    {
        (int[] order, double?[] adjusted) = Ascending(pValues);
        double least = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            least = Math.Max(least, Math.Min(1, (order.Length - rank) * pValues[order[rank]]!.Value));
            adjusted[order[rank]] = least;
        }

        return adjusted;
    }

    /// <summary>Benjamini and Hochberg (1995): controls the expected share of false rejections, for independent or positively dependent tests.</summary>
    public static double?[] BenjaminiHochberg(ReadOnlySpan<double?> pValues)
    {
        (int[] order, double?[] adjusted) = Ascending(pValues);
        double most = 1;
        for (int rank = order.Length - 1; rank >= 0; rank--)
        {
            most = Math.Min(most, pValues[order[rank]]!.Value * (order.Length / (rank + 1.0)));
            adjusted[order[rank]] = most;
        }

        return adjusted;
    }

    private static (int[] Order, double?[] Adjusted) Ascending(ReadOnlySpan<double?> pValues)
    {
        double?[] values = pValues.ToArray();
        if (!Array.TrueForAll(values, value => value is null or (>= 0 and <= 1)))
        {
            throw new ArgumentOutOfRangeException(nameof(pValues), "A p-value is in [0, 1].");
        }

        int[] order = [.. Enumerable.Range(0, values.Length).Where(index => values[index] is not null).OrderBy(index => values[index])];
        return (order, new double?[values.Length]);
    }
}
