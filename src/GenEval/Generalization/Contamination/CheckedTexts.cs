using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>A text that takes part in a check, as the hashes of its words.</summary>
/// <param name="Suite">The suite, or null for plain records.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Id">The instance's or instruction's id.</param>
/// <param name="Words">Its words.</param>
/// <param name="Exact">A fingerprint of the very text.</param>
internal sealed record CheckedText(string? Suite, string Task, string Id, ulong[] Words, ulong Exact)
{
    public ShingleSet Shingles => field ??= new ShingleSet(Words);
}

/// <summary>Collects what is new and what was trained on from suites and records; the result does not depend on their order.</summary>
internal sealed class CheckedTexts
{
    private readonly Dictionary<(string? Suite, string Task, string Id), CheckedText> _new = [];
    private readonly Dictionary<(string? Suite, string Task, string Id), CheckedText> _training = [];
    private readonly Dictionary<(string? Suite, string Task, string Id), CheckedText> _newInstructions = [];
    private readonly Dictionary<(string? Suite, string Task, string Id), CheckedText> _seenInstructions = [];
    private readonly HashSet<(string? Suite, string Task, string Id)> _contradicting = [];

    /// <summary>Inputs that nobody says were tuned on.</summary>
    public IReadOnlyList<CheckedText> New => Sorted(_new);

    /// <summary>Inputs that were tuned on.</summary>
    public IReadOnlyList<CheckedText> Training => Sorted(_training);

    /// <summary>Wordings of unseen tasks, and new wordings of seen ones.</summary>
    public IReadOnlyList<CheckedText> NewInstructions => Sorted(_newInstructions);

    /// <summary>Wordings that were tuned on.</summary>
    public IReadOnlyList<CheckedText> SeenInstructions => Sorted(_seenInstructions);

    /// <summary>Inputs said to be tuned on, of tasks said not to be.</summary>
    public int Contradictions => _contradicting.Count;

    /// <summary>Records that carry neither an input nor an instruction's text, so that nothing can be compared.</summary>
    public long WithoutText { get; private set; }

    public void Add(Suite suite)
    {
        Dictionary<string, SuiteTask> tasks = suite.Tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        foreach (SuiteTask task in suite.Tasks)
        {
            foreach (SuiteInstruction instruction in task.Instructions)
            {
                AddInstruction(suite.Name, task.Id, instruction.Id, instruction.Text, instruction.Novelty ?? task.Novelty);
            }
        }

        foreach (SuiteInstance instance in suite.Instances)
        {
            SuiteTask task = tasks[instance.Task];
            AddInput(suite.Name, task.Id, instance.Id, instance.Input, task.Instructions.Count > 0 ? task.Instructions[0].Text : null, task.Novelty, instance.Novelty);
        }
    }

    public void Add(EvaluationRecord record)
    {
        if (record.InstructionText is { } text)
        {
            AddInstruction(record.Suite, record.Task, record.Instruction ?? RecordIdentity.OnlyInstruction, text, record.InstructionNovelty ?? record.Novelty);
        }

        string? id = record.Instance ?? (record.Input is null ? null : RecordIdentifier.HashOf(record.Input));
        if (id is null)
        {
            WithoutText++;
        }
        else
        {
            AddInput(record.Suite, record.Task, id, record.Input, record.InstructionText, record.Novelty, record.InstanceNovelty);
        }
    }

    /// <summary>Adds an input; a blank one is its instruction.</summary>
    public void AddInput(string? suite, string task, string id, string? input, string? instruction, Novelty? ofTask, Novelty? ofInstance)
    {
        // Where the instruction says it all, it is the input.
        string? text = string.IsNullOrWhiteSpace(input) ? instruction : input;
        if (string.IsNullOrWhiteSpace(text))
        {
            WithoutText++;
            return;
        }

        if (ofTask == Novelty.Unseen && ofInstance == Novelty.Seen)
        {
            _contradicting.Add((suite, task, id));
        }

        Keep(ofInstance == Novelty.Seen ? _training : _new, suite, task, id, text);
    }

    private void AddInstruction(string? suite, string task, string id, string text, Novelty? novelty)
    {
        if (novelty is Novelty.Seen or Novelty.Unseen)
        {
            Keep(novelty == Novelty.Seen ? _seenInstructions : _newInstructions, suite, task, id, text);
        }
    }

    private static void Keep(Dictionary<(string? Suite, string Task, string Id), CheckedText> texts, string? suite, string task, string id, string text)
    {
        ulong exact = Fingerprint(text);
        // Records that disagree on a text: the same one is kept, whatever the order of the records.
        if (!texts.TryGetValue((suite, task, id), out CheckedText? known) || exact < known.Exact)
        {
            texts[(suite, task, id)] = new(suite, task, id, WordScanner.Words(text), exact);
        }
    }

    private static ulong Fingerprint(string text)
    {
        ulong hash = 0;
        foreach (char c in text.AsSpan().Trim())
        {
            hash = WordScanner.Mix(hash + c + 1);
        }

        return hash;
    }

    private static IReadOnlyList<CheckedText> Sorted(Dictionary<(string? Suite, string Task, string Id), CheckedText> texts) =>
    [
        .. texts.Values.OrderBy(t => t.Suite, StringComparer.Ordinal).ThenBy(t => t.Task, StringComparer.Ordinal).ThenBy(t => t.Id, StringComparer.Ordinal),
    ];
}
