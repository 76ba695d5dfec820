using System.Globalization;
using GenEval.Bench.Coverage;
using GenEval.Statistics;

namespace GenEval.Bench;

/// <summary>How often the share of tasks above the threshold misses the truth, with and without a warning in the report.</summary>
internal sealed class ShareBench : IBench
{
    private const int Replications = 2000;
    private const long Seed = 5;

    public string Name => "share";

    public string Summary => $"misses of the share of tasks above the threshold, warned about and not, {Replications} replications a design";

    public void Run(TextWriter output)
    {
        CoverageDesign[] designs =
        [
            .. from tasks in (int[])[5, 10, 20, 50]
               from spread in (double[])[.2, .5]
               from inputs in (string[])["b2", "b5", "u5_40"]
               select new CoverageDesign { Estimand = Estimand.Share, Tasks = tasks, Inputs = inputs, TaskSpread = spread },
        ];
        (double Truth, int Warned, int WarnedMisses, int SilentMisses)[] results = new (double, int, int, int)[designs.Length];
        Parallel.For(0, designs.Length, index => results[index] = Count(designs[index]));
        output.WriteLine();
        output.WriteLine("| tasks | inputs | spread | true share | warned | misses, warned | misses, without a warning |");
        output.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach ((CoverageDesign design, (double truth, int warned, int warnedMisses, int silent)) in designs.Zip(results))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {design.Tasks} | {design.Inputs} | {design.TaskSpread} | {truth:0.000} | {Share(warned):.000} | {Share(warnedMisses):.000} | {Share(silent):.000} |"));
        }
    }

    private static double Share(int count) => (double)count / Replications;

    private static (double Truth, int Warned, int WarnedMisses, int SilentMisses) Count(CoverageDesign design)
    {
        CoverageDraw draw = new(design, design.Level);
        double truth = draw.ShareAbove();
        (int warned, int warnedMisses, int silent) = (0, 0, 0);
        for (int replication = 0; replication < Replications; replication++)
        {
            ShareAboveEstimate share = ShareAbove.Estimate(draw.Side(new StreamRandom(Seed, replication), design.Tasks, []).Tasks, design.Threshold);
            bool misses = share.Interval is not { } interval || truth < interval.Lower || truth > interval.Upper;
            bool warns = share.Reliability < .5 || share.ReliabilityBound < .5;
            warned += warns ? 1 : 0;
            warnedMisses += warns && misses ? 1 : 0;
            silent += !warns && misses ? 1 : 0;
        }

        return (truth, warned, warnedMisses, silent);
    }
}
