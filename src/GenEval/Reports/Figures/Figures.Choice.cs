using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The figures of documents.</summary>
public enum ChartKind
{
    /// <summary>The ladders of reports in one figure.</summary>
    Ladder,

    /// <summary>A report's tasks with intervals.</summary>
    Tasks,

    /// <summary>A report's tasks by wording.</summary>
    Wordings,

    /// <summary>Where the variance of a report's scores comes from.</summary>
    Variance,

    /// <summary>How a report's scores are spread.</summary>
    Distributions,

    /// <summary>Two reports task by task: before and after.</summary>
    Gap,

    /// <summary>The power of a study's designs.</summary>
    Power,

    /// <summary>Performance over training tasks.</summary>
    Scaling,
}

public static partial class Figures
{
    /// <summary>The figures of documents of one kind: one for all ladders, one for a gap of two reports, else one for each document.</summary>
    /// <param name="documents">Reports, power studies or scaling studies.</param>
    /// <param name="kind">Which figure; null for the ladder of reports, and the only figure of the others.</param>
    /// <exception cref="GenEvalException">The documents have no such figure; the message says why.</exception>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<object> documents, ChartKind? kind = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        Report[] reports = [.. documents.OfType<Report>()];
        PowerReport[] studies = [.. documents.OfType<PowerReport>()];
        ScalingReport[] curves = [.. documents.OfType<ScalingReport>()];
        ChartKind wished = kind ?? (studies.Length > 0 ? ChartKind.Power : curves.Length > 0 ? ChartKind.Scaling : ChartKind.Ladder);
        int fitting = wished switch { ChartKind.Power => studies.Length, ChartKind.Scaling => curves.Length, _ => reports.Length };
        if (documents.Count == 0 || fitting != documents.Count)
        {
            throw new GenEvalException($"The figure '{Words.Name(wished)}' is of {Sources(wished)}; there {(documents.Count == 0 ? "is nothing" : $"is {documents.First(d => !Fits(d, wished)).GetType().Name} too")}.")
            {
                Id = "FigureUnavailable",
            };
        }

        return wished switch
        {
            ChartKind.Ladder => [Ladder(reports)],
            ChartKind.Gap => reports is [Report before, Report after]
                ? [Gap(before, after)]
                : throw new GenEvalException($"The figure 'gap' is of two reports, before and after; there {(reports.Length == 1 ? "is one" : $"are {reports.Length}")}.") { Id = "FigureUnavailable" },
            ChartKind.Power => [.. studies.Select(Power)],
            ChartKind.Scaling => [.. curves.Select(Scaling)],
            _ => [.. reports.Select(r => Of(r, Enum.Parse<FigureKind>(wished.ToString())))],
        };
    }

    private static bool Fits(object document, ChartKind kind) => kind switch
    {
        ChartKind.Power => document is PowerReport,
        ChartKind.Scaling => document is ScalingReport,
        _ => document is Report,
    };

    private static string Sources(ChartKind kind) => kind switch
    {
        ChartKind.Power => "power studies",
        ChartKind.Scaling => "scaling studies",
        _ => "reports",
    };
}
