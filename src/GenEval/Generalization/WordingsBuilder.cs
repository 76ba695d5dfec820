using System.Globalization;
using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>The report's wordings section: how much the wording of an instruction matters, over inputs that were asked under every wording.</summary>
internal static class WordingsBuilder
{
    /// <summary>The section, or null with the reason.</summary>
    public static (WordingsReport? Report, string? Reason) Build(CellTable table, IReadOnlyList<EstimatedLevel> levels, WordingChoice wordings)
    {
        foreach (LevelKind kind in VarianceBuilder.Preferred)
        {
            if (levels.FirstOrDefault(l => l.Kind == kind) is { } level && Section(table, level, wordings) is { } section)
            {
                return (section, null);
            }
        }

        return (null, "no input was asked, and scored, under two wordings of one task or more");
    }

    private static WordingsReport? Section(CellTable table, EstimatedLevel level, WordingChoice wordings)
    {
        MultiPrompt[] analyses = wordings.Design == WordingDesign.Crossed
            ? Analyses([[.. level.Slice.Scored.SelectMany(t => level.Slice.Rows(t, wordings.Design, wordings.Ranks))]])
            : Analyses(level.Slice.Scored.Select(t => t.Cells));
        return analyses.Length == 0 ? null : new WordingsReport
        {
            Level = level.Kind,
            Average = Mean(analyses, a => a.Average),
            Max = Mean(analyses, a => a.Max),
            Spread = Mean(analyses, a => a.Spread),
            Saturation = Mean(analyses, a => a.Saturation),
            Cps = Mean(analyses, a => a.Cps),
            Pss = Mean(analyses, a => a.Pss),
            Consistency = Consistency(table, level.Kind),
            Icc = Mean(analyses, a => a.IccAgreement),
            Reason = analyses.All(a => a.IccAgreement is null) ? "icc: needs two inputs or more whose scores differ" : null,
        };
    }

    private static MultiPrompt[] Analyses(IEnumerable<double?[][]> tables) => [.. tables
        .Select(rows => rows.Where(row => row.Length > 1 && Array.TrueForAll(row, cell => cell is not null)).Select(row => Array.ConvertAll(row, cell => cell!.Value)).ToArray())
        .Where(rows => rows.Length > 0)
        .Select(rows => MultiPrompt.Analyze(rows))];

    /// <summary>Nested wordings are analysed task by task; the section has the mean over tasks.</summary>
    private static double? Mean(MultiPrompt[] analyses, Func<MultiPrompt, double?> of) => Moments.Mean([.. analyses.Select(of).OfType<double>()]);

    private static double? Consistency(CellTable table, LevelKind kind) => MultiPrompt.AnswerConsistency(
        [.. table.Cells.Where(c => c.Level == kind).GroupBy(c => (c.Task, c.Instance)).Select(input => input
            .GroupBy(c => c.Instruction).Select(wording => wording.MinBy(c => c.Repeat).Answer?.ToString("x", CultureInfo.InvariantCulture)).ToArray())]);
}
