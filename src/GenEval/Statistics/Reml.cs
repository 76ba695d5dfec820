namespace GenEval.Statistics;

/// <summary>A variance analysis by REML, with what the ladder needs of it.</summary>
/// <param name="Analysis">The components (none below 0) and the level's error.</param>
/// <param name="Criterion">-2 log restricted likelihood, as lme4 gives it; null where undefined.</param>
public sealed record RemlFit(VarianceAnalysis Analysis, double? Criterion)
{
    /// <summary>The variance of the level from wordings, as the spread of their own means shows it; null where some wording cannot be placed.</summary>
    internal double? WordingVariance { get; init; }

    /// <summary>The part of the level's variance from tasks and inputs.</summary>
    internal double OtherVariance { get; init; }
}

/// <summary>
/// Variance components of unbalanced and incomplete data by restricted maximum likelihood (Patterson and Thompson 1971): task, input in task, wording
/// (where crossed), wording in task, repeat, residual, all at least 0. Of balanced data it gives <see cref="BalancedAnova"/>'s components where none of
/// those is negative.
/// </summary>
public static class Reml
{
    /// <summary>
    /// The fit. With tasks random the level is the generalized least squares mean of the population of tasks; with tasks fixed it is the mean of the
    /// named tasks' own means. Degrees of freedom are Satterthwaite's from the average information, at least 1. Undefined, with a reason, where there are
    /// no scores, nothing varies, or the design does not tell the variances apart.
    /// </summary>
    /// <exception cref="ArgumentException">A score is not finite.</exception>
    public static RemlFit Fit(ReadOnlySpan<Observation> observations, WordingDesign design, bool tasksFixed = false, double confidence = 0.95)
    {
        Confidence at = new(confidence);
        foreach (Observation observation in observations)
        {
            if (!double.IsFinite(observation.Score))
            {
                throw new ArgumentException("A score is a finite number; leave out what is unscored.", nameof(observations));
            }
        }

        RemlData? data = RemlData.From(observations, design, tasksFixed);
        if (data is null)
        {
            double? equal = observations.IsEmpty ? null : observations[0].Score;
            return Undefined(equal, equal is null ? Reasons.NoScores : Reasons.ZeroVariance, design);
        }

        string? reason = !tasksFixed && data.Tasks.Length < 2 ? Reasons.OneTask : data.Cells < 3 ? Reasons.FewerThanTwoInputs : null;
        if (reason is not null || RemlOptimizer.Maximize(data) is not { } best)
        {
            return Undefined(data.Centre, reason ?? Reasons.NotSeparable, design);
        }

        return Report(data, best.Variances, best.Point, best.Covariance, design, at);
    }

    /// <summary>The same from tables without repeats: a row an input, a column a wording, null where a cell is missing.</summary>
    public static RemlFit FitTables(IReadOnlyList<TaskScores> tasks, WordingDesign design, bool tasksFixed = false, double confidence = 0.95) =>
        Fit([.. Observations(tasks)], design, tasksFixed, confidence);

    /// <summary>The observations of tables.</summary>
    internal static IEnumerable<Observation> Observations(IReadOnlyList<TaskScores> tasks) =>
        tasks.SelectMany((task, t) => task.Rows().SelectMany((row, z) => row.Select((cell, i) => (cell, i)).Where(c => c.cell is not null).Select(c => new Observation(t, z, c.i, c.cell!.Value))));

    private static RemlFit Undefined(double? mean, string reason, WordingDesign design) =>
        new(new VarianceAnalysis { Design = Ladder.Name(design), Method = "reml", Mean = mean, Reason = reason }, Criterion: null);

    private static RemlFit Report(RemlData data, double[] variances, RemlPoint point, double[,] covariance, WordingDesign design, Confidence confidence)
    {
        (double level, double variance, double[] parts) = point.Level();
        double square = data.Scale * data.Scale;
        bool[] present = data.Separable();
        // The derivative of the level's variance by a component is its part over the component.
        double spread = 0;
        for (int first = 0; first < variances.Length; first++)
        {
            for (int second = 0; second < variances.Length; second++)
            {
                if (variances[first] > 0 && variances[second] > 0)
                {
                    spread += parts[first] / variances[first] * covariance[first, second] * parts[second] / variances[second];
                }
            }
        }

        double other = parts[(int)Facet.Task] + parts[(int)Facet.Input];
        int free = data.Observations - (data.TasksFixed ? data.Tasks.Length : 1);
        VarianceAnalysis analysis = new()
        {
            Design = Facets(data, design),
            Method = "reml",
            Raw = Components(),
            Mean = data.Centre + data.Scale * level,
            StandardError = data.Scale * Math.Sqrt(variance),
            WordingsFixedStandardError = data.Scale * Math.Sqrt(Math.Max(variance - parts[(int)Facet.Wording], 0)),
            DegreesOfFreedom = spread > 0 ? Math.Max(2 * variance * variance / spread, 1) : null,
        };
        double criterion = point.Deviance + free * Math.Log(2 * Math.PI * square) + RepeatConstant(data);
        return new RemlFit(analysis.WithInterval(confidence.Level), criterion)
        {
            WordingVariance = data.Wordings < 2 ? null : point.WordingMeansVariance() * square,
            OtherVariance = other * square,
        };

        ComponentEstimates Components()
        {
            double?[] scaled = [.. variances.Select((value, k) => present[k] ? value * square : (double?)null)];
            bool inputsOnly = scaled[(int)Facet.Input] is null && !data.Shapes.Any(shape => shape.Columns.Length > shape.Inputs);
            return new ComponentEstimates
            {
                Task = scaled[(int)Facet.Task],
                Wording = scaled[(int)Facet.Wording],
                TaskWording = scaled[(int)Facet.TaskWording],
                // One cell an input: what is left between cells is between inputs.
                Input = inputsOnly ? scaled[(int)Facet.Residual] : scaled[(int)Facet.Input],
                Residual = inputsOnly ? null : scaled[(int)Facet.Residual],
                Repeat = scaled[(int)Facet.Repeat],
            };
        }
    }

    /// <summary>The cell means' likelihood lacks a factor for each cell of several repeats.</summary>
    private static double RepeatConstant(RemlData data) => -data.Tasks.Sum(task => data.Shapes[task.Shape].Shares.Sum(Math.Log));

    private static string Facets(RemlData data, WordingDesign design)
    {
        string facets = data.Wordings < 2 ? "z:t" : design == WordingDesign.Crossed ? "i x (z:t)" : "(z x i):t";
        string repeated = data.Observations > data.Cells ? "r:(" + facets + ")" : facets;
        return data.TasksFixed ? repeated + ", tasks fixed" : repeated;
    }
}
