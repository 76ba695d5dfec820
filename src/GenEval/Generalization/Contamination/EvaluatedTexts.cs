using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>
/// Keeps aside the texts of an evaluation's inputs while its records stream by, each once. An evaluation that did not ask for a check must not pay for
/// one: nothing is done with the texts unless there is something to compare them with, and beyond a bound they are let go.
/// </summary>
internal sealed class EvaluatedTexts(bool bounded)
{
    /// <summary>The most characters that are kept where nobody asked for a check: 32 MB.</summary>
    internal const int MostCharacters = 16_000_000;

    private readonly Dictionary<(string? Suite, string Task, string Instance, bool Training), Kept> _texts = [];
    private long _characters;

    /// <summary>The bound was passed, and what had been kept was let go.</summary>
    public bool TooMany { get; private set; }

    public bool HasTraining { get; private set; }

    /// <summary>New inputs whose text is known.</summary>
    public bool HasNew { get; private set; }

    public void Add(EvaluationRecord record, in RecordIdentity key)
    {
        if (key.CanPair)
        {
            Add(key.Suite, record.Task, key.Instance, record.Input, record.InstructionText, record.Novelty, record.InstanceNovelty);
        }
    }

    /// <summary>Adds a suite's training inputs, answered or not; its new ones come with their answers.</summary>
    public void Add(Suite suite)
    {
        Dictionary<string, SuiteTask> tasks = suite.Tasks.ToDictionary(t => t.Id, StringComparer.Ordinal);
        foreach (SuiteInstance instance in suite.Instances.Where(i => i.Novelty == Novelty.Seen))
        {
            SuiteTask task = tasks[instance.Task];
            Add(suite.Name, task.Id, instance.Id, instance.Input, task.Instructions.Count > 0 ? task.Instructions[0].Text : null, task.Novelty, instance.Novelty);
        }
    }

    public CheckedTexts ToChecked()
    {
        CheckedTexts texts = new();
        foreach (((string? suite, string task, string instance, bool training), Kept kept) in _texts)
        {
            texts.AddInput(suite, task, instance, kept.Text, instruction: null, kept.OfTask, training ? Novelty.Seen : Novelty.Unseen);
        }

        return texts;
    }

    private void Add(string? suite, string task, string instance, string? input, string? instruction, Novelty? ofTask, Novelty? ofInstance)
    {
        string? text = string.IsNullOrWhiteSpace(input) ? instruction : input;
        if (TooMany || string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        bool training = ofInstance == Novelty.Seen;
        (string?, string, string, bool) key = (suite, task, instance, training);
        if (_texts.TryGetValue(key, out Kept kept))
        {
            // Records that disagree on a text: the ordinally first is kept, whatever the order of the records.
            if (string.CompareOrdinal(text, kept.Text) < 0)
            {
                _texts[key] = kept with { Text = text };
            }

            return;
        }

        _texts.Add(key, new(text, ofTask));
        HasTraining |= training;
        HasNew |= !training;
        _characters += text.Length;
        if (bounded && _characters > MostCharacters)
        {
            TooMany = true;
            _texts.Clear();
            _texts.TrimExcess();
        }
    }

    private readonly record struct Kept(string Text, Novelty? OfTask);
}
