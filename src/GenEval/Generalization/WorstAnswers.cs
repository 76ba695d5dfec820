using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Keeps the worst answers of each level, ties broken by task, wording and input, so that the choice does not depend on the order of records.</summary>
internal sealed class WorstAnswers(int most)
{
    private static readonly Comparer<AnswerSample> s_order = Comparer<AnswerSample>.Create((a, b) =>
    {
        int order = Nullable.Compare(a.Score, b.Score);
        order = order != 0 ? order : string.CompareOrdinal(a.Task, b.Task);
        order = order != 0 ? order : string.CompareOrdinal(a.Instance, b.Instance);
        order = order != 0 ? order : string.CompareOrdinal(a.Instruction, b.Instruction);
        return order != 0 ? order : string.CompareOrdinal(a.Output, b.Output);
    });

    private readonly Dictionary<LevelKind, SortedSet<AnswerSample>> _worst = [];

    public void Add(LevelKind level, EvaluationRecord record, in RecordIdentity key, Score score)
    {
        if (most == 0 || score.Value is not { } value)
        {
            return;
        }

        if (!_worst.TryGetValue(level, out SortedSet<AnswerSample>? set))
        {
            _worst[level] = set = new(s_order);
        }

        if (set.Count == most && value > set.Max!.Score)
        {
            return;
        }

        set.Add(AnswerSamples.Of(level, record, key, score));
        if (set.Count > most)
        {
            set.Remove(set.Max!);
        }
    }

    public IReadOnlyList<AnswerSample> ToList() => [.. _worst.OrderBy(l => l.Key).SelectMany(l => l.Value)];
}
