using GenEval.Statistics;

namespace GenEval.Generalization;

/// <summary>A prompt that both runs have a score for.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Instruction">The instruction's id.</param>
/// <param name="Instance">The instance's id.</param>
/// <param name="Level">Where A says that it stands.</param>
/// <param name="A">A's score, repeats averaged.</param>
/// <param name="B">B's score, repeats averaged.</param>
internal sealed record Pair(string Task, string Instruction, string Instance, LevelKind Level, double A, double B)
{
    public double Difference => A - B;
}

/// <summary>Two runs laid side by side, in ordinal order of task, input and wording.</summary>
internal sealed class PairTable
{
    private PairTable(IReadOnlyList<Pair> pairs, int aOnly, int bOnly, int sameInputs)
    {
        Pairs = pairs;
        SameInputs = sameInputs;
        AOnly = aOnly;
        BOnly = bOnly;
    }

    public IReadOnlyList<Pair> Pairs { get; }

    public int AOnly { get; }

    public int BOnly { get; }

    /// <summary>Inputs of one task in both runs, whatever their wordings; counted only where no prompt pairs.</summary>
    public int SameInputs { get; }

    public static PairTable Of(CellTable a, CellTable b, UnscoredPolicy policy)
    {
        Dictionary<Prompt, Answer> first = Answers(a, policy, out int firstAlone);
        Dictionary<Prompt, Answer> second = Answers(b, policy, out int secondAlone);
        List<Pair> pairs = [];
        foreach ((Prompt prompt, Answer answer) in first)
        {
            if (second.TryGetValue(prompt, out Answer other))
            {
                pairs.Add(new(prompt.Task, prompt.Instruction, prompt.Instance, answer.Level, answer.Score, other.Score));
            }
        }

        pairs.Sort((x, y) =>
        {
            int order = string.CompareOrdinal(x.Task, y.Task);
            order = order != 0 ? order : string.CompareOrdinal(x.Instance, y.Instance);
            return order != 0 ? order : string.CompareOrdinal(x.Instruction, y.Instruction);
        });
        int same = pairs.Count > 0 ? 0 : first.Keys.Select(InputOf).Intersect(second.Keys.Select(InputOf)).Count();
        return new(pairs, first.Count - pairs.Count + firstAlone, second.Count - pairs.Count + secondAlone, same);

        static (string Task, string Instance) InputOf(Prompt prompt) => (prompt.Task, prompt.Instance);
    }

    /// <summary>Each task's differences as the estimators take them: a row an input, a column a wording.</summary>
    public static TaskScores ByInput(IEnumerable<Pair> pairsOfATask)
    {
        Pair[] pairs = [.. pairsOfATask];
        string[] wordings = [.. pairs.Select(p => p.Instruction).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        List<double?[]> rows = [];
        foreach (IGrouping<string, Pair> input in pairs.GroupBy(p => p.Instance, StringComparer.Ordinal))
        {
            double?[] row = new double?[wordings.Length];
            foreach (Pair pair in input)
            {
                row[Array.IndexOf(wordings, pair.Instruction)] = pair.Difference;
            }

            rows.Add(row);
        }

        return new TaskScores(rows);
    }

    private static Dictionary<Prompt, Answer> Answers(CellTable table, UnscoredPolicy policy, out int alone)
    {
        Dictionary<Prompt, List<Cell>> cells = [];
        alone = 0;
        foreach (Cell cell in table.Cells)
        {
            if (Scenario.AsAsked.Score(cell, policy) is null)
            {
                continue;
            }

            if (!cell.CanPair)
            {
                alone++;
                continue;
            }

            Prompt prompt = new(table.Tasks[cell.Task], table.Instructions[cell.Instruction], table.Instances[cell.Instance]);
            if (!cells.TryGetValue(prompt, out List<Cell>? repeats))
            {
                cells[prompt] = repeats = [];
            }

            repeats.Add(cell);
        }

        return cells.ToDictionary(c => c.Key, c => new Answer(
            c.Value[0].Level,
            Moments.MeanOf([.. c.Value.Select(cell => Scenario.AsAsked.Score(cell, policy)!.Value).Order()])));
    }

    private readonly record struct Prompt(string Task, string Instruction, string Instance);

    private readonly record struct Answer(LevelKind Level, double Score);
}
