using GenEval.Scoring.Learned;
using GenEval.Statistics;

namespace GenEval.Generalization.Learned;

/// <summary>Fits a calibrator to raw values that were predicted out of fold.</summary>
internal static class Calibration
{
    /// <summary>Below this many ratings steps would follow the noise.</summary>
    private const int FewestForIsotonic = 1000;

    public static Calibrator Fit(string method, ReadOnlySpan<double> raw, ReadOnlySpan<double> ratings, bool isBinary)
    {
        if (method == Calibrator.Isotonic)
        {
            (double[] x, double[] y) = Isotonic.Fit(raw, ratings);
            return new Calibrator { Method = method, X = x, Y = y };
        }

        return Line(raw, ratings, isBinary);
    }

    /// <summary>
    /// The scores of all rows, each by a calibrator that was fitted without the row's fold; by the method that comes nearer to the ratings, in squares.
    /// </summary>
    public static (string Method, double[] Scores) CrossFit(double[] raw, double[] ratings, int[] fold, bool isBinary)
    {
        double[] platt = Scores(Calibrator.Platt, raw, ratings, fold, isBinary);
        if (raw.Length < FewestForIsotonic)
        {
            return (Calibrator.Platt, platt);
        }

        double[] isotonic = Scores(Calibrator.Isotonic, raw, ratings, fold, isBinary);
        return Error(isotonic, ratings) < Error(platt, ratings) ? (Calibrator.Isotonic, isotonic) : (Calibrator.Platt, platt);
    }

    /// <summary>The scores by one method, each row without its fold.</summary>
    public static double[] Scores(string method, double[] raw, double[] ratings, int[] fold, bool isBinary)
    {
        double[] scores = new double[raw.Length];
        foreach (int k in fold.Distinct())
        {
            int[] others = [.. Enumerable.Range(0, raw.Length).Where(row => fold[row] != k)];
            Calibrator calibrator = Fit(method, Array.ConvertAll(others, row => raw[row]), Array.ConvertAll(others, row => ratings[row]), isBinary);
            for (int row = 0; row < raw.Length; row++)
            {
                scores[row] = fold[row] == k ? calibrator.Score(raw[row]) : scores[row];
            }
        }

        return scores;
    }

    private static Calibrator Line(ReadOnlySpan<double> raw, ReadOnlySpan<double> ratings, bool isBinary)
    {
        double mean = Moments.Mean(raw) ?? 0;
        double deviation = raw.Length == 0 ? 0 : Math.Sqrt(Moments.SumOfSquares(raw) / raw.Length);
        double scale = deviation > 0 ? deviation : 1;
        DesignMatrix x = new([.. raw.ToArray().Select(value => new[] { value })], [mean], [scale]);
        // A penalty of one rating's weight keeps the slope finite where ratings are separated without error, as Platt's targets do.
        double[] weights = isBinary ? PenalizedRegression.Logistic(x, ratings, penalty: 1) : PenalizedRegression.Ridge(x, ratings, penalty: 1);
        double slope = Math.Max(weights[0], 0);
        return new Calibrator { Method = Calibrator.Platt, IsLogOdds = isBinary, Slope = slope / scale, Offset = weights[1] - (slope * mean / scale) };
    }

    private static double Error(double[] scores, double[] ratings) => Moments.MeanOf([.. scores.Zip(ratings, (score, rating) => (score - rating) * (score - rating))]);
}
