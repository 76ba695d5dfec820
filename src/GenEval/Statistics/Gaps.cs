namespace GenEval.Statistics;

/// <summary>
/// Gaps between rungs, first minus second. The interval is put together from the two rungs' own intervals (MOVER, Zou and Donner 2008), so that it
/// keeps their skewness near 0 and 1; standard error, degrees of freedom and p are Welch's.
/// </summary>
public static class Gaps
{
    /// <summary>
    /// The generalization gap, tasks random on both sides: <c>intraTask</c>'s tasks against <c>interTask</c>'s. With one seen task the seen side is
    /// that task's own interval, and <see cref="DifferenceEstimate.Method"/> says so; with one unseen task it is undefined.
    /// </summary>
    public static DifferenceEstimate Generalization(IReadOnlyList<TaskScores> seen, IReadOnlyList<TaskScores> unseen, double confidence = 0.95)
    {
        const string Method = "MOVER from two intervals with tasks random; Welch test on task means";
        TaskScores[] first = Ladder.Usable(seen);
        TaskScores[] second = Ladder.Usable(unseen);
        if (first.Length == 0 || second.Length == 0)
        {
            return DifferenceEstimate.Undefined(estimate: null, Reasons.NoScores, Method);
        }

        if (second.Length == 1)
        {
            return DifferenceEstimate.Undefined(Ladder.MacroMean(first) - second[0].M, Reasons.OneUnseenTask, Method);
        }

        LevelEstimate across = Ladder.InterTask(second, confidence);
        if (first.Length == 1)
        {
            return BetweenRungs(Ladder.IntraTask(first, confidence), across) with { Method = "MOVER; the one seen task is fixed, unseen tasks are random" };
        }

        DifferenceEstimate mover = BetweenRungs(Ladder.InterTask(first, confidence), across) with { Method = Method };
        DifferenceEstimate welch = Welch(Array.ConvertAll(first, task => task.M), Array.ConvertAll(second, task => task.M), confidence);
        return mover with
        {
            StandardError = welch.StandardError,
            DegreesOfFreedom = welch.DegreesOfFreedom,
            PValue = welch.PValue,
            Reason = welch.Reason,
        };
    }

    /// <summary>
    /// The gap between two independent rungs from their estimates (memorization, wording): the tasks are fixed where the rungs' are. Undefined where
    /// a rung has no interval.
    /// </summary>
    public static DifferenceEstimate BetweenRungs(LevelEstimate first, LevelEstimate second)
    {
        const string Method = "MOVER from the two rungs' intervals; Welch test on their standard errors";
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        double? difference = first.Estimate - second.Estimate;
        if (difference is not { } gap || first.Interval is null || second.Interval is null || first.Bound is null || second.Bound is null)
        {
            return DifferenceEstimate.Undefined(difference, first.Reason ?? second.Reason ?? Reasons.RungUndefined, Method);
        }

        double x = first.Estimate!.Value;
        double y = second.Estimate!.Value;
        VariancePart[] parts = [.. first.Parts, .. second.Parts];
        return new DifferenceEstimate
        {
            Estimate = gap,
            Interval = Mover(x, first.Interval.Value, y, second.Interval.Value),
            Bound = Mover(x, first.Bound.Value, y, second.Bound.Value),
            Ratio = Ratio(x, y),
            Method = Method,
        }.WithTest(gap, parts);
    }

