using GenEval.Generalization;
using GenEval.Reports;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Tests.Reports;

/// <summary>Every kind of figure, from the sample reports.</summary>
internal static class FigureSamples
{
    public static string[] Names { get; } = ["ladder", "ladders", "tasks", "wordings", "gap", "variance", "distributions", "power", "scaling", "calibration"];

    public static Figure Of(string name, Report? report = null)
    {
        Report full = report ?? SampleReports.Full();
        return name switch
        {
            "ladder" => Figures.Ladder(full),
            "ladders" => Figures.Ladder([full, Baseline(full), SampleReports.Thin()]),
            "tasks" => Figures.Tasks(full),
            "wordings" => Figures.Wordings(full),
            "gap" => Figures.Gap(Baseline(full), full),
            "variance" => Figures.Variance(full),
            "distributions" => Figures.Distributions(full),
            "power" => Figures.Power([Curve("10 tasks x 50 inputs", .08), Curve("20 tasks x 25 inputs", .055), Curve("50 tasks x 10 inputs", .04)]),
            "scaling" => Figures.Scaling(
                [new("s4", 4, .21, new Interval(.15, .28)), new("s16", 16, .27, new Interval(.2, .35)), new("s64", 64, .38, new Interval(.3, .47)), new("s256", 256, .42)],
                new ScalingFit(.135, .037, .004527692569068709, new Interval(.01751891120823019, .05648108879176987))),
            _ => Figures.Calibration([new(.1, .06, 120, new Interval(.03, .12)), new(.3, .24, 80, new Interval(.16, .34)), new(.5, .55, 60, new Interval(.42, .67)), new(.7, .81, 75, new Interval(.71, .88)), new(.9, .97, 140)]),
        };
    }

    /// <summary>As many unseen tasks as asked for, a fifth as many seen ones.</summary>
    public static Report Large(int tasks) => SampleReports.Specialist() with
    {
        Tasks =
        [
            .. Enumerable.Range(0, tasks).Select(i =>
            {
                bool seen = i % 6 == 0;
                double estimate = Math.Round((seen ? .7 : .25) + .25 * Math.Sin(i * 12.9898) * Math.Cos(i * .37), 4);
                return new TaskRow
                {
                    Task = $"task-{i:00000}",
                    Category = $"category {i % 12}",
                    Novelty = seen ? Novelty.Seen : Novelty.Unseen,
                    Level = seen ? LevelKind.IntraTask : LevelKind.InterTask,
                    Estimate = estimate,
                    Interval = new Interval(Math.Max(0, estimate - .08), Math.Min(1, estimate + .08)),
                    Records = 100,
                    Unscored = i % 3,
                    Verdict = estimate > .58 ? Verdict.Generalizes : estimate < .42 ? Verdict.DoesNot : Verdict.Inconclusive,
                    PAdjusted = 1,
                };
            }),
        ],
    };

    private static Report Baseline(Report full) => full with
    {
        Model = "base-7b",
        Levels = full.Levels with { Recall = null, Unlabelled = null, IntraTask = full.Levels.Instruction, Instruction = null },
        Tasks = [.. full.Tasks.Select((t, i) => t with { Estimate = Math.Max(0, t.Estimate!.Value - (i < 3 ? .3 : .12) + .05 * (i % 4)) })],
    };

    private static PowerCurve Curve(string design, double scale) =>
        new(design, [.. Enumerable.Range(0, 31).Select(i => new PowerPoint(i / 200.0, 1 - .95 * Math.Exp(-Math.Pow(i / 200.0 / scale, 2))))]);
}
