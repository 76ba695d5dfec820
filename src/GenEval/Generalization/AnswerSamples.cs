using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Answers as a report holds them: cut to a readable length.</summary>
internal static class AnswerSamples
{
    private const int ReadableLength = 2000;

    public static AnswerSample Of(LevelKind level, EvaluationRecord record, in RecordIdentity key, Score score) => new()
    {
        Level = level,
        Task = record.Task,
        Instruction = key.Instruction,
        Instance = key.Instance,
        Input = Cut(record.Input),
        References = [.. (record.References ?? []).Take(3).Select(r => Cut(r)!)],
        Output = Cut(record.Output),
        Score = score.Value,
        Unscored = score.Reason,
    };

    /// <summary>A readable beginning; never half of a surrogate pair.</summary>
    private static string? Cut(string? text)
    {
        if (text is null || text.Length <= ReadableLength)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[ReadableLength - 1]) ? ReadableLength - 1 : ReadableLength;
        return $"{text.AsSpan(0, end)} [... {Words.Count(text.Length - end)} more characters]";
    }
}
