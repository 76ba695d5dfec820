using System.Text.Json;
using GenEval.Generalization;

namespace GenEval.Tests.Generalization;

public sealed class ContaminationOverlapTests
{
    private static readonly string[] s_train =
    [
        "The quick brown fox jumps over the lazy dog while the cat sleeps on the warm red mat today.",
        "Summarize the following article about renewable energy in two sentences.",
    ];

    /// <summary>The worked values: three texts against two training texts.</summary>
    [Theory]
    [InlineData("Question: the quick brown fox jumps over the lazy dog while the cat sleeps on the cold floor?", 18, 14, 11, 11, 8, 6, 3, 15.0 / 18, 13 / 20.0, 13 / 16.0)]
    [InlineData("Summarise this article on solar energy in two sentences.", 9, 5, 0, 2, 0, 0, 0, 0, 0, 0)]
    [InlineData("the quick brown fox", 4, 0, 0, 0, 0, 0, 0, 0, 2 / 17.0, 1)]
    public void Worked_texts_have_their_overlap(
        string text, int words, int grams5, int hits5, int grams8, int hits8, int grams13, int hits13, double coverage, double jaccard, double containment)
    {
        foreach ((int size, int grams, int hits) in new[] { (5, grams5, hits5), (8, grams8, hits8), (13, grams13, hits13) })
        {
            Overlap overlap = Measure(text, size, s_train);
            Assert.Equal((words, grams, hits, hits13), (overlap.Words, overlap.NGrams, overlap.Hits, overlap.LongHits));
            Assert.Equal(coverage, overlap.Coverage!.Value, 9);
            Assert.Equal(grams == 0 ? null : (double)hits / grams, overlap.Share);
        }

        ShingleSet own = new(WordScanner.Words(text));
        ShingleSet training = new(WordScanner.Words(s_train[0]));
        Assert.Equal(jaccard, own.Jaccard(training)!.Value, 9);
        Assert.Equal(containment, own.ContainedIn(training)!.Value, 9);
    }

    [Fact]
    public void The_golden_file_is_met_to_1e_9()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(Shared.Path("golden", "contamination_ngrams.json")));
        JsonElement root = golden.RootElement;
        string[] train = [.. root.GetProperty("train").EnumerateArray().Select(t => t.GetString()!)];
        string[] test = [.. root.GetProperty("test").EnumerateArray().Select(t => t.GetString()!)];
        for (int i = 0; i < test.Length; i++)
        {
            JsonElement expected = root.GetProperty("expected")[i];
            foreach (int size in (int[])[5, 8, 13])
            {
                JsonElement of = expected.GetProperty($"n{size}");
                Overlap overlap = Measure(test[i], size, train);
                Assert.Equal(expected.GetProperty("tokens").GetInt32(), overlap.Words);
                Assert.Equal(of.GetProperty("ngrams").GetInt32(), overlap.NGrams);
                Assert.Equal(of.GetProperty("hits").GetInt32(), overlap.Hits);
                Assert.Equal(of.GetProperty("contaminated_any").GetBoolean(), overlap.Hits > 0);
                Assert.Equal(of.GetProperty("token_coverage").GetDouble(), overlap.Coverage!.Value, 9);
            }

            ShingleSet own = new(WordScanner.Words(test[i]));
            for (int t = 0; t < train.Length; t++)
            {
                ShingleSet training = new(WordScanner.Words(train[t]));
                Assert.Equal(expected.GetProperty("jaccard3_vs_train")[t].GetDouble(), own.Jaccard(training)!.Value, 9);
                Assert.Equal(expected.GetProperty("containment3_vs_train")[t].GetDouble(), own.ContainedIn(training)!.Value, 9);
            }
        }

        JsonElement minhash = root.GetProperty("minhash");
        Assert.Equal(MinHash.Length, minhash.GetProperty("k").GetInt32());
        Assert.Equal(minhash.GetProperty("b16_r8_J0.8").GetDouble(), MinHash.CandidateProbability(0.8, 16, 8), 9);
        Assert.Equal(minhash.GetProperty("b16_r8_J0.5").GetDouble(), MinHash.CandidateProbability(0.5, 16, 8), 9);
    }

    /// <summary>The oracle counts with lists of strings, in a small alphabet, so that many n-grams are shared, partly and twice.</summary>
    [Theory]
    [InlineData(5, 1)]
    [InlineData(8, 2)]
    [InlineData(8, 3)]
    [InlineData(13, 4)]
    public void Random_texts_have_the_overlap_that_brute_force_counts(int size, int seed)
    {
        Random random = new(seed);
        string[] train = [.. Enumerable.Range(0, 20).Select(_ => Text(random, random.Next(0, 60)))];
        for (int round = 0; round < 40; round++)
        {
            // Pieces of training text between random words.
            string[] piece = Split(train[random.Next(train.Length)]);
            int from = random.Next(piece.Length + 1);
            string text = $"{Text(random, random.Next(4))} {string.Join(' ', piece[from..])} {Text(random, random.Next(4))} {Text(random, random.Next(30))}";
            Overlap overlap = Measure(text, size, train);
            (int grams, int hits, int covered) = Count(text, size, train);
            Assert.Equal((Split(text).Length, grams, hits, covered), (overlap.Words, overlap.NGrams, overlap.Hits, overlap.Covered));
            Assert.Equal(Count(text, 13, train).Hits, overlap.LongHits);
        }
    }

    [Theory]
    [InlineData("Straße-1\u212Aelvin \u0130stanbul\tA_b", "stra e 1kelvin i stanbul a b")]
    [InlineData("日本語 \ud800 \0 x", "x")]
    [InlineData("", "")]
    public void Words_are_those_of_lower_case_a_to_z_and_digits(string text, string words) =>
        Assert.Equal([.. Split(words).Select(w => WordScanner.Words(w)[0])], WordScanner.Words(text));

    private static Overlap Measure(string text, int size, string[] train)
    {
        OverlapIndex index = new(size);
        index.Add(WordScanner.Words(text));
        index.Seal();
        OverlapHits hits = new(index);
        OverlapScanner scanner = new(index, hits);
        for (int i = 0; i < train.Length; i++)
        {
            scanner.Begin();
            foreach ((int gram, _) in scanner.Scan(WordScanner.Words(train[i])))
            {
                hits.Places[gram] = i;
            }
        }

        return index.Measure(0, hits);
    }

    private static (int Grams, int Hits, int Covered) Count(string text, int size, string[] train)
    {
        HashSet<string> known = [.. train.SelectMany(t => Grams(Split(t), size))];
        string[] words = Split(text);
        string[] grams = [.. Grams(words, size)];
        bool[] covered = new bool[words.Length];
        for (int i = 0; i < grams.Length; i++)
        {
            if (known.Contains(grams[i]))
            {
                Array.Fill(covered, true, i, size);
            }
        }

        return (grams.Length, grams.Count(known.Contains), covered.Count(c => c));
    }

    private static IEnumerable<string> Grams(string[] words, int size) =>
        Enumerable.Range(0, Math.Max(words.Length - size + 1, 0)).Select(i => string.Join(' ', words.Skip(i).Take(size)));

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => "abc"[random.Next(3)]));
}
