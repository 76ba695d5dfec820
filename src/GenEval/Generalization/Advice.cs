using System.Globalization;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The D-study in sentences: what twice as many tasks, inputs or wordings would do to the standard error across tasks.</summary>
internal static class Advice
{
    public static IReadOnlyList<string> Of(ComponentEstimates components, StudyDesign design)
    {
        double now = DesignStudy.Errors(components, design).InterTask;
        if (now <= 0)
        {
            return ["Nothing varies between tasks here, so no larger design can be shown to help."];
        }

        List<(string What, double Error)> doubled =
        [
            ($"{More(design.Tasks)} more tasks", Doubled(design with { Tasks = 2 * design.Tasks })),
            ($"{More(design.Inputs)} more inputs a task", Doubled(design with { Inputs = 2 * design.Inputs })),
        ];
        if (design.Wordings > 1)
        {
            doubled.Add(($"{More(design.Wordings)} more wordings", Doubled(design with { Wordings = 2 * design.Wordings })));
        }

        if (design.Repeats > 1)
        {
            doubled.Add(($"{More(design.Repeats)} more repeats", Doubled(design with { Repeats = 2 * design.Repeats })));
        }

        (string best, double least) = doubled.MinBy(d => d.Error);
        return
        [
            $"{best} would help most: the standard error across tasks would be {Change(now, least)}.",
            .. doubled.Where(d => d.What != best).Select(d => $"{d.What} would make it {Change(now, d.Error)}."),
        ];

        double Doubled(StudyDesign other) => DesignStudy.Errors(components, other).InterTask;
    }

    private static string More(double count) => Math.Max(1, Math.Round(count)).ToString("0", CultureInfo.InvariantCulture);

    private static string Change(double now, double then) => string.Create(
        CultureInfo.InvariantCulture, $"{then:0.0000} instead of {now:0.0000} ({100 * (then - now) / now:+0;-0;0}%)");
}
