namespace GenEval.Bench;

/// <summary>
/// Pairs of an answer and a reference in words like English ones: a vocabulary of 20,000 with Zipf's frequencies and common endings. About six of ten
/// words of the reference stand in the answer in its order. The same for the same seed.
/// </summary>
internal static class PairText
{
    private const int Vocabulary = 20_000;
    private static readonly string[] s_onsets = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "ch", "sh"];
    private static readonly string[] s_vowels = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
    private static readonly string[] s_codas = ["", "", "n", "r", "t", "l", "s", "nd", "rt", "ck"];
    private static readonly string[] s_endings = ["", "", "", "", "s", "ed", "ing", "ly", "ation", "ness", "er", "ment"];

    public static (string Output, string Reference)[] Pairs(int count, int words, int seed)
    {
        Random random = new(seed);
        string[] vocabulary = [.. Enumerable.Range(0, Vocabulary).Select(rank => Word(random, rank))];
        return [.. Enumerable.Range(0, count).Select(_ => Pair(random, vocabulary, words))];
    }

    private static (string Output, string Reference) Pair(Random random, string[] vocabulary, int words)
    {
        string[] reference = [.. Enumerable.Range(0, words).Select(_ => Draw(random, vocabulary))];
        string[] output = [.. reference.Select(word => random.NextDouble() < 0.6 ? word : Draw(random, vocabulary))];
        return (Sentence(output), Sentence(reference));
    }

    // Sentences of ten words.
    private static string Sentence(string[] words) => string.Join(' ', words.Select((word, i) =>
        (i % 10 == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word) + (i % 10 == 9 ? "." : i % 10 == 5 ? "," : "")));

    private static string Draw(Random random, string[] vocabulary) => vocabulary[(int)Math.Pow(Vocabulary, random.NextDouble()) - 1];

    // Frequent words are short, as in a language.
    private static string Word(Random random, int rank)
    {
        int syllables = rank < 100 ? 1 : random.Next(1, 4);
        string stem = string.Concat(Enumerable.Range(0, syllables).Select(_ => Any(random, s_onsets) + Any(random, s_vowels) + Any(random, s_codas)));
        return rank < 100 ? stem : stem + Any(random, s_endings);
    }

    private static string Any(Random random, string[] parts) => parts[random.Next(parts.Length)];
}
