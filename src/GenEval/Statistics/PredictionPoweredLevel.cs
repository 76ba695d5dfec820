namespace GenEval.Statistics;

/// <summary>
/// The ladder's levels from a few human ratings y in [0, 1] and a metric f on all answers: the mean over tasks of
/// lambda mean(f) + mean(y - lambda f on the rated), PPI++ (Angelopoulos, Duchi and Zrnic 2023) within tasks. One lambda serves all tasks: the slope of
/// y on f, which is optimal; the weight that PPI++ calls lambda is this times unrated/(rated + unrated). It may exceed 1, so that a metric whose scale is
/// narrower than people's is stretched, and is never below 0. Variances, degrees of freedom and Wilson's interval are those of <see cref="Ladder"/>, to which
/// everything reduces at lambda = 0; so a scorer that agrees on every rating is not taken for certain.
/// </summary>
public static class PredictionPoweredLevel
{
    /// <summary>Below this many ratings there is no interval.</summary>
    public const int FewestRatings = 20;

    /// <summary>Below this many rated tasks, where some have no rating, there is none either.</summary>
    public const int FewestRatedTasks = 5;

    /// <summary>So many ratings beyond each task's first tell the slope within tasks.</summary>
    private const int FewestWithin = 10;

    /// <summary>The tasks are the ones named, inputs random; every task needs a rating.</summary>
    public static PredictionPoweredEstimate FixedTasks(IReadOnlyList<RatedTask> tasks, double confidence = 0.95)
    {
        const string Method = "PPI++ by task, Wilson interval on the effective number of inputs, t quantile; tasks fixed, inputs random";
        Confidence at = new(confidence);
        RatedMeans data = new(tasks);
        if (data.Thin(FewestRatings) is { } reason)
        {
            return Undefined(data, reason, Method);
        }

        if (data.Rated < data.Tasks.Count)
        {
            return Undefined(data, Reasons.TaskWithoutRatings, Method);
        }

        double lambda = data.SlopeWithin(FewestWithin) ?? 0;
        (VariancePart rated, VariancePart unrated) = data.Within(lambda);
        double df = VariancePart.Satterthwaite(unrated.Variance > 0 ? [rated, unrated] : [rated]) ?? rated.DegreesOfFreedom;
        return Estimate(data, data.Mean(lambda), rated.Variance + unrated.Variance, df, data.SizeAtEnds, lambda, data.Within(0).Rated.Variance, Method, at);
    }

    /// <summary>
    /// Tasks are random, and inputs within them. Where some task has no rating, or hardly any has two, tasks are the units that lambda is tuned on, and the
    /// rated tasks must be a random part of all.
    /// </summary>
    public static PredictionPoweredEstimate RandomTasks(IReadOnlyList<RatedTask> tasks, double confidence = 0.95)
    {
        const string Method = "PPI++ by task, Wilson interval on the effective number of tasks, t quantile; tasks and inputs random";
        Confidence at = new(confidence);
        RatedMeans data = new(tasks);
        if (data.Thin(FewestRatings) is { } reason)
        {
            return Undefined(data, reason, Method);
        }

        if (data.Tasks.Count < 2)
        {
            return Undefined(data, Reasons.OneTask, Method);
        }

        if (data.Rated == data.Tasks.Count && data.SlopeWithin(FewestWithin) is { } lambda)
        {
            double df = data.Rated - 1;
            return Estimate(data, data.Mean(lambda), Variance(lambda), df, data.Rated, lambda, Variance(0), Method, at);
        }

        return data.Rated < FewestRatedTasks ? Undefined(data, Reasons.FewRatedTasks, Method) : OfTasks(data, Method + "; lambda tuned on task means", at);

        double Variance(double weight)
        {
            (VariancePart rated, VariancePart unrated) = data.Within(weight);
            return Math.Max(data.VarianceBetween(weight) / data.Rated, rated.Variance + unrated.Variance);
        }
    }

    /// <summary>A task's influence on the mean is a + lambda b; lambda minimizes their sum of squares and costs one degree of freedom.</summary>
    private static PredictionPoweredEstimate OfTasks(RatedMeans data, string method, Confidence at)
    {
        (double[] a, double[] b, double mean, double shift) = data.Influences();
        double products = Moments.Sum([.. a.Zip(b, (x, y) => x * y)]);
        double squares = Moments.Sum(Array.ConvertAll(b, y => y * y));
        double lambda = squares > 0 ? Math.Max(-products / squares, 0) : 0;
        double rated = data.Rated;
        double variance = rated / (rated - 2) * Moments.Sum([.. a.Zip(b, (x, y) => (x + (lambda * y)) * (x + (lambda * y)))]);
        double alone = rated / (rated - 1) * Moments.Sum(Array.ConvertAll(a, x => x * x));
        return Estimate(data, mean + (lambda * shift), variance, rated - 2, rated, lambda, alone, method, at);
    }

    private static PredictionPoweredEstimate Undefined(RatedMeans data, string reason, string method) => new() { Ratings = data.Ratings, Method = method, Reason = reason };

    private static PredictionPoweredEstimate Estimate(
        RatedMeans data, double mean, double variance, double df, double atEnds, double lambda, double alone, string method, Confidence at)
    {
        // A difference can leave [0, 1]; a level cannot.
        double inside = Math.Clamp(mean, 0, 1);
        LevelEstimate level = EffectiveWilson.Estimate(inside, variance, atEnds, p => Distributions.StudentTQuantile(p, df), df, method, [], at);
        return new()
        {
            Estimate = inside,
            StandardError = level.StandardError,
            DegreesOfFreedom = df,
            Interval = level.Interval,
            Bound = level.Bound,
            Lambda = lambda,
            Ratings = data.Ratings,
            RatingsSaved = variance > 0 ? data.Ratings * ((alone / variance) - 1) : null,
            Method = method,
        };
    }
}
