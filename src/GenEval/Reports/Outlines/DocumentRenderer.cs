using GenEval.Generalization;
using GenEval.Scoring.Learned;

namespace GenEval.Reports;

/// <summary>Writes comparisons, power studies and scaling curves in any of the formats; reports are <see cref="ReportRenderer"/>'s.</summary>
public static class DocumentRenderer
{
    /// <summary>Comparisons; in JSON an object for one, an array for several.</summary>
    public static void Render(IReadOnlyList<Comparison> comparisons, ReportFormat format, TextWriter writer, RenderOptions? options = null)
    {
        if (format == ReportFormat.Csv)
        {
            ComparisonCsv.Write(comparisons, writer);
        }
        else
        {
            Render(comparisons, ComparisonMatrix.Of(comparisons), format, writer, options);
        }
    }

    /// <summary>A power study.</summary>
    public static void Render(PowerReport power, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([power], [Outlines.Of(power)], format, writer, options);

    /// <summary>A scaling curve.</summary>
    public static void Render(ScalingReport scaling, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([scaling], [Outlines.Of(scaling)], format, writer, options);

    /// <summary>A check.</summary>
    public static void Render(CheckReport check, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([check], [CheckOutline.Of(check)], format, writer, options);

    /// <summary>What a scorer is, and how far it agrees with people.</summary>
    public static void Render(ScorerCard scorer, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([scorer], [ScorerOutline.Of(scorer)], format, writer, options);

    /// <summary>Whether <see cref="Render(IReadOnlyList{object}, ReportFormat, TextWriter, RenderOptions?)"/> knows how to write it.</summary>
    public static bool IsDocument(object? value) => value is Report or Comparison or PowerReport or ScalingReport or CheckReport or ScorerCard;

    /// <summary>Documents of any one kind, reports too.</summary>
    /// <exception cref="GenEvalException">They are of several kinds, or something is no document.</exception>
    public static void Render(IReadOnlyList<object> documents, ReportFormat format, TextWriter writer, RenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        switch (documents.Count == 0 ? null : documents[0])
        {
            case Report:
                ReportRenderer.Render(All<Report>(documents), format, writer, options);
                break;
            case Comparison:
                Render(All<Comparison>(documents), format, writer, options);
                break;
            case PowerReport:
                Render(All<PowerReport>(documents), [.. All<PowerReport>(documents).Select(Outlines.Of)], format, writer, options);
                break;
            case ScalingReport:
                Render(All<ScalingReport>(documents), [.. All<ScalingReport>(documents).Select(Outlines.Of)], format, writer, options);
                break;
            case CheckReport:
                Render(All<CheckReport>(documents), [.. All<CheckReport>(documents).Select(CheckOutline.Of)], format, writer, options);
                break;
            case ScorerCard:
                Render(All<ScorerCard>(documents), [.. All<ScorerCard>(documents).Select(ScorerOutline.Of)], format, writer, options);
                break;
            default:
                throw NotOne(documents);
        }
    }

    /// <summary>What a comparison, power study, scaling curve, check or scorer comes to, in a sentence.</summary>
    /// <exception cref="GenEvalException">It is none of them.</exception>
    public static string Headline(object document) => (document switch
    {
        Comparison comparison => ComparisonOutline.Of(comparison),
        PowerReport power => Outlines.Of(power),
        ScalingReport scaling => Outlines.Of(scaling),
        CheckReport check => CheckOutline.Of(check),
        ScorerCard scorer => ScorerOutline.Of(scorer),
        _ => throw NotOne([document]),
    }).Headline;

    private static T[] All<T>(IReadOnlyList<object> documents) => [.. documents.Select(d => d is T one ? one : throw NotOne(documents))];

    private static GenEvalException NotOne(IReadOnlyList<object> documents) =>
        new($"A file holds documents of one kind; these are {(documents.Count == 0 ? "none" : string.Join(", ", documents.Select(d => d.GetType().Name).Distinct(StringComparer.Ordinal)))}.")
        {
            Id = "DocumentKind",
            Action = "Write each kind to a file of its own: reports, comparisons, power studies, checks, scorers.",
        };

    private static void Render<T>(IReadOnlyList<T> documents, IReadOnlyList<Outline> outlines, ReportFormat format, TextWriter writer, RenderOptions? options)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (format == ReportFormat.Json)
        {
            writer.Write(DocumentJson.Serialize(documents));
        }
        else
        {
            OutlineFormats.Write(outlines, format, writer, options ?? new RenderOptions());
        }
    }
}
