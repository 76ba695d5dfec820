using System.Text;
using GenEval.Scoring.Text;

namespace GenEval.Scoring.Learned;

/// <summary>
/// Numbers words: two words have the same number if and only if their canonical stems are equal. Remembers what it has seen, so that a word is
/// stemmed once; what it remembers changes how long a feature takes, never its value. Not safe for several threads.
/// </summary>
internal sealed class WordBook
{
    /// <summary>Words kept from one answer to the next; above it the memory starts afresh, so that hostile text cannot fill it.</summary>
    private const int MaxRemembered = 1 << 16;
    private const int ShortestToStem = 4;
    private const int LongestToStem = 64;

    private readonly Dictionary<string, Word> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _stems = new(StringComparer.Ordinal);

    /// <summary>Starts an answer: numbers given before may stand for other words from here on.</summary>
    public void Begin()
    {
        if (_words.Count > MaxRemembered)
        {
            _words.Clear();
            _stems.Clear();
        }
    }

    /// <summary>The word in small letters without accents.</summary>
    public Word this[ReadOnlySpan<char> letters]
    {
        get
        {
            Dictionary<string, Word>.AlternateLookup<ReadOnlySpan<char>> lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(letters, out Word? word))
            {
                word = Add(letters.ToString());
                _words.Add(word.Letters, word);
            }

            return word;
        }
    }

    private Word Add(string letters)
    {
        string canonical = WordMarks.Canonical(letters);
        WordMark marks = WordMarks.Of(letters, canonical);
        string stem = (marks & (WordMark.Number | WordMark.Month)) == WordMark.None ? Stem(canonical) : canonical;
        if (!_stems.TryGetValue(stem, out int number))
        {
            number = _stems.Count;
            _stems.Add(stem, number);
        }

        return new Word(letters, number, marks);
    }

    private static string Stem(string word)
    {
        if (word.Length is < ShortestToStem or > LongestToStem || word.AsSpan().ContainsAnyExceptInRange('a', 'z'))
        {
            return word;
        }

        Span<byte> bytes = stackalloc byte[word.Length];
        _ = Encoding.ASCII.GetBytes(word, bytes);
        return Encoding.ASCII.GetString(bytes[..PorterStemmer.Stem(bytes)]);
    }
}

/// <summary>A word as features see it.</summary>
/// <param name="Letters">In small letters, without accents and apostrophes.</param>
/// <param name="Number">Equal for words of one stem.</param>
/// <param name="Marks">What else it is.</param>
internal sealed record Word(string Letters, int Number, WordMark Marks)
{
    /// <summary>Whether it has one of these marks.</summary>
    public bool Is(WordMark marks) => (Marks & marks) != WordMark.None;
}
