using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>What the human ratings of a level say together with its scores.</summary>
/// <param name="Level">The prediction-powered level, or null.</param>
/// <param name="Reason">Why it is null.</param>
/// <param name="Warnings">What speaks against taking the rated answers for a random part.</param>
internal sealed record RatedLevel(PredictionPowered? Level, string? Reason, IReadOnlyList<Warning> Warnings)
{
    /// <summary>Fewer ratings than this, and a rare kind of error may be in none of them.</summary>
    private const int FewRatings = 100;

    public static RatedLevel Of(LevelKind kind, LevelSlice slice, RatedCell[] cells, double threshold, double confidence, UnscoredPolicy policy)
    {
        if (cells.Length == 0)
        {
            return new(null, "no answer here carries a human rating", []);
        }

        RatedTask[] tasks = Tasks(slice, cells, policy);
        bool isFixed = kind is LevelKind.Recall or LevelKind.IntraTask || (kind == LevelKind.Instruction && slice.Scored.All(t => t.Wordings.Length == 1));
        PredictionPoweredEstimate estimate = isFixed ? PredictionPoweredLevel.FixedTasks(tasks, confidence) : PredictionPoweredLevel.RandomTasks(tasks, confidence);
        bool someUnrated = isFixed && estimate.Reason == Reasons.TaskWithoutRatings;
        estimate = someUnrated ? PredictionPoweredLevel.RandomTasks(tasks, confidence) : estimate;
        if (estimate.Interval is null)
        {
            return new(null, WhyNot(estimate), []);
        }

        PredictionPowered level = new(estimate.Estimate, estimate.StandardError, estimate.Interval, estimate.Ratings, estimate.RatingsSaved)
        {
            DegreesOfFreedom = estimate.DegreesOfFreedom,
            Bound = estimate.Bound,
            Verdict = Decide(estimate.Bound!.Value, UnscoredShare(slice), threshold),
            Lambda = estimate.Lambda,
            Unrated = tasks.Sum(t => t.UnratedScores.Length),
            RatedTasks = tasks.Count(t => t.Ratings.Length > 0),
            RatingsAlone = Moments.Mean([.. tasks.Where(t => t.Ratings.Length > 0).Select(t => Moments.Mean(t.Ratings)!.Value)]),
            Method = estimate.Method + (someUnrated ? "; some tasks have no rating, so tasks were taken as random" : ""),
        };
        return new(level, null, [.. Doubts(tasks, estimate.Ratings)]);
    }

    /// <summary>
    /// Each task's rated inputs (the mean over the input's rated answers, and the metric's over the same answers) and the scores of those without any rating.
    /// </summary>
    private static RatedTask[] Tasks(LevelSlice slice, RatedCell[] cells, UnscoredPolicy policy)
    {
        ILookup<(int Task, int Instance), RatedCell> rated = cells.Where(c => Scenario.AsAsked.Score(c.Cell, policy) is not null).ToLookup(c => (c.Cell.Task, c.Cell.Instance));
        return [.. slice.Scored.Select(task =>
        {
            RatedCell[][] inputs = [.. task.Instances.Select(i => rated[(task.Task, i)].ToArray()).Where(of => of.Length > 0)];
            return new RatedTask(
                Array.ConvertAll(inputs, of => Moments.MeanOf(Array.ConvertAll(of, c => c.Rating.Normalized))),
                Array.ConvertAll(inputs, of => Moments.MeanOf(Array.ConvertAll(of, c => Scenario.AsAsked.Score(c.Cell, policy)!.Value))),
                [.. task.Instances.Index().Where(i => !rated.Contains((task.Task, i.Item))).Select(i => task.Scores.InputMeans[i.Index])]);
        })];
    }

    private static string WhyNot(PredictionPoweredEstimate estimate) => estimate.Reason switch
    {
        Reasons.NoScores => "no answer with a human rating has a score",
        Reasons.FewRatings => $"{Words.Count(estimate.Ratings, "rated input")}; an interval needs {PredictionPoweredLevel.FewestRatings}",
        Reasons.OneTask => "tasks are random here, and there is one",
        Reasons.FewRatedTasks => $"where some tasks have no rating, an interval needs {PredictionPoweredLevel.FewestRatedTasks} that have",
        _ => estimate.Reason ?? "undefined",
    };

    /// <summary>The verdict, which must hold if all answers without a score were wrong, and if all were right.</summary>
    private static Verdict Decide(Interval bound, double unscored, double threshold)
    {
        Verdict low = Of(bound.Lower * (1 - unscored), bound.Upper * (1 - unscored));
        Verdict high = Of((bound.Lower * (1 - unscored)) + unscored, (bound.Upper * (1 - unscored)) + unscored);
        return low == high ? low : Verdict.Inconclusive;

        Verdict Of(double lower, double upper) => lower > threshold ? Verdict.Generalizes : upper <= threshold ? Verdict.DoesNot : Verdict.Inconclusive;
    }

    private static double UnscoredShare(LevelSlice slice) => Moments.MeanOf([.. slice.Tasks.Select(t => (double)t.Unscored / t.Records)]);

    private static IEnumerable<Warning> Doubts(RatedTask[] tasks, int ratings)
    {
        if (ratings < FewRatings)
        {
            yield return new("fewRatings", $"the prediction-powered level rests on {Words.Count(ratings, "rating")} (fewer than {FewRatings}): an error of the metric that is rare may be in none of them, and the interval then is too short.");
        }

        if (RatingSpread.Unspread(tasks) is { } expected)
        {
            int without = tasks.Count(t => t.Ratings.Length == 0);
            yield return new("ratingsNotSpread", $"{Words.Count(without)} of {Words.Count(tasks.Length, "task")} have no rating, where answers drawn at random would leave out about {Words.Count((long)Math.Round(expected))}: the prediction-powered level holds only if the rated tasks were drawn at random.");
        }

        if (RatingSpread.Chosen(tasks) is { } difference)
        {
            yield return new("ratingsNotRandom", $"the rated answers score {Words.Number(Math.Abs(difference))} {(difference > 0 ? "higher" : "lower")} than the others of their tasks, which chance hardly does: the prediction-powered level holds only for answers that were drawn at random to be rated.");
        }
    }
}
