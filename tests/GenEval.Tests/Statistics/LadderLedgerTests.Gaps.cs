using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

public sealed partial class LadderLedgerTests
{
    private static void Gap(Ledger expected, TaskScores[] seen, TaskScores[] unseen)
    {
        foreach ((string side, TaskScores[] tasks) in new[] { ("seen.", seen), ("unseen.", unseen) })
        {
            LevelEstimate level = Ladder.InterTask(tasks);
            expected.Close(side + "level", level.Estimate);
            expected.Close(side + "taskMeans", [.. tasks.Select(task => task.Mean)]);
            expected.Close(side + "variance", level.StandardError * level.StandardError);
            expected.Close(side + "ci95", level.Interval);
            expected.Close(side + "lower95", level.Bound?.Lower);
            expected.Close(side + "upper95", level.Bound?.Upper);
        }

        DifferenceEstimate gap = Gaps.Generalization(seen, unseen);
        expected.Close("gap", gap.Estimate);
        expected.Close("tasksRandom.ci95", gap.Interval);
        expected.Close("tasksRandom.lower95", gap.Bound?.Lower);
        expected.Close("tasksRandom.upper95", gap.Bound?.Upper);
        expected.Close("welch.se", gap.StandardError);
        expected.Close("welch.df", gap.DegreesOfFreedom);
        expected.Close("welch.ci95", Gaps.Welch(Array.ConvertAll(seen, task => task.Mean!.Value), Array.ConvertAll(unseen, task => task.Mean!.Value)).Interval);
        DifferenceEstimate fromNamed = Gaps.BetweenRungs(Ladder.IntraTask(seen), Ladder.InterTask(unseen));
        expected.Close("seenFixed.seenCi95", Ladder.IntraTask(seen).Interval);
        expected.Close("seenFixed.ci95", fromNamed.Interval);
        expected.Close("seenFixed.se", fromNamed.StandardError);
        expected.Close("seenFixed.df", fromNamed.DegreesOfFreedom);
    }

    private static void Transfer(Ledger expected, double[] seen, double[] unseen)
    {
        TransferEstimate estimate = TransferRatios.Estimate(seen, unseen);
        double a = Moments.MeanOf(unseen);
        double b = Moments.MeanOf(seen);
        double ofA = Moments.Variance(unseen)!.Value / unseen.Length;
        double ofB = Moments.Variance(seen)!.Value / seen.Length;
        expected.Close("seenGain", estimate.SeenGain);
        expected.Close("unseenGain", estimate.UnseenGain);
        expected.Close("seenVariance", ofB);
        expected.Close("unseenVariance", ofA);
        RatioEstimate ratio = TransferRatios.Fieller(a, ofA, unseen.Length - 1, b, ofB, seen.Length - 1);
        double df = ratio.DegreesOfFreedom!.Value;
        double quantile = Distributions.StudentTQuantile(0.975, df);
        // Fieller's quadratic A R^2 - 2 B R + C: its roots are the ends where A > 0; where it is not, there is no ratio.
        double leading = (b * b) - (quantile * quantile * ofB);
        double last = (a * a) - (quantile * quantile * ofA);
        double discriminant = (a * b * a * b) - (leading * last);
        expected.Close("rawRatio", a / b);
        expected.Close("df", df);
        expected.Close("q975", quantile);
        expected.Close("A", leading);
        expected.Close("B", a * b);
        expected.Close("C", last);
        expected.Close("discriminant", discriminant);
        expected.Close("ratio", estimate.Estimate);
        expected.Close("ci95", estimate.Interval);
        if (discriminant >= 0)
        {
            double[] ends = [((a * b) - Math.Sqrt(discriminant)) / leading, ((a * b) + Math.Sqrt(discriminant)) / leading];
            Array.Sort(ends);
            expected.Close("ends", new Interval(ends[0], ends[1]));
        }
        else
        {
            expected.Close("ends", (Interval?)null);
        }

        if (expected.Values.GetProperty("reason").ValueKind == JsonValueKind.Null)
        {
            expected.Close("reason", (double?)null);
        }

        Assert.Equal(expected.Values.GetProperty("kind").GetString() == "bounded", estimate.Interval is not null);
        expected.Close("difference.value", estimate.Difference.Estimate);
        expected.Close("difference.se", estimate.Difference.StandardError);
        expected.Close("difference.df", estimate.Difference.DegreesOfFreedom);
        expected.Close("difference.ci95", estimate.Difference.Interval);
    }

    private static void OneTask(Ledger expected, TaskScores task)
    {
        LevelEstimate level = Ladder.OneTask(task);
        expected.Close("n", task.Inputs);
        expected.Close("level", level.Estimate);
        expected.Close("nEffective", level.EffectiveSize);
        expected.Close("ci95", level.Interval);
        expected.Close("lower95", level.Bound?.Lower);
        expected.Close("upper95", level.Bound?.Upper);
        Quantile(expected, "", p => level.DegreesOfFreedom is { } df ? Distributions.StudentTQuantile(p, df) : Distributions.NormalQuantile(p));
        if (!expected.Values.TryGetProperty("priorMean", out _))
        {
            return;
        }

        FixedTasksVariance variance = new([task]);
        expected.Close("taskVariance", task.Variance);
        expected.Close("priorMean", variance.PriorMean);
        expected.Close("priorVariance", variance.PriorVariance);
        expected.Close("shrunkVariance", FixedTasksVariance.OfTask(task, variance.PriorVariance));
        expected.Close("variance", variance.Value);
        expected.Close("se", level.StandardError);
        expected.Close("df", level.DegreesOfFreedom);
    }

    private static void Share(Ledger expected, TaskScores[] tasks, double threshold)
    {
        ShareAboveEstimate share = ShareAbove.Estimate(tasks, threshold);
        double mean = Ladder.MacroMean(tasks);
        double between = Ladder.VarianceBetween(tasks);
        double error = new FixedTasksVariance(tasks).Value * tasks.Length;
        double effective = tasks.Length * share.Reliability!.Value;
        Interval[] bounds = Array.ConvertAll(tasks, task => Ladder.AnyTask(task, new Confidence(0.95)).Bound!.Value);
        int surely = bounds.Count(bound => bound.Lower > threshold);
        int possibly = bounds.Count(bound => bound.Upper > threshold);
        expected.Close("T", tasks.Length);
        expected.Close("taskMeans", [.. tasks.Select(task => task.Mean)]);
        expected.Close("level", mean);
        expected.Close("count", share.CountShare * tasks.Length);
        expected.Close("countShare", share.CountShare);
        expected.Close("betweenTaskVariance", between);
        expected.Close("meanErrorVariance", error);
        expected.Close("tauSquared", between - error);
        expected.Close("betaPrecision", (mean * (1 - mean) / (between - error)) - 1);
        expected.Close("share", share.Estimate);
        expected.Close("reliability", share.Reliability);
        expected.Close("effectiveTasks", effective);
        for (int task = 0; task < tasks.Length; task++)
        {
            expected.Close($"taskBounds90[{task}]", bounds[task]);
        }

        expected.Close("surelyAbove", surely);
        expected.Close("possiblyAbove", possibly);
        expected.Close("ciRandomEffects", Binomials.ClopperPearson(effective * share.Estimate!.Value, effective));
        expected.Close("ciSureCounts", new Interval(Binomials.Lower(surely, tasks.Length, 0.025), Binomials.Upper(possibly, tasks.Length, 0.975)));
        expected.Same("bracketOnly", share.BracketOnly);
        expected.Close("ci95", share.Interval);
    }
}
