using System.Globalization;
using System.Text;

namespace GenEval.Scoring.Learned;

/// <summary>
/// A text as features see it: words in small letters without accents, with their marks, and where its first sentence ends. Keeps its buffers from
/// one text to the next; not safe for several threads.
/// </summary>
internal sealed class FeatureText
{
    private char[] _word = new char[64];

    /// <summary>The words in their order.</summary>
    public List<Word> Words { get; } = [];

    /// <summary>Whether a word begins with a capital letter, beside <see cref="Words"/>.</summary>
    public List<bool> Capitals { get; } = [];

    /// <summary>The text in small letters without accents; words a space apart.</summary>
    public string Plain { get; private set; } = "";

    /// <summary>How many UTF-16 units the text has.</summary>
    public int Characters { get; private set; }

    /// <summary>How many words stand before the first full stop, question mark, exclamation mark or line end; all where there is none.</summary>
    public int FirstSentence { get; private set; }

    /// <summary>Sentences and lines with a word in them.</summary>
    public int Sentences { get; private set; }

    /// <summary>Whether the text ends as sentences do: with a full stop, a mark or a closing quote or bracket.</summary>
    public bool EndsSentence { get; private set; }

    /// <summary>Whether it ends with a question mark.</summary>
    public bool EndsQuestion { get; private set; }

    /// <summary>Reads a text; what was read before is gone.</summary>
    public void Read(string text, WordBook book)
    {
        Words.Clear();
        Capitals.Clear();
        Characters = text.Length;
        string plain = Fold(text);
        FirstSentence = 0;
        Sentences = 0;
        int inSentence = 0;
        int at = 0;
        while (at < plain.Length)
        {
            char c = plain[at];
            if (char.IsLetterOrDigit(c))
            {
                at = ReadWord(plain, at, book);
                inSentence++;
                continue;
            }

            if (inSentence > 0 && EndsHere(plain, at))
            {
                Sentences++;
                FirstSentence = FirstSentence == 0 ? Words.Count : FirstSentence;
                inSentence = 0;
            }

            at++;
        }

        Sentences += inSentence > 0 ? 1 : 0;
        FirstSentence = FirstSentence == 0 ? Words.Count : FirstSentence;
        ReadOnlySpan<char> end = plain.AsSpan().TrimEnd();
        EndsSentence = end.Length > 0 && end[^1] is '.' or '!' or '?' or '"' or '”' or ')' or ']' or '}';
        EndsQuestion = end.Length > 0 && end[^1] == '?';
        Plain = Join();
    }

    /// <summary>A full stop or mark before white space or the end, or a line end.</summary>
    private static bool EndsHere(string text, int at) =>
        text[at] is '\n' or '。' || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])));

    private int ReadWord(string text, int start, WordBook book)
    {
        int length = 0;
        int at = start;
        bool capital = char.IsUpper(text[start]);
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsLetterOrDigit(c))
            {
                Append(ref length, char.ToLowerInvariant(c));
                at++;
                if (IsIdeograph(c))
                {
                    break;
                }
            }
            else if (Joins(text, start, at, length))
            {
                if (c == '.' && char.IsAsciiDigit(text[at - 1]))
                {
                    Append(ref length, c);
                }

                at++;
            }
            else
            {
                break;
            }
        }

        Words.Add(book[_word.AsSpan(0, length)]);
        Capitals.Add(capital);
        return at;
    }

    /// <summary>An apostrophe in a word, a point in a number or between single letters (U.S.), a comma before three digits.</summary>
    private static bool Joins(string text, int start, int at, int length)
    {
        if (at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]))
        {
            return false;
        }

        char before = text[at - 1];
        char after = text[at + 1];
        return text[at] switch
        {
            '\'' or '’' => char.IsLetter(before) && char.IsLetter(after),
            '.' => (char.IsAsciiDigit(before) && char.IsAsciiDigit(after))
                || (char.IsLetter(before) && char.IsLetter(after) && (at + 2 == text.Length || !char.IsLetter(text[at + 2])) && (length == 1 || text[at - 2] == '.')),
            ',' => char.IsAsciiDigit(before) && at + 3 < text.Length && char.IsAsciiDigit(after) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
                && (at + 4 == text.Length || !char.IsAsciiDigit(text[at + 4])) && at - start <= 11,
            _ => false,
        };
    }

    private static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private void Append(ref int length, char c)
    {
        if (length == _word.Length)
        {
            Array.Resize(ref _word, length * 2);
        }

        _word[length++] = c;
    }

    private string Join()
    {
        StringBuilder plain = new(Characters);
        foreach (Word word in Words)
        {
            _ = (plain.Length > 0 ? plain.Append(' ') : plain).Append(word.Letters);
        }

        return plain.ToString();
    }

    /// <summary>Letters without their accents; capitals stay, so that names can be told.</summary>
    private static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        StringBuilder folded = new(text.Length);
        foreach (char c in Decomposed(text))
        {
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                _ = c switch
                {
                    'ø' => folded.Append('o'),
                    'Ø' => folded.Append('O'),
                    'ł' => folded.Append('l'),
                    'Ł' => folded.Append('L'),
                    'ß' => folded.Append("ss"),
                    'æ' => folded.Append("ae"),
                    'œ' => folded.Append("oe"),
                    'ı' => folded.Append('i'),
                    _ => folded.Append(c),
                };
            }
        }

        return folded.ToString();
    }

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // A lone surrogate: the text stays as it is.
            return text;
        }
    }
}
