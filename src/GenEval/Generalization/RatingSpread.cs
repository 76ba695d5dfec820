using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Signs that the rated answers are no random part of all: tests at one in a thousand, from what is known without the ratings themselves.</summary>
internal static class RatingSpread
{
    private const double Quantile = 3.2905;

    /// <summary>
    /// How many tasks a random draw of as many answers would leave without a rating, where clearly more are; null otherwise. A task of N_t answers is
    /// left out with probability (1 - n/N)^N_t.
    /// </summary>
    public static double? Unspread(IReadOnlyList<RatedTask> tasks)
    {
        double ratings = tasks.Sum(t => t.Ratings.Length);
        double all = ratings + tasks.Sum(t => t.UnratedScores.Length);
        double[] missed = [.. tasks.Select(t => Math.Pow(1 - (ratings / all), t.Ratings.Length + t.UnratedScores.Length))];
        double expected = Moments.Sum(missed);
        double variance = Moments.Sum(Array.ConvertAll(missed, p => p * (1 - p)));
        return tasks.Count(t => t.Ratings.Length == 0) > expected + (Quantile * Math.Sqrt(variance)) + 0.5 ? expected : null;
    }

    /// <summary>
    /// The mean score of the rated answers less that of the unrated, task by task, where it differs from 0 clearly; null otherwise. Under a random draw the
    /// variance of a task's difference is known: s^2 (1/n + 1/N).
    /// </summary>
    public static double? Chosen(IReadOnlyList<RatedTask> tasks)
    {
        RatedTask[] both = [.. tasks.Where(t => t.Ratings.Length > 0 && t.UnratedScores.Length > 0)];
        double squares = Moments.Sum(Array.ConvertAll(both, t => Moments.SumOfSquares([.. t.RatedScores, .. t.UnratedScores])));
        double df = both.Sum(t => t.Ratings.Length + t.UnratedScores.Length - 1);
        if (both.Length == 0 || df < 1 || squares <= 0)
        {
            return null;
        }

        // Weights n N/(n + N): the best of independent differences with a common variance.
        double[] weights = Array.ConvertAll(both, t => (double)t.Ratings.Length * t.UnratedScores.Length / (t.Ratings.Length + t.UnratedScores.Length));
        double weight = Moments.Sum(weights);
        double difference = Moments.Sum([.. both.Zip(weights, (t, w) => w * (Moments.MeanOf(t.RatedScores) - Moments.MeanOf(t.UnratedScores)))]) / weight;
        return Math.Abs(difference) > Quantile * Math.Sqrt(squares / df / weight) ? difference : null;
    }
}
