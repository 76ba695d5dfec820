using System.IO.Compression;
using System.Text.Json;
using GenEval.Generalization.Drivers;
using GenEval.Scoring;
using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>A system's answers: what people said, and what a metric says.</summary>
/// <param name="System">Whose answers.</param>
/// <param name="Metric">Which metric.</param>
/// <param name="Ratings">0 or 1.</param>
/// <param name="Scores">Of the same answers.</param>
internal sealed record RatedSystem(string System, string Metric, double[] Ratings, double[] Scores)
{
    public double Truth => Moments.MeanOf(Ratings);
}

/// <summary>What intervals of repeated draws of some ratings did.</summary>
/// <param name="Coverage">Share of prediction-powered intervals that hold the mean of all ratings.</param>
/// <param name="Alone">The same of the interval from the ratings alone.</param>
/// <param name="Saved">Mean number of ratings saved.</param>
/// <param name="Width">Mean width.</param>
/// <param name="Lambda">Mean weight of the metric.</param>
internal sealed record RatingResult(double Coverage, double Alone, double Saved, double Width, double Lambda);

/// <summary>Draws ratings of real answers again and again, with all ratings as the truth.</summary>
internal static class RatingStudy
{
    private const int Columns = 7;

    /// <summary>
    /// Draws <paramref name="ratings"/> rated answers and as many unrated ones as the system has more. With <paramref name="newInputs"/> all are drawn with
    /// replacement: the recorded answers are the population, as the interval takes them. Without, the answers stay as they are and only which of them are rated is drawn.
    /// </summary>
    public static RatingResult Run(RatedSystem system, int ratings, int draws, long seed, bool newInputs)
    {
        int all = system.Ratings.Length;
        double truth = system.Truth;
        double[][] results = new double[draws][];
        Parallel.For(0, draws, draw =>
        {
            StreamRandom random = new(seed, draw);
            int[] order = [.. Enumerable.Range(0, all)];
            for (int i = 0; i < all; i++)
            {
                if (newInputs)
                {
                    order[i] = random.Next(0, all);
                }
                else if (i < ratings)
                {
                    int other = random.Next(i, all);
                    (order[i], order[other]) = (order[other], order[i]);
                }
            }

            double[] y = Array.ConvertAll(order[..ratings], i => system.Ratings[i]);
            PredictionPoweredEstimate level = PredictionPoweredLevel.FixedTasks([new(y, Array.ConvertAll(order[..ratings], i => system.Scores[i]), Array.ConvertAll(order[ratings..], i => system.Scores[i]))]);
            results[draw] = [Holds(level.Interval!.Value), Holds(Ladder.OneTask(new TaskScores(y)).Interval!.Value), level.RatingsSaved!.Value, level.Interval.Value.Upper - level.Interval.Value.Lower, level.Lambda!.Value];
        });
        double Mean(int column) => Moments.MeanOf(Array.ConvertAll(results, r => r[column]));
        return new(Mean(0), Mean(1), Mean(2), Mean(3), Mean(4));

        double Holds(Interval interval) => interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
    }

    /// <summary>The systems of human-evouna.jsonl.gz under ROUGE-L, exact match, and a linear model of lexical features fitted to the other systems' other questions.</summary>
    public static IReadOnlyList<RatedSystem> Read(string path)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using StreamReader reader = new(stream);
        List<(string System, int Half, double Rating, double[] Features)> answers = [];
        string[] metrics = ["rougeL", "exact_match", "f1", "contains", "levenshtein"];
        IScorer[] scorers = Array.ConvertAll(metrics, m => Scorers.Create(m));
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement a = document.RootElement;
            if (a.GetProperty("output").GetString() is not { } output)
            {
                continue;
            }

            ScoringItem item = new(output, [.. a.GetProperty("references").EnumerateArray().Select(r => r.GetString()).OfType<string>()]);
            string id = a.GetProperty("id").GetString()!;
            double[] features = [.. scorers.Select(s => s.Score(item).Value ?? 0), DriverTraits.Log(DriverTraits.Words(item.Output)), DriverTraits.Log(item.References.Average(DriverTraits.Words))];
            answers.Add((a.GetProperty("model").GetString()!, int.Parse(id.AsSpan(id.IndexOf('-', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture) % 2, a.GetProperty("rating").GetBoolean() ? 1 : 0, features));
        }

        List<RatedSystem> systems = [];
        foreach (IGrouping<string, (string System, int Half, double Rating, double[] Features)> of in answers.GroupBy(a => a.System))
        {
            double[] ratings = [.. of.Select(a => a.Rating)];
            systems.Add(new(of.Key, "rougeL", ratings, [.. of.Select(a => a.Features[0])]));
            systems.Add(new(of.Key, "exact_match", ratings, [.. of.Select(a => a.Features[1])]));
            IDriverModel[] models = [.. Enumerable.Range(0, 2).Select(half => Fit([.. answers.Where(a => a.System != of.Key && a.Half != half).Select(a => (a.Rating, a.Features))]))];
            systems.Add(new(of.Key, "linear", ratings, [.. of.Select(a => Math.Clamp(models[a.Half].Predict(a.Features), 0, 1))]));
        }

        return [.. systems.OrderBy(s => s.System, StringComparer.Ordinal).ThenBy(s => s.Metric, StringComparer.Ordinal)];
    }

    private static IDriverModel Fit((double Rating, double[] Features)[] answers)
    {
        double[] means = [.. Enumerable.Range(0, Columns).Select(c => answers.Average(a => a.Features[c]))];
        double[] scales = [.. Enumerable.Range(0, Columns).Select(c => Math.Sqrt(answers.Average(a => Math.Pow(a.Features[c] - means[c], 2))))];
        double[] Standardized(ReadOnlySpan<double> row)
        {
            double[] x = row.ToArray();
            return [.. x.Select((v, c) => (v - means[c]) / scales[c])];
        }

        DriverData data = new([.. answers.Select(a => Standardized(a.Features))], [.. answers.Select(a => a.Rating)], [.. answers.Select(_ => 1.0)], [.. Enumerable.Range(0, answers.Length).Select(i => i % 50)]);
        return new Standard(new LinearDriverTrainer().Train(data, seed: 1), Standardized);
    }

    private delegate double[] Standardizing(ReadOnlySpan<double> row);

    private sealed class Standard(IDriverModel model, Standardizing standardize) : IDriverModel
    {
        public double Predict(ReadOnlySpan<double> row) => model.Predict(standardize(row));
    }
}
