using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>A made-up run of several tasks with ratings drawn at random among all answers, and a metric that errs by answer and by task.</summary>
/// <param name="Tasks">Tasks; their levels are logit-normal with standard deviation 1.</param>
/// <param name="Inputs">Inputs a task.</param>
/// <param name="Ratings">Ratings in all.</param>
/// <param name="IsFixed">Whether the tasks are the ones named.</param>
internal sealed record RatedDesign(int Tasks, int Inputs, int Ratings, bool IsFixed)
{
    public override string ToString() => $"{Tasks} {(IsFixed ? "named" : "random")} tasks x {Inputs}, {Ratings} ratings";
}

/// <summary>Simulates prediction-powered levels of several tasks.</summary>
internal static class RatedTaskStudy
{
    private const double Location = 0.6;

    public static (double Coverage, double Saved) Run(RatedDesign design, int runs, long seed)
    {
        double level = LogitNormal.Mean(Location, 1);
        double[] covered = new double[runs];
        double[] saved = new double[runs];
        Parallel.For(0, runs, run =>
        {
            StreamRandom random = new(seed, run);
            double[] levels = [.. Enumerable.Range(0, design.Tasks).Select(_ => LogitNormal.Logistic(Location + random.Normal()))];
            RatedTask[] tasks = Draw(design, levels, random);
            PredictionPoweredEstimate estimate = design.IsFixed ? PredictionPoweredLevel.FixedTasks(tasks) : PredictionPoweredLevel.RandomTasks(tasks);
            double truth = design.IsFixed ? levels.Average() : level;
            covered[run] = estimate.Interval is { } interval && interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
            saved[run] = estimate.RatingsSaved ?? 0;
        });
        return (covered.Average(), saved.Average());
    }

    private static RatedTask[] Draw(RatedDesign design, double[] levels, StreamRandom random)
    {
        int all = design.Tasks * design.Inputs;
        int[] order = [.. Enumerable.Range(0, all)];
        for (int i = 0; i < design.Ratings; i++)
        {
            int other = random.Next(i, all);
            (order[i], order[other]) = (order[other], order[i]);
        }

        HashSet<int> rated = [.. order[..design.Ratings]];
        return [.. Enumerable.Range(0, design.Tasks).Select(t =>
        {
            double bias = 0.1 * random.Normal();
            List<double> y = [], f = [], u = [];
            for (int i = 0; i < design.Inputs; i++)
            {
                double rating = random.NextDouble() < levels[t] ? 1 : 0;
                double score = Math.Clamp(0.25 + bias + (0.4 * rating) + (0.15 * random.Normal()), 0, 1);
                if (rated.Contains((t * design.Inputs) + i))
                {
                    y.Add(rating);
                    f.Add(score);
                }
                else
                {
                    u.Add(score);
                }
            }

            return new RatedTask([.. y], [.. f], [.. u]);
        })];
    }
}
