namespace GenEval.Statistics;

/// <summary>How much the wording matters, over inputs that were asked under every wording. Members are null where too few define them.</summary>
public sealed record MultiPrompt
{
    /// <summary>Each wording's mean over inputs.</summary>
    public required IReadOnlyList<double> PerWording { get; init; }

    /// <summary>AvgP: the mean over wordings.</summary>
    public double? Average { get; init; }

    /// <summary>MaxP: the best wording's mean.</summary>
    public double? Max { get; init; }

    /// <summary>The worst wording's mean.</summary>
    public double? Min { get; init; }

    /// <summary>Max - min (Sclar et al. 2024).</summary>
    public double? Spread => Max - Min;

    /// <summary>1 - (max - average) (Mizrahi et al. 2024).</summary>
    public double? Saturation => 1 - (Max - Average);

    /// <summary>Combined performance score: saturation x max (Mizrahi et al. 2024).</summary>
    public double? Cps => Saturation * Max;

    /// <summary>The standard deviation of the wordings' means.</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>PSS: mean over inputs of the mean |y_i - y_j| over pairs of wordings (ProSA, Zhuo et al. 2024).</summary>
    public double? Pss { get; init; }

    /// <summary>1 - mean over inputs of max - min (ToRR).</summary>
    public double? Robustness { get; init; }

    /// <summary>Share of inputs with a score of 1 under every wording.</summary>
    public double? AllCorrect { get; init; }

    /// <summary>Share of inputs with a score of 1 under some wording.</summary>
    public double? AnyCorrect { get; init; }

    /// <summary>ICC(A,1), absolute agreement of wordings over inputs (McGraw and Wong 1996).</summary>
    public double? IccAgreement { get; init; }

    /// <summary>ICC(C,1), agreement but for each wording's own level.</summary>
    public double? IccConsistency { get; init; }

    /// <summary>The metrics of <paramref name="scores"/>[input][wording], without missing cells.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static MultiPrompt Analyze(IReadOnlyList<double[]> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int wordings = scores.Count == 0 ? 0 : scores[0].Length;
        if (scores.Any(row => row.Length != wordings))
        {
            throw new ArgumentException("Every input has one score a wording.", nameof(scores));
        }

        if (wordings == 0)
        {
            return new MultiPrompt { PerWording = [] };
        }

        double[] means = [.. Enumerable.Range(0, wordings).Select(i => Moments.MeanOf([.. scores.Select(row => row[i])]))];
        (double? agreement, double? consistency) = Icc(scores, means);
        return new MultiPrompt
        {
            PerWording = means,
            Average = Moments.Mean(means),
            Max = means.Max(),
            Min = means.Min(),
            StandardDeviation = Moments.Variance(means) is { } variance ? Math.Sqrt(variance) : null,
            Pss = wordings < 2 ? null : OverInputs(row => OverPairs(row, (a, b) => Math.Abs(a - b))),
            Robustness = wordings < 2 ? null : 1 - OverInputs(row => row.Max() - row.Min()),
            AllCorrect = OverInputs(row => Array.TrueForAll(row, score => score >= 1) ? 1 : 0),
            AnyCorrect = OverInputs(row => Array.Exists(row, score => score >= 1) ? 1 : 0),
            IccAgreement = agreement,
            IccConsistency = consistency,
        };

        double OverInputs(Func<double[], double> of) => Moments.MeanOf([.. scores.Select(of)]);
    }

    /// <summary>
    /// Answer consistency: mean over inputs of the share of pairs of wordings with equal answers; null without an input that has two. Answers that are
    /// null are no answer and pair with nothing.
    /// </summary>
    public static double? AnswerConsistency(IReadOnlyList<string?[]> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        double[] shares = [.. answers
            .Select(row => Array.FindAll(row, answer => answer is not null))
            .Where(row => row.Length > 1)
            .Select(row => OverPairs(row, (a, b) => string.Equals(a, b, StringComparison.Ordinal) ? 1 : 0))];
        return Moments.Mean(shares);
    }

    /// <summary>
    /// POSIX (Chatterjee et al. 2024): mean over ordered pairs i, j of |log P(y_j|x_i) - log P(y_j|x_j)| / length of y_j; null with one wording.
    /// </summary>
    /// <param name="logProbabilities">[i][j]: log P(y_j | x_i), the answer to wording j under wording i.</param>
    /// <param name="lengths">Tokens of each answer, above 0.</param>
    public static double? Posix(IReadOnlyList<double[]> logProbabilities, IReadOnlyList<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(lengths);
        int wordings = lengths.Count;
        if (logProbabilities.Count != wordings || logProbabilities.Any(row => row.Length != wordings) || lengths.Any(length => length < 1))
        {
            throw new ArgumentException("A square table, and a length of at least 1 for each answer.", nameof(logProbabilities));
        }

        CompensatedSum sum = default;
        for (int i = 0; i < wordings; i++)
        {
            for (int j = 0; j < wordings; j++)
            {
                sum.Add(Math.Abs(logProbabilities[i][j] - logProbabilities[j][j]) / lengths[j]);
            }
        }

        return wordings < 2 ? null : sum.Value / (wordings * (wordings - 1.0));
    }

    private static double OverPairs<T>(T[] row, Func<T, T, double> of)
    {
        CompensatedSum sum = default;
        for (int first = 0; first < row.Length; first++)
        {
            for (int second = first + 1; second < row.Length; second++)
            {
                sum.Add(of(row[first], row[second]));
            }
        }

        return sum.Value / (row.Length * (row.Length - 1) / 2.0);
    }

    private static (double? Agreement, double? Consistency) Icc(IReadOnlyList<double[]> scores, double[] means)
    {
        double inputs = scores.Count;
        double wordings = means.Length;
        if (inputs < 2 || wordings < 2)
        {
            return (null, null);
        }

        double[] rows = [.. scores.Select(row => Moments.MeanOf(row))];
        double grand = Moments.MeanOf(means);
        double z = wordings * Moments.SumOfSquares(rows) / (inputs - 1);
        double i = inputs * Moments.SumOfSquares(means) / (wordings - 1);
        CompensatedSum rest = default;
        for (int input = 0; input < rows.Length; input++)
        {
            for (int wording = 0; wording < means.Length; wording++)
            {
                rest.Add(Math.Pow(scores[input][wording] - rows[input] - means[wording] + grand, 2));
            }
        }

        double e = rest.Value / ((inputs - 1) * (wordings - 1));
        double consistency = z + (wordings - 1) * e;
        double agreement = consistency + wordings / inputs * (i - e);
        return (agreement > 0 ? (z - e) / agreement : null, consistency > 0 ? (z - e) / consistency : null);
    }
}
