using FsCheck;
using FsCheck.Fluent;
using GenEval.Scoring;
using GenEval.Scoring.Text;

namespace GenEval.Tests.Scoring;

/// <summary>What holds for all texts: made of few words and signs, so that they have much in common.</summary>
public sealed class ScorerPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "the", "The", "a", "cat", "cats", "running", "run", "3.14", "1,000", "-5", "50%", ".", ",", "!", "É", "Σ", "İ", "😀", "中", "\n", "(A)", "B)",
        "{}", "x",
    ];

    private static readonly Gen<string> s_text =
        Gen.Elements(s_pieces).ListOf().Select(pieces => string.Join(' ', pieces));

    private static readonly Arbitrary<(string A, string B, string C)> s_texts =
        s_text.Three().Select(three => (three.Item1, three.Item2, three.Item3)).ToArbitrary();

    // A learned scorer needs its file; it has tests of its own.
    public static TheoryData<string> All => [.. Scorers.All.Where(info => info.Name != "learned").Select(info => info.Name == "regex" ? "regex:a" : info.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_score_is_in_range_and_the_same_again(string metric) => Check(texts =>
    {
        Score score = Score(metric, texts.A, texts.B);
        return score == Score(metric, texts.A, texts.B) && (score.Value is >= 0 and <= 1 || score.Reason is not null);
    });

    [Theory]
    [MemberData(nameof(All))]
    public void The_order_of_references_does_not_matter_and_one_more_never_hurts(string metric) => Check(texts =>
    {
        double? one = Score(metric, texts.A, texts.B).Value;
        double? two = Score(metric, texts.A, texts.B, texts.C).Value;
        return two == Score(metric, texts.A, texts.C, texts.B).Value && !(one > two);
    });

    [Theory]
    [InlineData("rougeL")]
    [InlineData("rouge1")]
    [InlineData("rouge2")]
    [InlineData("exact_match")]
    [InlineData("exact_string")]
    [InlineData("f1")]
    [InlineData("levenshtein")]
    public void A_symmetric_metric_is(string metric) => Check(texts => Score(metric, texts.A, texts.B) == Score(metric, texts.B, texts.A));

    [Theory]
    [InlineData("rougeL")]
    [InlineData("rouge1")]
    [InlineData("exact_match")]
    [InlineData("exact_string")]
    [InlineData("f1")]
    [InlineData("bleu")]
    [InlineData("chrf")]
    [InlineData("contains")]
    [InlineData("levenshtein")]
    public void The_reference_itself_scores_1(string metric) => Check(texts =>
        Math.Abs(Score(metric, texts.A + " cat", texts.A + " cat").Value!.Value - 1) < 1e-12);

    [Fact]
    public void The_common_subsequence_is_as_long_as_the_table_says() => CheckSequences(sequences =>
    {
        CommonSubsequence subsequence = new();
        return sequences.All(pair => subsequence.Length(pair.A, pair.B, 400) == Table(pair.A, pair.B));
    });

    [Fact]
    public void The_edit_distance_is_what_the_table_says() => CheckSequences(sequences =>
        sequences.All(pair => EditDistance.Between(pair.A, pair.B) == EditTable(pair.A, pair.B)));

    [Fact]
    public void Shared_ngrams_are_counted_alike_by_positions_by_sorting_by_hashing_and_by_a_dictionary() => CheckSequences(sequences =>
    {
        NGramMatcher matcher = new();
        GramSort sort = new();
        GramPositions positions = new();
        Span<int> placed = stackalloc int[4];
        Span<int> hashed = stackalloc int[4];
        Span<int> sorted = stackalloc int[4];
        foreach ((int[] a, int[] b) in sequences)
        {
            matcher.Count(a, b, hashed);
            sort.Count(a, b, alphabet: 400, sorted);
            int[] few = a[..int.Min(a.Length, GramPositions.MaxLength)];
            positions.Count(few, b, alphabet: 400, placed);
            for (int n = 1; n <= 4; n++)
            {
                if (placed[n - 1] != Shared(few, b, n) || hashed[n - 1] != Shared(a, b, n) || sorted[n - 1] != hashed[n - 1])
                {
                    return false;
                }
            }
        }

        return true;
    });

    private static Score Score(string metric, string output, params string[] references) =>
        Scorers.Create(metric).Score(new ScoringItem(output, references, Input: "(A) the cat (B) run"));

    private static void Check(Func<(string A, string B, string C), bool> holds) => Prop.ForAll(s_texts, holds).QuickCheckThrowOnFailure();

    // Sequences of up to some 200 numbers, from alphabets small and large, several lengths to a check.
    private static void CheckSequences(Func<(int[] A, int[] B)[], bool> holds)
    {
        Gen<int[]> sequence = Gen.Choose(0, 200).SelectMany(length => Gen.Elements(2, 5, 30, 399).SelectMany(top => Gen.Choose(0, top).ArrayOf(length)));
        Gen<(int[] A, int[] B)[]> pairs = sequence.Two().Select(two => (A: two.Item1, B: two.Item2)).ArrayOf(3);
        Prop.ForAll(pairs.ToArbitrary(), holds).QuickCheckThrowOnFailure();
    }

    private static int Table(int[] a, int[] b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : int.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int EditTable(int[] a, int[] b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i
                    : int.Min(table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), int.Min(table[i - 1, j], table[i, j - 1]) + 1);
            }
        }

        return table[a.Length, b.Length];
    }

    private static int Shared(int[] a, int[] b, int n)
    {
        static Dictionary<string, int> Grams(int[] sequence, int n) => Enumerable.Range(0, int.Max(0, sequence.Length - n + 1))
            .GroupBy(i => string.Join(' ', sequence.Skip(i).Take(n)), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count());
        Dictionary<string, int> other = Grams(b, n);
        return Grams(a, n).Sum(gram => int.Min(gram.Value, other.GetValueOrDefault(gram.Key)));
    }
}
