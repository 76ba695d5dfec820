namespace GenEval.Generalization.Drivers;

/// <summary>How new the instruction of an unseen task is: 1 - its word overlap with the nearest instruction of a seen task.</summary>
internal static class TaskNovelty
{
    /// <summary>More comparisons than this would be felt; beyond, the seen instructions are thinned out evenly.</summary>
    private const long MostComparisons = 4_000_000;

    public static Dictionary<InstructionTraits, double> Of(IReadOnlyList<DriverRow> rows)
    {
        InstructionTraits[] seen = Instructions(rows, isUnseen: false);
        InstructionTraits[] unseen = Instructions(rows, isUnseen: true);
        if (seen.Length == 0)
        {
            return [];
        }

        int step = (int)Math.Max(1, ((long)seen.Length * unseen.Length / MostComparisons) + 1);
        InstructionTraits[] compared = [.. seen.Where((_, i) => i % step == 0)];
        return unseen.ToDictionary(u => u, u => 1 - compared.Max(u.Overlap));
    }

    private static InstructionTraits[] Instructions(IReadOnlyList<DriverRow> rows, bool isUnseen) =>
        [.. rows.Where(r => r.Instruction is not null && r.Cell.Level != LevelKind.Unlabelled && r.Cell.Level == LevelKind.InterTask == isUnseen).Select(r => r.Instruction!).Distinct()];
}
