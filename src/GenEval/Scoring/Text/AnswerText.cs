using System.Buffers;
using System.Text;

namespace GenEval.Scoring.Text;

/// <summary>The normalization of SQuAD's evaluation, which Tk-Instruct takes over without the articles.</summary>
internal static class AnswerText
{
    /// <summary>Lower case, ASCII punctuation removed, white space collapsed.</summary>
    public static string Normalize(string text) => Collapse(PythonText.Lower(text));

    /// <summary>As <see cref="Normalize"/>, and the words a, an and the removed once the punctuation is.</summary>
    public static string NormalizeWithoutArticles(string text)
    {
        string words = Normalize(text);
        StringBuilder? kept = null;
        int from = 0;
        for (int at = 0; at < words.Length;)
        {
            // A word is what \b...\b encloses in Python: a run of letters, numbers and underscores.
            int start = at;
            while (at < words.Length && WordLength(words, at) is > 0 and int length)
            {
                at += length;
            }

            if (words.AsSpan(start, at - start) is "a" or "an" or "the")
            {
                kept = (kept ?? new StringBuilder(words.Length)).Append(words, from, start - from).Append(' ');
                from = at;
            }

            at = at == start ? at + 1 : at;
        }

        return kept is null ? words : Collapse(kept.Append(words, from, words.Length - from).ToString());
    }

    private static int WordLength(string text, int at)
    {
        if (char.IsAscii(text[at]))
        {
            return char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_' ? 1 : 0;
        }

        _ = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
        return PythonText.IsWord(rune) ? length : 0;
    }

    private static string Collapse(string lower)
    {
        char[] kept = ArrayPool<char>.Shared.Rent(lower.Length);
        int length = 0;
        bool space = false;
        foreach (char c in lower)
        {
            if (PythonText.IsSpace(c))
            {
                space = true;
            }
            else if (!PythonText.IsPunctuation(c))
            {
                if (space && length > 0)
                {
                    kept[length++] = ' ';
                }

                kept[length++] = c;
                space = false;
            }
        }

        string collapsed = new string(kept, 0, length);
        ArrayPool<char>.Shared.Return(kept);
        return collapsed;
    }
}
