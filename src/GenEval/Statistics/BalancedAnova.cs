namespace GenEval.Statistics;

/// <summary>
/// Variance components of balanced data by analysis of variance (Brennan 2001): T tasks, Z inputs in each, I wordings, R repeats of each cell. For
/// unbalanced data there is REML, which gives the same where both apply and no component is negative.
/// </summary>
public static class BalancedAnova
{
    /// <summary>
    /// <paramref name="cells"/>[task][input][wording][repeat], every level of the same length; a wording index means the same in every task where
    /// <paramref name="design"/> is crossed. Undefined with fewer than two tasks, or two inputs a task.
    /// </summary>
    /// <exception cref="ArgumentException">The data are not balanced.</exception>
    public static VarianceAnalysis Analyze(double[][][][] cells, WordingDesign design, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(cells);
        Confidence at = new(confidence);
        BalancedTable? table = BalancedTable.From(cells);
        bool oneWording = table is { Wordings: 1 };
        string facets = oneWording ? "z:t" : design == WordingDesign.Crossed ? "i x (z:t)" : "(z x i):t";
        string name = table is { Repeats: > 1 } ? "r:(" + facets + ")" : facets;
        string? reason = table is null ? Reasons.NoScores
            : table.Tasks < 2 ? Reasons.OneTask
            : table.Inputs < 2 ? Reasons.OneInputPerTask
            : null;
        if (table is null || reason is not null)
        {
            return new VarianceAnalysis { Design = name, Method = "anova", Mean = table?.Mean, Reason = reason };
        }

        Estimates estimates = oneWording ? OneWording(table) : design == WordingDesign.Crossed ? Crossed(table) : Nested(table);
        double cellsInAll = (double)table.Tasks * table.Inputs * table.Wordings;
        return new VarianceAnalysis
        {
            Design = name,
            Method = "anova",
            Mean = table.Mean,
            Raw = estimates.Raw,
            MeanSquares = estimates.MeanSquares,
            StandardError = Math.Sqrt(estimates.Variance),
            DegreesOfFreedom = estimates.DegreesOfFreedom,
            WordingsFixedStandardError = Math.Sqrt(estimates.MeanSquares["t"] / cellsInAll),
        }.WithInterval(at.Level);
    }

    private sealed record Estimates(ComponentEstimates Raw, Dictionary<string, double> MeanSquares, double Variance, double DegreesOfFreedom);

    private static Estimates Crossed(BalancedTable table)
    {
        double tasks = table.Tasks;
        double inputs = table.Inputs;
        double wordings = table.Wordings;
        double t = table.TaskSquares / (tasks - 1);
        double z = table.InputSquares / (tasks * (inputs - 1));
        double i = table.WordingSquares / (wordings - 1);
        double ti = table.TaskWordingSquares / ((tasks - 1) * (wordings - 1));
        double e = table.ResidualSquares / (tasks * (inputs - 1) * (wordings - 1));
        ComponentEstimates raw = new()
        {
            Task = (t - ti - z + e) / (wordings * inputs),
            Input = (z - e) / wordings,
            Wording = (i - ti) / (tasks * inputs),
            TaskWording = (ti - e) / inputs,
            Residual = e - (table.RepeatVariance / table.Repeats ?? 0),
            Repeat = table.RepeatVariance,
        };
        double combined = t + i - ti;
        double df = combined * combined / (t * t / (tasks - 1) + i * i / (wordings - 1) + ti * ti / ((tasks - 1) * (wordings - 1)));
        // Mean squares that cancel say that wordings add nothing.
        (combined, df) = combined > 0 && double.IsFinite(df) ? (combined, Math.Max(df, 1)) : (t, tasks - 1);
        return new Estimates(raw, Squares(table, ("t", t), ("z:t", z), ("i", i), ("ti", ti), ("e", e)), combined / (tasks * inputs * wordings), df);
    }

    private static Estimates Nested(BalancedTable table)
    {
        double tasks = table.Tasks;
        double inputs = table.Inputs;
        double wordings = table.Wordings;
        double t = table.TaskSquares / (tasks - 1);
        double z = table.InputSquares / (tasks * (inputs - 1));
        double i = table.WordingInTaskSquares / (tasks * (wordings - 1));
        double e = table.ResidualSquares / (tasks * (inputs - 1) * (wordings - 1));
        ComponentEstimates raw = new()
        {
            Task = (t - z - i + e) / (inputs * wordings),
            Input = (z - e) / wordings,
            TaskWording = (i - e) / inputs,
            Residual = e - (table.RepeatVariance / table.Repeats ?? 0),
            Repeat = table.RepeatVariance,
        };
        return new Estimates(raw, Squares(table, ("t", t), ("z:t", z), ("i:t", i), ("e", e)), t / (tasks * inputs * wordings), tasks - 1);
    }

    private static Estimates OneWording(BalancedTable table)
    {
        double tasks = table.Tasks;
        double inputs = table.Inputs;
        double t = table.TaskSquares / (tasks - 1);
        double z = table.InputSquares / (tasks * (inputs - 1));
        ComponentEstimates raw = new()
        {
            Task = (t - z) / inputs,
            Input = z - (table.RepeatVariance / table.Repeats ?? 0),
            Repeat = table.RepeatVariance,
        };
        return new Estimates(raw, Squares(table, ("t", t), ("z:t", z)), t / (tasks * inputs), tasks - 1);
    }

    private static Dictionary<string, double> Squares(BalancedTable table, params ReadOnlySpan<(string Source, double Value)> values)
    {
        Dictionary<string, double> squares = new(StringComparer.Ordinal);
        foreach ((string source, double value) in values)
        {
            squares[source] = value;
        }

        if (table.RepeatVariance is { } repeat)
        {
            squares["r"] = repeat;
        }

        return squares;
    }
}
