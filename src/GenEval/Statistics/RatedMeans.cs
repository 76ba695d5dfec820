namespace GenEval.Statistics;

/// <summary>The sums over rated tasks that <see cref="PredictionPoweredLevel"/> is made of.</summary>
internal sealed class RatedMeans
{
    public RatedMeans(IReadOnlyList<RatedTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        foreach (RatedTask task in tasks)
        {
            if (task.Ratings.Length != task.RatedScores.Length)
            {
                throw new ArgumentException("Every rating has the score of the same answer.", nameof(tasks));
            }

            if (Array.Exists(task.Ratings, y => y is not (>= 0 and <= 1)))
            {
                throw new ArgumentOutOfRangeException(nameof(tasks), "Ratings are in [0, 1].");
            }
        }

        Tasks = [.. tasks.Where(task => task.Ratings.Length + task.UnratedScores.Length > 0)];
        Ratings = Tasks.Sum(task => task.Ratings.Length);
        Rated = Tasks.Count(task => task.Ratings.Length > 0);
    }

    public IReadOnlyList<RatedTask> Tasks { get; }

    /// <summary>Ratings in all.</summary>
    public int Ratings { get; }

    /// <summary>Tasks with a rating.</summary>
    public int Rated { get; }

    /// <summary>n0 with fixed tasks: T^2 / sum 1/n_t.</summary>
    public double SizeAtEnds => Tasks.Count * (double)Tasks.Count / Moments.Sum([.. Tasks.Select(t => 1.0 / t.Ratings.Length)]);

    public string? Thin(int fewest) => Ratings == 0 ? Reasons.NoScores : Ratings < fewest ? Reasons.FewRatings : null;

    /// <summary>
    /// The slope of y on f within tasks, at least 0: pooled covariance on the rated over pooled variance of f on all. Null where fewer than
    /// <paramref name="fewest"/> ratings come after their task's first; 0 where f does not vary.
    /// </summary>
    public double? SlopeWithin(int fewest)
    {
        int ratings = Ratings - Rated;
        if (ratings < fewest)
        {
            return null;
        }

        double covariance = Moments.Sum([.. Tasks.Where(t => t.Ratings.Length > 1).Select(Products)]) / ratings;
        double variance = ScoreVariance;
        return variance > 0 ? Math.Max(covariance / variance, 0) : 0;
    }

    /// <summary>The mean over tasks, each of which has a rating.</summary>
    public double Mean(double lambda) => Moments.MeanOf([.. Tasks.Select(t => TaskMean(t, lambda))]);

    /// <summary>var of the task means.</summary>
    public double VarianceBetween(double lambda) => Moments.SumOfSquares([.. Tasks.Select(t => TaskMean(t, lambda))]) / (Tasks.Count - 1);

    /// <summary>
    /// The variance of <see cref="Mean"/> with fixed tasks: that of the ratings less their scores, shrunk as the ladder's first row is (one more
    /// rating of which f knows nothing), and that of the unrated scores.
    /// </summary>
    public (VariancePart Rated, VariancePart Unrated) Within(double lambda)
    {
        TaskScores[] rests = [.. Tasks.Where(t => t.Ratings.Length > 0).Select(t => new TaskScores(Rest(t, Weight(t, lambda))))];
        double p = (Moments.Sum([.. Tasks.Select(t => Moments.Sum(t.Ratings))]) + 1) / (Ratings + 2);
        double prior = (Moments.Sum(Array.ConvertAll(rests, r => r.Squares)) + (p * (1 - p))) / (Ratings - rests.Length + 1);
        (double rated, double df) = FixedTasksVariance.Shrunk(rests, prior, Ratings);

        double pooled = ScoreVariance;
        RatedTask[] unrated = [.. Tasks.Where(t => t.UnratedScores.Length > 0)];
        double count = Tasks.Count;
        double scores = Moments.Sum(Array.ConvertAll(unrated, t =>
        {
            double weight = Weight(t, lambda) / (t.UnratedScores.Length * count);
            return weight * weight * (Moments.SumOfSquares(t.UnratedScores) + pooled);
        }));
        return (new(rated, df), new(scores, Math.Max(unrated.Sum(t => t.UnratedScores.Length) - unrated.Length, 1)));
    }

    /// <summary>
    /// With tasks as units, some of them without a rating: each one's part a + lambda b in the estimate mean + lambda shift, in deviations.
    /// </summary>
    public (double[] A, double[] B, double Mean, double Shift) Influences()
    {
        RatedTask[] rated = [.. Tasks.Where(t => t.Ratings.Length > 0)];
        double mean = Moments.MeanOf(Array.ConvertAll(rated, t => Moments.MeanOf(t.Ratings)));
        double ratedScore = Moments.MeanOf(Array.ConvertAll(rated, t => Moments.MeanOf(t.RatedScores)));
        double score = Moments.MeanOf([.. Tasks.Select(AllScores)]);
        double[] a = [.. Tasks.Select(t => t.Ratings.Length == 0 ? 0 : (Moments.MeanOf(t.Ratings) - mean) / rated.Length)];
        double[] b = [.. Tasks.Select(t => ((AllScores(t) - score) / Tasks.Count) - (t.Ratings.Length == 0 ? 0 : (Moments.MeanOf(t.RatedScores) - ratedScore) / rated.Length))];
        return (a, b, mean, score - ratedScore);
    }

    /// <summary>var(f) within tasks, rated and unrated answers together.</summary>
    private double ScoreVariance
    {
        get
        {
            double squares = Moments.Sum([.. Tasks.Select(t => Moments.SumOfSquares([.. t.RatedScores, .. t.UnratedScores]))]);
            int df = Tasks.Sum(t => t.RatedScores.Length + t.UnratedScores.Length - 1);
            return df > 0 ? squares / df : 0;
        }
    }

    /// <summary>PPI++'s weight of the unrated scores; a task all of whose answers are rated needs none.</summary>
    private static double Weight(RatedTask task, double lambda) => lambda * task.UnratedScores.Length / (task.UnratedScores.Length + task.Ratings.Length);

    private static double TaskMean(RatedTask task, double lambda)
    {
        double weight = Weight(task, lambda);
        return Moments.MeanOf(Rest(task, weight)) + (weight * (Moments.Mean(task.UnratedScores) ?? 0));
    }

    private static double[] Rest(RatedTask task, double weight) => [.. task.Ratings.Zip(task.RatedScores, (y, f) => y - (weight * f))];

    private static double AllScores(RatedTask task) => Moments.MeanOf([.. task.RatedScores, .. task.UnratedScores]);

    private static double Products(RatedTask task)
    {
        double rating = Moments.MeanOf(task.Ratings);
        double score = Moments.MeanOf(task.RatedScores);
        return Moments.Sum([.. task.Ratings.Zip(task.RatedScores, (y, f) => (y - rating) * (f - score))]);
    }
}
