using System.Text.RegularExpressions;

namespace GenEval.Scoring.Text;

/// <summary>Reads which option an answer chooses. The rules, in order, stand in docs/metrics.md.</summary>
internal static class ChosenOption
{
    private const string Decoration = "*_`\"'“”‘’.,;:!?";

    // 'The answer is (B)', 'Answer: B', 'I choose option C'. A lower-case letter counts only in parentheses: 'the answer is a dog'.
    private static readonly Regex s_statement = new(
        @"(?i:\b(?:answer|choice|option|choose|pick|select)\b)"
        + @"(?i:\s*(?:is|was|would be|should be|:|=|-|\bthe\b|\boption\b|\bchoice\b|\banswer\b))*[\s*_`""'$]*(?:\\boxed\{)?"
        + @"(?:[(\[](?<letter>[A-Za-z])[)\]]|(?<letter>[A-Z])(?:[^\p{L}\p{N}'’]|$))",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static readonly Regex s_parenthesized = new(@"[(\[](?<letter>[A-Z])[)\]]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <summary>The letter that the answer chooses, by a letter or by an option's text; null where it chooses none or several.</summary>
    public static char? Letter(string output, IReadOnlyList<ChoiceOption> options)
    {
        ReadOnlySpan<char> answer = Undecorated(output);
        if (Alone(answer) is { } alone)
        {
            return alone;
        }

        if (Last(s_statement, output) is { } stated && IsAmong(stated, options))
        {
            return stated;
        }

        // A mark at the very start: 'B) because', 'B. Paris', '(B) Paris'.
        if (!answer.IsEmpty && ChoiceOptions.MarkAt(answer, 0) is { } mark && IsAmong(mark.Letter, options))
        {
            return mark.Letter;
        }

        return ByText(output, options)?.Letter ?? Only(s_parenthesized, output, options);
    }

    /// <summary>The option whose text is the answer, or else the only one whose text stands in it as whole words.</summary>
    public static ChoiceOption? ByText(string output, IReadOnlyList<ChoiceOption> options)
    {
        string answer = AnswerText.Normalize(output);
        string padded = $" {answer} ";
        ChoiceOption? found = null;
        int hits = 0;
        foreach (ChoiceOption option in options)
        {
            if (string.Equals(option.Text, answer, StringComparison.Ordinal))
            {
                return option;
            }

            if (option.Text.Length > 0 && padded.Contains($" {option.Text} ", StringComparison.Ordinal))
            {
                found = option;
                hits++;
            }
        }

        return hits == 1 ? found : null;
    }

    /// <summary>A text that is one letter, in parentheses or not, in either case.</summary>
    public static char? Alone(ReadOnlySpan<char> text)
    {
        bool isBracketed = text.Length == 3 && text[0] is '(' or '[' && text[2] is ')' or ']';
        ReadOnlySpan<char> letter = isBracketed ? text[1..2] : text.Length == 2 && text[1] is ')' or ']' ? text[..1] : text;
        return letter.Length == 1 && char.IsAsciiLetter(letter[0]) ? char.ToUpperInvariant(letter[0]) : null;
    }

    /// <summary>The text without white space, Markdown, quotes and full stops around it.</summary>
    public static ReadOnlySpan<char> Undecorated(string text) => PythonText.Strip(PythonText.Strip(text).Trim(Decoration));

    private static bool IsAmong(char letter, IReadOnlyList<ChoiceOption> options)
    {
        bool hasLetters = false;
        foreach (ChoiceOption option in options)
        {
            hasLetters |= option.Letter is not null;
            if (option.Letter == letter)
            {
                return true;
            }
        }

        return !hasLetters;
    }

    private static char? Last(Regex pattern, string text)
    {
        char? letter = null;
        for (Match match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            letter = char.ToUpperInvariant(match.Groups["letter"].ValueSpan[0]);
        }

        return letter;
    }

    private static char? Only(Regex pattern, string text, IReadOnlyList<ChoiceOption> options)
    {
        char? letter = null;
        for (Match match = pattern.Match(text); match.Success; match = match.NextMatch())
        {
            char found = match.Groups["letter"].ValueSpan[0];
            if (IsAmong(found, options) && (letter ??= found) != found)
            {
                return null;
            }
        }

        return letter;
    }
}
