namespace GenEval.Statistics;

/// <summary>
/// A variance of two parts, wordings and the rest, each with its own degrees of freedom, and Banerjee's half-width for it: the squares of the two
/// t half-widths add. Satterthwaite's single quantile is far too short with two or three wordings.
/// </summary>
/// <param name="Wordings">V_i and its df.</param>
/// <param name="Rest">Q, what the rest adds beyond the wordings' residual, and its df.</param>
/// <param name="Floor">The variance with wordings fixed, below which the whole is not taken; the same df as the rest.</param>
internal readonly record struct RandomWordings(VariancePart Wordings, double Rest, VariancePart Floor)
{
    /// <summary>V.</summary>
    public double Variance => Math.Max(Wordings.Variance + Rest, Floor.Variance);

    /// <summary>Half the width of a t interval, before Wilson.</summary>
    public double HalfWidth(double probability)
    {
        double wording = Distributions.StudentTQuantile(probability, Wordings.DegreesOfFreedom);
        double rest = Distributions.StudentTQuantile(probability, Floor.DegreesOfFreedom);
        double both = Math.Sqrt(wording * wording * Wordings.Variance + rest * rest * Rest);
        return Math.Max(both, rest * Math.Sqrt(Floor.Variance));
    }

    /// <summary>The half-width in units of the standard error: the quantile that Wilson's formula takes.</summary>
    public double Quantile(double probability) => HalfWidth(probability) / Math.Sqrt(Variance);

    /// <summary>The summands with their df; they add to <see cref="Variance"/>.</summary>
    public IReadOnlyList<VariancePart> Parts => [Wordings, new VariancePart(Variance - Wordings.Variance, Floor.DegreesOfFreedom)];

    /// <summary>V_i of wordings that every task shares: the variance of the wordings' means over tasks.</summary>
    public static VariancePart Crossed(IReadOnlyList<double[]> wordingMeans)
    {
        double[] means = MeansOverTasks(wordingMeans);
        return new VariancePart(Moments.SumOfSquares(means) / (means.Length - 1) / means.Length, means.Length - 1);
    }

    /// <summary>V_i of wordings nested in tasks: each task's own, added, with Satterthwaite's df.</summary>
    public static VariancePart Nested(IReadOnlyList<double[]> wordingMeans)
    {
        double count = wordingMeans.Count;
        VariancePart[] parts = [.. wordingMeans.Select(
            means => new VariancePart(Moments.SumOfSquares(means) / (means.Length - 1) / means.Length / (count * count), means.Length - 1))];
        double df = VariancePart.Satterthwaite(parts) ?? parts.Sum(part => part.DegreesOfFreedom);
        return new VariancePart(Moments.Sum(Array.ConvertAll(parts, part => part.Variance)), df);
    }

    /// <summary>The df of the wordings where cells are missing: of crossed ones I - 1, of nested ones as if each wording of a task varied alike.</summary>
    public static double DegreesOfFreedom(TaskScores[] tasks, WordingDesign design) => design == WordingDesign.Crossed
        ? tasks[0].Wordings - 1
        : VariancePart.Satterthwaite(tasks.Select(task => new VariancePart(1.0 / task.Wordings, task.Wordings - 1)))!.Value;

    /// <summary>M_i: each wording's mean of its task means.</summary>
    public static double[] MeansOverTasks(IReadOnlyList<double[]> wordingMeans)
    {
        double[] means = new double[wordingMeans[0].Length];
        for (int wording = 0; wording < means.Length; wording++)
        {
            means[wording] = Moments.MeanOf([.. wordingMeans.Select(task => task[wording])]);
        }

        return means;
    }
}
