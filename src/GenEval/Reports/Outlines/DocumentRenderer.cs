using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Writes comparisons, power studies and scaling curves in any of the formats; reports are <see cref="ReportRenderer"/>'s.</summary>
public static class DocumentRenderer
{
    /// <summary>Comparisons; in JSON an object for one, an array for several.</summary>
    public static void Render(IReadOnlyList<Comparison> comparisons, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render(comparisons, [.. comparisons.Select(Outlines.Of)], format, writer, options);

    /// <summary>A power study.</summary>
    public static void Render(PowerReport power, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([power], [Outlines.Of(power)], format, writer, options);

    /// <summary>A scaling curve.</summary>
    public static void Render(ScalingReport scaling, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([scaling], [Outlines.Of(scaling)], format, writer, options);

    /// <summary>A check.</summary>
    public static void Render(CheckReport check, ReportFormat format, TextWriter writer, RenderOptions? options = null) =>
        Render([check], [CheckOutline.Of(check)], format, writer, options);

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
