using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>Whether wordings count as crossed or nested, and who said so.</summary>
/// <param name="Design">As it is used.</param>
/// <param name="Inferred">Nobody said: crossed only if every task has the same set of instruction ids.</param>
/// <param name="Ranks">The ordinal ranks of the instruction ids.</param>
/// <param name="Warning">What the reader should know of the inference; null where nothing hangs on it.</param>
internal sealed record WordingChoice(WordingDesign Design, bool Inferred, int[] Ranks, Warning? Warning)
{
    public static WordingChoice Of(CellTable table, WordingDesign? stated)
    {
        int[] ranks = table.Instructions.Ranks();
        if (stated is { } design)
        {
            return new(design, Inferred: false, ranks, Warning: null);
        }

        ILookup<int, int> byTask = table.Cells.Select(c => (c.Task, c.Instruction)).Distinct().ToLookup(c => c.Task, c => c.Instruction);
        HashSet<int>? first = null;
        bool shared = byTask.All(task => (first ??= [.. task]).SetEquals(task));
        WordingDesign inferred = shared ? WordingDesign.Crossed : WordingDesign.Nested;
        bool matters = byTask.Any(task => task.Skip(1).Any());
        return new(inferred, Inferred: true, ranks, matters ? Why(inferred) : null);
    }

    private static Warning Why(WordingDesign design) => new(
        "wordingsInferred",
        design == WordingDesign.Crossed
            ? "Wordings count as crossed (templates shared by all tasks), inferred from every task having the same instruction ids; say --wording-design nested if each task has its own."
            : "Wordings count as nested (each task has its own), inferred from tasks having different instruction ids; say --wording-design crossed if they are the same templates.");
}
