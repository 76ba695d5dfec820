using System.Globalization;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The D-study in sentences: how many more tasks, inputs, wordings or repeats would halve the standard error across tasks, and which never would.</summary>
internal static class Advice
{
    // A facet that would have to grow more than this is no advice.
    private const double MostGrowth = 1000;

    public static IReadOnlyList<string> Of(ComponentEstimates components, StudyDesign design, LevelKind level)
    {
        double now = Error(design);
        if (now <= 0)
        {
            return ["Nothing varies between tasks here, so no larger design can be shown to help."];
        }

        List<(string Noun, double Count, Func<double, StudyDesign> With)> facets =
        [
            (level == LevelKind.InterTask ? "unseen tasks" : "tasks", design.Tasks, n => design with { Tasks = n }),
            ("inputs a task", design.Inputs, n => design with { Inputs = n }),
        ];
        if (design.Wordings > 1)
        {
            facets.Add(("wordings", design.Wordings, n => design with { Wordings = n }));
        }

        if (design.Repeats > 1)
        {
            facets.Add(("repeats", design.Repeats, n => design with { Repeats = n }));
        }

        List<string> halving = [];
        List<string> not = [];
        foreach ((string noun, double count, Func<double, StudyDesign> with) in facets)
        {
            if (Halves(count, with) is { } more)
            {
                halving.Add($"{Whole(more)} more {noun} would halve the standard error across tasks, from {Text(now)} to {Text(Error(with(count + more)))}.");
            }
            else
            {
                double twice = Math.Max(1, Math.Round(count));
                not.Add($"{Whole(twice)} more {noun} would {(halving.Count > 0 ? "not" : "not halve it")}: {Text(Error(with(count + twice)))}; no number of them gets below {Text(Error(with(1e12)))}.");
            }
        }

        return [.. halving, .. not];

        double Error(StudyDesign other) => DesignStudy.Errors(components, other).InterTask;

        double? Halves(double count, Func<double, StudyDesign> with)
        {
            // The error falls with every one more.
            double high = 1;
            while (Error(with(count + high)) > now / 2)
            {
                high *= 2;
                if (high > MostGrowth * Math.Max(count, 1))
                {
                    return null;
                }
            }

            double low = Math.Floor(high / 2);
            while (high - low > 1)
            {
                double middle = Math.Floor((low + high) / 2);
                (low, high) = Error(with(count + middle)) > now / 2 ? (middle, high) : (low, middle);
            }

            return high;
        }
    }

    private static string Whole(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(double error) => error.ToString("0.0000", CultureInfo.InvariantCulture);
}
