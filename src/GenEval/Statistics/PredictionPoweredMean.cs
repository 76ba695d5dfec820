namespace GenEval.Statistics;

/// <summary>
/// Prediction-powered inference with a tuned weight (PPI++, Angelopoulos, Duchi and Zrnic 2023): valid however wrong the learned scores are, and no
/// worse than the ratings alone when they are useless.
/// </summary>
public static class PredictionPoweredMean
{
    /// <summary>Answers independent. Null with fewer than two ratings or two unrated answers.</summary>
    /// <exception cref="ArgumentException">Ratings and their scores differ in number.</exception>
    public static PredictionPoweredEstimate Independent(double[] ratings, double[] ratedScores, double[] unratedScores, double confidence = 0.95)
    {
        Check(ratings, ratedScores, unratedScores);
        if (ratings.Length < 2 || unratedScores.Length < 2)
        {
            return Undefined(ratings, Reasons.FewerThanTwoInputs);
        }

        double n = ratings.Length;
        double many = unratedScores.Length;
        double meanRating = Moments.MeanOf(ratings);
        double meanScore = Moments.MeanOf(ratedScores);
        double covariance = Moments.Sum([.. ratings.Zip(ratedScores, (y, f) => (y - meanRating) * (f - meanScore))]) / n;
        double variance = Moments.SumOfSquares([.. ratedScores, .. unratedScores]) / (n + many - 1);
        double lambda = variance > 0 ? Math.Clamp(covariance / ((1 + n / many) * variance), 0, 1) : 0;
        double[] rest = [.. ratings.Zip(ratedScores, (y, f) => y - lambda * f)];
        VariancePart rated = new(Moments.SumOfSquares(rest) / (n - 1) / n, n - 1);
        VariancePart unrated = new(lambda * lambda * Moments.SumOfSquares(unratedScores) / (many - 1) / many, many - 1);
        double estimate = lambda * Moments.MeanOf(unratedScores) + Moments.MeanOf(rest);
        double alone = Moments.SumOfSquares(ratings) / (n - 1) / n;
        return Estimate(estimate, rated.Variance + unrated.Variance, VariancePart.Satterthwaite([rated, unrated]), lambda, ratings.Length, alone, confidence);
    }

    /// <summary>
    /// Answers clustered in tasks: the variance is that of the tasks' summed influences (CR1), and lambda minimizes it. Null with fewer than two tasks.
    /// </summary>
    public static PredictionPoweredEstimate Clustered(IReadOnlyList<RatedTask> tasks, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        foreach (RatedTask task in tasks)
        {
            Check(task.Ratings, task.RatedScores, task.UnratedScores);
        }

        RatedTask[] used = [.. tasks.Where(task => task.Ratings.Length + task.UnratedScores.Length > 0)];
        double[] ratings = [.. used.SelectMany(task => task.Ratings)];
        double[] rated = [.. used.SelectMany(task => task.RatedScores)];
        double[] unrated = [.. used.SelectMany(task => task.UnratedScores)];
        if (ratings.Length < 2 || unrated.Length < 2 || used.Length < 2)
        {
            return Undefined(ratings, used.Length < 2 ? Reasons.OneTask : Reasons.FewerThanTwoInputs);
        }

        double meanRating = Moments.MeanOf(ratings);
        double meanRated = Moments.MeanOf(rated);
        double meanUnrated = Moments.MeanOf(unrated);
        // A task's influence on the estimate is byRatings + lambda byScores.
        double[] byRatings = Array.ConvertAll(used, task => Deviation(task.Ratings, meanRating) / ratings.Length);
        double[] byScores = Array.ConvertAll(used, task => Deviation(task.UnratedScores, meanUnrated) / unrated.Length - Deviation(task.RatedScores, meanRated) / rated.Length);
        double products = Moments.Sum([.. byRatings.Zip(byScores, (a, b) => a * b)]);
        double squares = Moments.Sum(Array.ConvertAll(byScores, b => b * b));
        double lambda = squares > 0 ? Math.Clamp(-products / squares, 0, 1) : 0;
        double correction = used.Length / (used.Length - 1.0);
        double variance = correction * Moments.Sum([.. byRatings.Zip(byScores, (a, b) => (a + lambda * b) * (a + lambda * b))]);
        double alone = correction * Moments.Sum(Array.ConvertAll(byRatings, a => a * a));
        double estimate = meanRating + lambda * (meanUnrated - meanRated);
        return Estimate(estimate, variance, used.Length - 1, lambda, ratings.Length, alone, confidence);
    }

    private static double Deviation(double[] values, double mean) => Moments.Sum(Array.ConvertAll(values, value => value - mean));

    private static void Check(double[] ratings, double[] ratedScores, double[] unratedScores)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        ArgumentNullException.ThrowIfNull(ratedScores);
        ArgumentNullException.ThrowIfNull(unratedScores);
        if (ratings.Length != ratedScores.Length)
        {
            throw new ArgumentException("Every rating has the learned score of the same answer.", nameof(ratedScores));
        }
    }

    private static PredictionPoweredEstimate Undefined(double[] ratings, string reason) =>
        new() { Estimate = Moments.Mean(ratings), Ratings = ratings.Length, Reason = ratings.Length == 0 ? Reasons.NoScores : reason };

    private static PredictionPoweredEstimate Estimate(double estimate, double variance, double? df, double lambda, int ratings, double alone, double confidence)
    {
        DifferenceEstimate t = DifferenceEstimate.FromT(estimate, Math.Sqrt(variance), df ?? 1, "", new Confidence(confidence));
        return new PredictionPoweredEstimate
        {
            Estimate = estimate,
            StandardError = t.StandardError,
            DegreesOfFreedom = t.DegreesOfFreedom,
            Interval = t.Interval,
            Lambda = lambda,
            Ratings = ratings,
            RatingsSaved = variance > 0 ? ratings * (alone / variance - 1) : null,
            Reason = t.Reason,
        };
    }
}
