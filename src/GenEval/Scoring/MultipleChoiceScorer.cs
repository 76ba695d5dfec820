using GenEval.Scoring.Text;

namespace GenEval.Scoring;

/// <summary>
/// Whether the answer chooses the reference's option, by its letter or by its text. The options are read from the input, else from the instruction;
/// without any, a letter is compared with a letter and a text with a text. An answer that chooses none, or several, scores 0.
/// </summary>
public sealed class MultipleChoiceScorer : IScorer
{
    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "multiple_choice",
        "the answer chooses the reference's option",
        "own rule, after MMLU-Pro's \"the answer is (X)\"",
        "the letter or option read out of the answer; texts as `exact_match`",
        IsBinary: true);

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <inheritdoc/>
    public Score Score(in ScoringItem item)
    {
        if (item.References.Count == 0)
        {
            return Scoring.Score.Unscored(UnscoredReason.NoReference);
        }

        IReadOnlyList<ChoiceOption> options = ChoiceOptions.Read(item.Input);
        options = options.Count > 0 ? options : ChoiceOptions.Read(item.Instruction);
        char? chosen = ChosenOption.Letter(item.Output, options);
        string text = Text(item.Output, options);
        for (int i = 0; i < item.References.Count; i++)
        {
            string reference = item.References[i];
            bool isRight = ReferenceLetter(reference, options) is { } letter
                ? chosen == letter || (chosen is null && text.Length > 0 && text == Text(reference, options))
                : text == Text(reference, options);
            if (isRight)
            {
                return Scoring.Score.Of(1);
            }
        }

        return Scoring.Score.Of(0);
    }

    /// <summary>The letter of a reference that is one, begins with one ('B. Paris') or is an option's text.</summary>
    private static char? ReferenceLetter(string reference, IReadOnlyList<ChoiceOption> options)
    {
        ReadOnlySpan<char> stripped = PythonText.Strip(reference);
        return ChosenOption.Alone(ChosenOption.Undecorated(reference))
            ?? (stripped.IsEmpty ? null : ChoiceOptions.MarkAt(stripped, 0)?.Letter)
            ?? ChosenOption.ByText(reference, options)?.Letter;
    }

    /// <summary>The chosen option's text where options have no letters, else the normalized text without a mark in front.</summary>
    private static string Text(string text, IReadOnlyList<ChoiceOption> options)
    {
        if (ChosenOption.ByText(text, options) is { } option)
        {
            return option.Text;
        }

        ReadOnlySpan<char> stripped = PythonText.Strip(text);
        ChoiceMark? mark = stripped.IsEmpty ? null : ChoiceOptions.MarkAt(stripped, 0);
        return AnswerText.Normalize(stripped[(mark?.End ?? 0)..].ToString());
    }
}
