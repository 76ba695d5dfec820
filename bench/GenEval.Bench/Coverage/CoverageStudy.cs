using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>The coverage of our interval, of the textbook's and of the pooled records' on one design.</summary>
internal sealed record CoverageResult(CoverageDesign Design, CoverageTally Ours, CoverageTally Textbook, CoverageTally Pooled)
{
    /// <summary>Whether coverage and width lie within three and a half Monte Carlo errors of the reference, or there is none.</summary>
    public bool Agrees
    {
        get
        {
            if (Design.Reference is not { } reference || Ours.Coverage is not { } coverage)
            {
                return true;
            }

            double both = (coverage * Ours.Defined + reference.Coverage * reference.Replications + 1) / (Ours.Defined + reference.Replications + 2);
            double error = Math.Sqrt(both * (1 - both) * (1.0 / Ours.Defined + 1.0 / reference.Replications));
            // Widths vary by at most their own size from one replication to the next.
            double width = reference.Width * Math.Sqrt(1.0 / Ours.Defined + 1.0 / reference.Replications);
            return Math.Abs(coverage - reference.Coverage) <= 3.5 * error && Math.Abs(Ours.Width - reference.Width) <= 2 * width;
        }
    }
}

/// <summary>Simulates a design, each replication from its own stream.</summary>
internal static class CoverageStudy
{
    /// <summary>The gain, in logits, of the wording that the model was trained on.</summary>
    private const double TrainedGain = 0.5;

    public static CoverageResult Run(CoverageDesign design, int replications, long seed)
    {
        CoverageResult result = new(design, new(), new(), new());
        CoverageDraw draw = new(design, design.Level);
        CoverageDraw unseen = new(design, design.UnseenLevel > 0 ? design.UnseenLevel : design.Level);
        double share = design.Estimand == Estimand.Share ? draw.ShareAbove() : 0;
        for (int replication = 0; replication < replications; replication++)
        {
            StreamRandom random = new(seed, replication);
            if (design.Estimand == Estimand.PairedWordingGap)
            {
                (TaskScores[] differences, double truth) = draw.Paired(random, TrainedGain);
                DifferenceEstimate gap = Gaps.PairedByInput(differences, design.Design);
                result.Ours.Add(truth, gap.Interval, gap.Bound);
                Textbook(result.Textbook, truth, FixedTasks(differences));
                result.Pooled.Add(truth, PooledRecords(differences), bound: null);
                continue;
            }

            double[] shared = [.. Enumerable.Range(0, design.Correlation == 0 ? 0 : Math.Min(design.Tasks, design.UnseenTasks)).Select(_ => random.Normal())];
            CoverageSide side = draw.Side(random, design.Tasks, shared);
            if (design.Estimand == Estimand.Gap)
            {
                // A negative correlation is a shared part that counts the other way on the other side.
                CoverageSide other = unseen.Side(random, design.UnseenTasks, [.. shared.Select(value => design.Correlation < 0 ? -value : value)]);
                double seenLevel = design.Tasks == 1 ? side.Levels[0] : design.Level;
                Gap(result, seenLevel - design.UnseenLevel, side.Tasks, other.Tasks);
                continue;
            }

            One(result, share, side);
        }

        return result;
    }

    private static void One(CoverageResult result, double share, CoverageSide side)
    {
        CoverageDesign design = result.Design;
        (double truth, Interval? interval, Interval? bound, VariancePart[] parts) = design.Estimand switch
        {
            Estimand.IntraTask => Of(side.NamedLevels.Average(), Ladder.IntraTask(side.Tasks), FixedTasks(side.Tasks)),
            Estimand.Instruction => Of(side.Levels.Average(), Ladder.Instruction(side.Tasks, design.Design), FixedTasks(side.Tasks)),
            Estimand.InterTask => Of(design.Level, Ladder.InterTask(side.Tasks), RandomTasks(side.Tasks)),
            Estimand.InterTaskRandomWordings => Of(design.Level, Ladder.InterTaskRandomWordings(side.Tasks), RandomTasks(side.Tasks)),
            _ => OfShare(share, side.Tasks, design.Threshold),
        };
        result.Ours.Add(truth, interval, bound);
        if (design.Estimand != Estimand.Share)
        {
            Textbook(result.Textbook, truth, (side.Tasks.Average(task => task.Mean!.Value), parts));
            result.Pooled.Add(truth, PooledRecords(side.Tasks), bound: null);
        }
    }

