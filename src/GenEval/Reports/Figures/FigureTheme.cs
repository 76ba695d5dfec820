using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>
/// One look for all figures. The colours are of Okabe and Ito's and Tol's sets (told apart with any colour blindness), dark enough for a white
/// ground and light enough for a dark one (3:1 on both); a shape or a word says the same as every colour.
/// </summary>
internal static class FigureTheme
{
    public const string Clear = "rgba(0,0,0,0)";
    public const string Text = "#767c85";
    public const string Grid = "rgba(128,128,128,0.28)";
    public const string Family = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
    public const string Threshold = "#767c85";
    public const string Blue = "#2279b5";
    public const string Vermilion = "#cc5a11";
    public const string Green = "#1a8a69";
    public const string Purple = "#b0519f";
    public const string Olive = "#8a7d1c";
    public const string Grey = "#808890";

    /// <summary>For series: runs, designs, components.</summary>
    public static string[] Series { get; } = [Blue, Vermilion, Green, Purple, Olive, Grey];

    /// <summary>Shapes for series, so that colour is not alone.</summary>
    public static string[] Symbols { get; } = ["circle", "square", "diamond", "circle-open", "square-open", "diamond-open"];

    /// <summary>From low to high, as the verdicts: vermilion to blue through grey.</summary>
    public static IReadOnlyList<IReadOnlyList<object>> Scale { get; } = [[0.0, "#b84a06"], [0.5, "#b9bcc0"], [1.0, "#1f6fa8"]];

    /// <summary>Seen tasks green, unseen ones purple.</summary>
    public static string Of(LevelKind level) => level switch
    {
        LevelKind.InterTask => Purple,
        LevelKind.Recall => Olive,
        LevelKind.Instruction => Blue,
        LevelKind.Unlabelled => Grey,
        _ => Green,
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Generalizes => Blue,
        Verdict.DoesNot => Vermilion,
        _ => Grey,
    };

    public static string Symbol(Verdict verdict) => verdict switch
    {
        Verdict.Generalizes => "circle",
        Verdict.DoesNot => "square",
        _ => "diamond-open",
    };

    /// <summary>A colour that lets what is behind show.</summary>
    public static string Faint(string color) =>
        $"rgba({Convert.ToInt32(color[1..3], 16)},{Convert.ToInt32(color[3..5], 16)},{Convert.ToInt32(color[5..7], 16)},0.22)";
}
