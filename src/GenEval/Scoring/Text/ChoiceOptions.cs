namespace GenEval.Scoring.Text;

/// <summary>One option of a multiple-choice question.</summary>
/// <param name="Letter">Its letter, A to Z, or null where options are listed without.</param>
/// <param name="Text">Its text, normalized as <c>exact_match</c> normalizes.</param>
internal readonly record struct ChoiceOption(char? Letter, string Text);

/// <summary>
/// Reads the options out of a question: <c>(A) one (B) two</c>, <c>A) one</c>, <c>A. one</c>, <c>A: one</c> in order from A, on lines of their own or in
/// one, or a list of dashes under the line <c>Options:</c>. Where several lists stand there (worked examples), the last counts.
/// </summary>
internal static class ChoiceOptions
{
    /// <summary>The options, or none where the text has no such list of two or more.</summary>
    public static IReadOnlyList<ChoiceOption> Read(string? question)
    {
        if (question is null)
        {
            return [];
        }

        List<ChoiceOption> lettered = ReadLettered(question);
        return lettered.Count > 0 ? lettered : ReadDashes(question);
    }

    /// <summary>
    /// A letter's mark at an index: <c>(A)</c>, <c>[A]</c>, or <c>A</c> with <c>)</c>, <c>.</c> or <c>:</c> and white space or the end behind it, and nothing
    /// but white space, a dash or Markdown's stars before. Null where there is none.
    /// </summary>
    public static ChoiceMark? MarkAt(ReadOnlySpan<char> text, int at)
    {
        char before = at > 0 ? text[at - 1] : ' ';
        bool isBracketed = text[at] is '(' or '[';
        int letter = isBracketed ? at + 1 : at;
        if (letter + 1 >= text.Length || !char.IsAsciiLetterUpper(text[letter]) || !(PythonText.IsSpace(before) || before is '-' or '*'))
        {
            return null;
        }

        char close = text[letter + 1];
        bool closes = isBracketed
            ? close == (text[at] == '(' ? ')' : ']')
            : close is ')' or '.' or ':' && (letter + 2 >= text.Length || PythonText.IsSpace(text[letter + 2]) || text[letter + 2] == '*');
        return closes ? new ChoiceMark(text[letter], at, letter + 2, isBracketed ? text[at] : close) : null;
    }

    private static List<ChoiceOption> ReadLettered(string question)
    {
        List<ChoiceMark> last = [];
        List<ChoiceMark> list = [];
        for (int at = 0; at < question.Length; at++)
        {
            if (MarkAt(question, at) is not { } mark)
            {
                continue;
            }

            bool begins = mark.Letter == 'A';
            if (!begins && (list.Count == 0 || mark.Letter != list[^1].Letter + 1 || mark.Style != list[0].Style))
            {
                continue;
            }

            list = begins ? [mark] : [.. list, mark];
            last = list.Count > 1 ? list : last;
        }

        List<ChoiceOption> options = [];
        for (int i = 0; i < last.Count; i++)
        {
            int end = i + 1 < last.Count ? last[i + 1].Start : question.Length;
            int line = question.IndexOf('\n', last[i].End);
            string text = question[last[i].End..(line >= 0 && line < end ? line : end)];
            options.Add(new ChoiceOption(last[i].Letter, AnswerText.Normalize(text)));
        }

        return options;
    }

    private static List<ChoiceOption> ReadDashes(string question)
    {
        List<ChoiceOption> options = [];
        bool isList = false;
        foreach (ReadOnlySpan<char> line in question.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> stripped = PythonText.Strip(line);
            if (stripped.Equals("options:", StringComparison.OrdinalIgnoreCase))
            {
                options.Clear();
                isList = true;
            }
            else if (isList && stripped.StartsWith("- "))
            {
                options.Add(new ChoiceOption(Letter: null, AnswerText.Normalize(stripped[2..].ToString())));
            }
            else
            {
                isList = isList && stripped.IsEmpty;
            }
        }

        return options.Count > 1 ? options : [];
    }
}

/// <summary>A letter's mark in a text.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Start">Where the mark begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Style">The character that tells <c>(A)</c> from <c>A)</c>, <c>A.</c> and <c>A:</c>.</param>
internal readonly record struct ChoiceMark(char Letter, int Start, int End, char Style);
