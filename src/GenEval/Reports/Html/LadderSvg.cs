using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The ladder as a drawing; colours come from the page's style sheet, shapes say the same without them.</summary>
internal static class LadderSvg
{
    private const double Left = 250;
    private const double Right = 620;
    private const double Row = 58;
    private const double Top = 46;

    public static void Write(Report report, HtmlWriter html, string id)
    {
        LevelKind[] kinds = [.. Words.Shown(report)];
        double bottom = Top + Row * kinds.Length;
        html.Write($"<svg class=\"ladder\" viewBox=\"0 0 800 {bottom + 34}\" role=\"img\" aria-labelledby=\"{id}-ladder-title {id}-ladder-text\">\n");
        html.Write($"<title id=\"{id}-ladder-title\">The ladder of <bdi>{report.Model}</bdi></title>\n<desc id=\"{id}-ladder-text\">{Describe(report, kinds)}</desc>\n");
        for (int tick = 0; tick <= 10; tick += 2)
        {
            double x = X(tick / 10.0);
            html.Write($"<line class=\"grid\" x1=\"{x}\" y1=\"{Top}\" x2=\"{x}\" y2=\"{bottom}\"/><text class=\"tick\" x=\"{x}\" y=\"{bottom + 20}\">{tick / 10.0}</text>\n");
        }

        double threshold = X(report.Threshold);
        html.Write($"<line class=\"threshold\" x1=\"{threshold}\" y1=\"{Top - 12}\" x2=\"{threshold}\" y2=\"{bottom}\"/><text class=\"tick\" x=\"{threshold}\" y=\"{Top - 20}\">threshold {Numbers.Short(report.Threshold)}</text>\n");
        for (int i = 0; i < kinds.Length; i++)
        {
            Rung(html, kinds[i], report.Levels[kinds[i]], Top + Row * (i + .5));
        }

        html.Write($"</svg>\n");
    }

    /// <summary>A horizontal interval with its estimate: a dot generalizes, a square does not, an open diamond is undecided.</summary>
    public static void Bar(HtmlWriter html, double? estimate, Statistics.Interval? interval, Verdict verdict, Func<double, double> x, double y, double size)
    {
        if (interval is { } range)
        {
            html.Write($"<line class=\"bar\" x1=\"{x(range.Lower)}\" y1=\"{y}\" x2=\"{x(range.Upper)}\" y2=\"{y}\"/>");
        }

        if (estimate is not { } value)
        {
            return;
        }

        double at = x(value);
        switch (verdict)
        {
            case Verdict.Generalizes:
                html.Write($"<circle class=\"mark\" cx=\"{at}\" cy=\"{y}\" r=\"{size}\"/>");
                break;
            case Verdict.DoesNot:
                html.Write($"<rect class=\"mark\" x=\"{at - size}\" y=\"{y - size}\" width=\"{2 * size}\" height=\"{2 * size}\"/>");
                break;
            default:
                html.Write($"<path class=\"mark\" d=\"M{at - size * 1.3} {y}L{at} {y - size * 1.3}L{at + size * 1.3} {y}L{at} {y + size * 1.3}Z\"/>");
                break;
        }
    }

    private static void Rung(HtmlWriter html, LevelKind kind, Level? level, double y)
    {
        html.Write($"<g class=\"{HtmlReport.Class(level?.Verdict)}\"><text class=\"name\" x=\"0\" y=\"{y - 3}\">{Words.Title(kind)}</text><text class=\"asked\" x=\"0\" y=\"{y + 15}\">{Words.Asked(kind)}</text>");
        if (level is not null)
        {
            Bar(html, level.Estimate, level.Interval, level.Verdict, X, y, size: 7);
        }

        html.Write($"<text class=\"value\" x=\"650\" y=\"{y - 3}\">{Numbers.Score(level?.Estimate)}</text><text class=\"says\" x=\"650\" y=\"{y + 15}\">{Words.Of(level?.Verdict)}</text></g>\n");
    }

    private static double X(double score) => Left + (Right - Left) * Math.Clamp(score, 0, 1);

    private static string Describe(Report report, LevelKind[] kinds) => string.Join(" ", kinds.Select(kind => report.Levels[kind] is { } level
        ? $"{Words.Title(kind)}: {Numbers.Score(level.Estimate)}, interval {Numbers.Range(level.Interval)}, {Words.Of(level.Verdict)}."
        : $"{Words.Title(kind)}: not measured."));
}