    private static (double, Interval?, Interval?, VariancePart[]) Of(double truth, LevelEstimate level, (double, VariancePart[] Parts) textbook) =>
        (truth, level.Interval, level.Bound, textbook.Parts);

    private static (double, Interval?, Interval?, VariancePart[]) OfShare(double truth, TaskScores[] tasks, double threshold) =>
        (truth, ShareAbove.Estimate(tasks, threshold).Interval, ShareAbove.Estimate(tasks, threshold).Interval, []);

    private static void Gap(CoverageResult result, double truth, TaskScores[] seen, TaskScores[] unseen)
    {
        DifferenceEstimate gap = Gaps.Generalization(seen, unseen);
        result.Ours.Add(truth, gap.Interval, gap.Bound);
        DifferenceEstimate welch = Gaps.Welch(Array.ConvertAll(seen, task => task.Mean!.Value), Array.ConvertAll(unseen, task => task.Mean!.Value));
        result.Textbook.Add(truth, welch.Interval, welch.Bound);
        double difference = seen.Average(task => task.Mean!.Value) - unseen.Average(task => task.Mean!.Value);
        double error = Math.Sqrt(PooledVariance(seen) + PooledVariance(unseen));
        result.Pooled.Add(truth, Around(difference, 1.959964 * error), bound: null);
    }

    /// <summary>Welch and Satterthwaite's t: the mean of independent tasks' means.</summary>
    private static (double Mean, VariancePart[] Parts) FixedTasks(TaskScores[] tasks)
    {
        double count = tasks.Length;
        bool defined = Array.TrueForAll(tasks, task => task.Variance is not null);
        return (tasks.Average(task => task.Mean!.Value), defined ? Array.ConvertAll(tasks, task => new VariancePart(task.Variance!.Value / task.Inputs / (count * count), task.Inputs - 1)) : []);
    }

    /// <summary>The t interval of the task means.</summary>
    private static (double Mean, VariancePart[] Parts) RandomTasks(TaskScores[] tasks)
    {
        double[] means = Array.ConvertAll(tasks, task => task.Mean!.Value);
        return (means.Average(), Moments.Variance(means) is { } variance ? [new VariancePart(variance / means.Length, means.Length - 1)] : []);
    }

    private static void Textbook(CoverageTally tally, double truth, (double Mean, VariancePart[] Parts) estimate)
    {
        double error = Math.Sqrt(estimate.Parts.Sum(part => part.Variance));
        if (estimate.Parts.Length == 0 || VariancePart.Satterthwaite(estimate.Parts) is not { } df)
        {
            // Nothing varies, so the textbook's interval is the point itself; without an input to spare it has none.
            tally.Add(truth, estimate.Parts.Length == 0 ? null : new Interval(estimate.Mean, estimate.Mean), new Interval(estimate.Mean, estimate.Mean));
            return;
        }

        tally.Add(
            truth,
            Around(estimate.Mean, Distributions.StudentTQuantile(0.975, df) * error),
            Around(estimate.Mean, Distributions.StudentTQuantile(0.95, df) * error));
    }

    /// <summary>Every answer taken for an independent one.</summary>
    private static Interval? PooledRecords(TaskScores[] tasks)
    {
        double[] records = Records(tasks);
        return Around(records.Average(), 1.959964 * Math.Sqrt(PooledVariance(tasks)));
    }

    private static double PooledVariance(TaskScores[] tasks)
    {
        double[] records = Records(tasks);
        return (Moments.Variance(records) ?? 0) / records.Length;
    }

    private static double[] Records(TaskScores[] tasks) => [.. tasks.SelectMany(task => task.Rows()).SelectMany(row => row).OfType<double>()];

    private static Interval Around(double mean, double half) => new(mean - half, mean + half);
}