    /// <summary>
    /// The gap where the same inputs stand on both rungs, from the differences by input (<see cref="TaskScores.Difference"/>): the tasks are fixed,
    /// inputs are random, and so are the wordings of the second rung if every task has two or more (with cells missing by REML). Task variances are drawn together as on the rungs, the
    /// prior being Agresti and Min's (2005) for matched pairs: one more pair in which half differ, each way.
    /// </summary>
    public static DifferenceEstimate PairedByInput(IReadOnlyList<TaskScores> differences, WordingDesign design, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(differences);
        Confidence at = new(confidence);
        TaskScores[] used = [.. differences.Where(task => task.Inputs > 0)];
        bool random = Array.TrueForAll(used, task => task.Wordings > 1);
        string method = random
            ? $"paired by input, Banerjee half-width; tasks fixed, wordings ({Ladder.Name(design)}) and inputs random"
            : "paired by input, t interval; tasks fixed, inputs random";
        double inputs = used.Sum(task => task.Inputs);
        if (inputs < 2)
        {
            double? single = used.Length == 0 ? null : used[0].Mean;
            return DifferenceEstimate.Undefined(single, used.Length == 0 ? Reasons.NoScores : Reasons.FewerThanTwoInputs, method);
        }

        Ladder.ThrowUnlessAligned(used, random ? design : WordingDesign.Nested);
        (double variance, double df) = FixedTasksVariance.Shrunk(used, PriorVariance(used, inputs), inputs);
        VariancePart part = new(variance, df);
        double mean = Ladder.MacroMean(used);
        RandomWordings? wordings = null;
        if (random && Array.TrueForAll(used, task => task.IsComplete))
        {
            wordings = Ladder.FixedTasksRandomWordings(used, part, design);
        }
        else if (random)
        {
            (double? level, wordings, string? reason) = Ladder.IncompleteVariance(used, design, part, tasksFixed: true);
            mean = level ?? mean;
            if (wordings is null)
            {
                return DifferenceEstimate.Undefined(mean, reason!, method);
            }
        }

        return new DifferenceEstimate
        {
            Estimate = mean,
            Interval = Around(at.TwoSided),
            Bound = Around(at.OneSided),
            Method = method,
        }.WithTest(mean, wordings?.Parts ?? [part]);

        Interval Around(double probability)
        {
            double half = wordings?.HalfWidth(probability) ?? Distributions.StudentTQuantile(probability, df) * Math.Sqrt(variance);
            return new Interval(Math.Max(mean - half, -1), Math.Min(mean + half, 1));
        }
    }

    /// <summary>Welch's (1947) comparison of the means of two samples; undefined with fewer than two of either.</summary>
    public static DifferenceEstimate Welch(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double confidence = 0.95)
    {
        const string Method = "Welch t";
        Confidence at = new(confidence);
        double? difference = Moments.Mean(first) - Moments.Mean(second);
        if (difference is not { } gap || Moments.Variance(first) is not { } firstVariance || Moments.Variance(second) is not { } secondVariance)
        {
            return DifferenceEstimate.Undefined(difference, difference is null ? Reasons.NoScores : Reasons.OneTask, Method);
        }

        VariancePart[] parts = [new(firstVariance / first.Length, first.Length - 1), new(secondVariance / second.Length, second.Length - 1)];
        double error = Math.Sqrt(parts[0].Variance + parts[1].Variance);
        return DifferenceEstimate.FromT(gap, error, VariancePart.Satterthwaite(parts) ?? 1, Method, at) with { Ratio = Ratio(Moments.MeanOf(first), Moments.MeanOf(second)) };
    }

    /// <summary>The interval of x - y from theirs.</summary>
    internal static Interval Mover(double x, Interval ofX, double y, Interval ofY) => new(
        x - y - double.Hypot(x - ofX.Lower, ofY.Upper - y),
        x - y + double.Hypot(ofX.Upper - x, y - ofY.Lower));

    private static double PriorVariance(TaskScores[] tasks, double inputs)
    {
        CompensatedSum sum = default;
        CompensatedSum squares = default;
        CompensatedSum within = default;
        foreach (TaskScores task in tasks)
        {
            within.Add(task.Squares);
            foreach (double value in task.InputMeans)
            {
                sum.Add(value);
                squares.Add(value * value);
            }
        }

        double mean = sum.Value / (inputs + 2);
        double prior = (squares.Value + 1) / (inputs + 2) - mean * mean;
        return (within.Value + prior) / (inputs - tasks.Length + 1);
    }

    private static double? Ratio(double first, double second) => first == 0 ? null : second / first;

    private static DifferenceEstimate WithTest(this DifferenceEstimate estimate, double difference, IReadOnlyList<VariancePart> parts)
    {
        double variance = Moments.Sum([.. parts.Select(part => part.Variance)]);
        if (variance <= 0)
        {
            return estimate with { Reason = Reasons.ZeroVariance };
        }

        double? df = VariancePart.Satterthwaite(parts);
        double error = Math.Sqrt(variance);
        return estimate with
        {
            StandardError = error,
            DegreesOfFreedom = df,
            PValue = Distributions.StudentTTwoSided(difference / error, df ?? double.PositiveInfinity),
        };
    }
}
