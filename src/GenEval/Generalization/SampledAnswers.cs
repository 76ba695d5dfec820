using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>
/// Draws answers of each level at random, as many tasks as there may be answers and then more of each. Every task and answer has a number drawn by the
/// seed and its name, and the lowest win: one pass, bounded memory, and the same draw whatever the order of the records.
/// </summary>
internal sealed class SampledAnswers(int most, long seed)
{
    private readonly Dictionary<LevelKind, SortedList<ulong, SortedList<ulong, AnswerSample>>> _levels = [];

    public void Add(LevelKind level, EvaluationRecord record, in RecordIdentity key, Score score)
    {
        if (most == 0)
        {
            return;
        }

        if (!_levels.TryGetValue(level, out SortedList<ulong, SortedList<ulong, AnswerSample>>? tasks))
        {
            _levels[level] = tasks = [];
        }

        ulong task = Draw(record.Task);
        if (!tasks.TryGetValue(task, out SortedList<ulong, AnswerSample>? answers))
        {
            if (!HasRoom(tasks, task))
            {
                return;
            }

            tasks[task] = answers = [];
        }

        // The answer's text, not the number of its repeat, which may hang on the order of the records.
        ulong draw = Draw(record.Task, key.Instruction, key.Instance, record.Output ?? "");
        if (HasRoom(answers, draw))
        {
            answers[draw] = AnswerSamples.Of(level, record, key, score);
        }
    }

    public IReadOnlyList<AnswerSample> ToList() =>
    [
        .. from level in _levels.OrderBy(l => l.Key)
           from answer in Drawn(level.Value.Values).OrderBy(a => a.Task, StringComparer.Ordinal)
           select answer,
    ];

    /// <summary>One of each task, then a second of each, until there are enough.</summary>
    private IEnumerable<AnswerSample> Drawn(IEnumerable<SortedList<ulong, AnswerSample>> tasks) =>
        tasks.SelectMany(answers => answers.Values.Select((answer, turn) => (answer, turn))).OrderBy(a => a.turn).Take(most).Select(a => a.answer);

    /// <summary>Whether a draw is among the lowest; the highest gives way.</summary>
    private bool HasRoom<T>(SortedList<ulong, T> drawn, ulong draw)
    {
        if (drawn.Count < most)
        {
            return true;
        }

        if (draw >= drawn.GetKeyAtIndex(most - 1))
        {
            return false;
        }

        drawn.RemoveAt(most - 1);
        return true;
    }

    /// <summary>FNV-1a of the seed and the texts, then mixed so that like names draw unlike numbers (Stafford's variant 13 of MurmurHash3's finalizer).</summary>
    private ulong Draw(params ReadOnlySpan<string> texts)
    {
        ulong hash = 14695981039346656037 ^ ((ulong)seed * 0x9E3779B97F4A7C15);
        foreach (string text in texts)
        {
            foreach (char c in text)
            {
                hash = (hash ^ c) * 1099511628211;
            }

            hash = (hash ^ char.MaxValue) * 1099511628211;
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
