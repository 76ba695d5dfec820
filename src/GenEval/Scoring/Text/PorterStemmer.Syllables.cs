namespace GenEval.Scoring.Text;

internal static partial class PorterStemmer
{
    /// <summary>Porter's m: how often a vowel is followed by a consonant.</summary>
    private static int Measure(ReadOnlySpan<byte> word)
    {
        int measure = 0;
        bool consonant = false;
        bool vowelBefore = false;
        for (int at = 0; at < word.Length; at++)
        {
            // A y is a consonant at the start and behind a vowel.
            consonant = word[at] == 'y' ? at == 0 || !consonant : !IsVowelLetter(word[at]);
            measure += vowelBefore && consonant ? 1 : 0;
            vowelBefore = !consonant;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<byte> word)
    {
        for (int at = 0; at < word.Length; at++)
        {
            if (!IsConsonant(word, at))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithDoubleConsonant(ReadOnlySpan<byte> word) =>
        word.Length >= 2 && word[^1] == word[^2] && IsConsonant(word, word.Length - 1);

    /// <summary>Porter's *o: consonant, vowel, consonant other than w, x, y; NLTK adds the two letters vowel, consonant.</summary>
    private static bool EndsWithShortSyllable(ReadOnlySpan<byte> word)
    {
        int last = word.Length - 1;
        return word.Length == 2
            ? !IsConsonant(word, 0) && IsConsonant(word, 1)
            : last >= 2 && IsConsonant(word, last - 2) && !IsConsonant(word, last - 1) && IsConsonant(word, last)
                && word[last] is not ((byte)'w' or (byte)'x' or (byte)'y');
    }

    private static bool IsConsonant(ReadOnlySpan<byte> word, int at)
    {
        int first = at;
        while (first > 0 && word[first] == 'y')
        {
            first--;
        }

        // Along a run of y they alternate, beginning with what stands before it.
        bool consonant = !IsVowelLetter(word[first]);
        return (at - first) % 2 == 0 ? consonant : !consonant;
    }

    private static bool IsVowelLetter(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u';
}
