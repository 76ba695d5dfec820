using System.Text;
using GenEval.Scoring;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

public sealed class EdgeCaseTests
{
    // A learned scorer needs its file; it has tests of its own.
    public static TheoryData<string> All => [.. Scorers.All.Where(info => info.Name != "learned").Select(info => info.Name == "regex" ? "regex:a" : info.Name)];

    public static TheoryData<string> WithReference => [.. Scorers.All.Where(info => info.NeedsReference && info.Name != "learned").Select(info => info.Name)];

    [Theory]
    [MemberData(nameof(WithReference))]
    public void Without_a_reference_an_answer_is_unscored(string metric)
    {
        Score score = Scorers.Create(metric).Score(new ScoringItem("answer", []));
        Assert.Null(score.Value);
        Assert.Equal(UnscoredReason.NoReference, score.Reason);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Any_text_has_a_score_or_a_reason(string metric)
    {
        string[] texts =
        [
            "", " ", "...", "\0", "\ud800", "\udc00a", "a\ud800", "\ud83d\ude00", "İ", "ΑΣ", "\r\n\t", new string('y', 2000), "{", "[[", "1e999", "\u202Ea",
            "```", "-", "(A)", "½", "0/0", "^^^^", "\"\\ud800\"", "&amp;", new string('[', 5000),
        ];
        IScorer scorer = Scorers.Create(metric);
        foreach (string output in texts)
        {
            foreach (string reference in texts)
            {
                Score score = scorer.Score(new ScoringItem(output, [reference], Input: output, Instruction: reference));
                Assert.True(score.Value is >= 0 and <= 1 || score.Reason is not null);
            }
        }
    }

    // The trap of dyck languages: Tk-Instruct's exact match sees two empty texts, rouge_score no word at all.
    [Theory]
    [InlineData("exact_match", 1)]
    [InlineData("rougeL", 0)]
    [InlineData("exact_string", 0)]
    public void Brackets_are_all_alike_to_exact_match_and_nothing_to_rouge(string metric, double expected) =>
        Assert.Equal(expected, Value(metric, "] ) }", "> )"));

    [Theory]
    [InlineData("rougeL", 0)]
    [InlineData("exact_match", 1)]
    [InlineData("exact_string", 1)]
    [InlineData("f1", 1)]
    [InlineData("bleu", 0)]
    [InlineData("chrf", 0)]
    [InlineData("levenshtein", 1)]
    public void An_empty_answer_to_an_empty_reference(string metric, double expected) => Assert.Equal(expected, Value(metric, "", ""));

    [Theory]
    [InlineData("rougeL")]
    [InlineData("rouge1")]
    [InlineData("rouge2")]
    [InlineData("bleu")]
    [InlineData("chrf")]
    [InlineData("f1")]
    [InlineData("exact_match")]
    [InlineData("contains")]
    [InlineData("numeric")]
    [InlineData("multiple_choice")]
    [InlineData("json_match")]
    public void A_megabyte_on_one_line_is_scored(string metric)
    {
        StringBuilder text = new();
        for (int i = 0; text.Length < 1_000_000; i++)
        {
            _ = text.Append(i % 7 == 0 ? "the" : $"w{i}").Append(' ');
        }

        string line = metric == "json_match" ? $"\"{text}\"" : $"{text} 12";
        Assert.Equal(1, Value(metric, line, line));
        Assert.NotNull(Value(metric, line, metric == "json_match" ? "{}" : "the 12 words"));
    }

    [Fact]
    public void A_megabyte_of_one_word_is_scored()
    {
        string line = string.Concat(Enumerable.Repeat("the ", 250_000));
        Assert.Equal(2.0 * 200_000 / 450_000, Value("rougeL", line, line[..800_000])!.Value, 1e-12);
        Assert.Equal(1.0 - (200_000 / 1_000_000.0), Value("levenshtein", line, line[..800_000])!.Value, 1e-12);
    }

    // 40,000 against 30,000 words that match everywhere but at their ends.
    [Fact]
    public void Words_that_all_match_are_scored()
    {
        string words = string.Concat(Enumerable.Repeat("the ", 30_000));
        Assert.Equal(60_000.0 / 70_004, Value("rougeL", $"a {words}{words[..40_000]} b", $"c {words} d")!.Value, 1e-12);
    }

    // 20,000 against 20,000 characters, none in common.
    [Fact]
    public void Long_texts_without_a_common_character_have_no_similarity() =>
        Assert.Equal(0, Value("levenshtein", new string('a', 20_000), new string('b', 20_000)));

    [Fact]
    public void What_was_scored_before_changes_no_score()
    {
        IScorer scorer = Scorers.Create("rougeL");
        ScoringItem item = new("The generalizations were running", ["generalization run"]);
        double? fresh = null;
        Thread thread = new(() => fresh = scorer.Score(item).Value);
        thread.Start();
        thread.Join();
        for (int i = 0; i < 20; i++)
        {
            // Fills the memory of words until it starts afresh.
            string words = string.Join(' ', Enumerable.Range(i * 5000, 5000).Select(n => $"word{n}"));
            Assert.Equal(1, scorer.Score(new ScoringItem(words, [words])).Value);
            Assert.Equal(fresh, scorer.Score(item).Value);
        }
    }

    [Theory]
    [InlineData("İSTANBUL", "i\u0307stanbul", 1)]
    [InlineData("ISTANBUL", "istanbul", 1)]
    [InlineData("ISTANBUL", "ıstanbul", 0)]
    [InlineData("ΟΔΟΣ", "οδος", 1)]
    [InlineData("ΟΔΟΣ", "οδοσ", 0)]
    public void Case_is_pythons_under_turkish_culture_too(string output, string reference, double expected)
    {
        Under("tr-TR", () => Assert.Equal(expected, Value("exact_match", output, reference)));
        Under("tr-TR", () => Assert.Equal(expected, Value("contains", output, reference)));
    }

    [Fact]
    public void A_pair_of_surrogates_is_one_character_and_a_lone_one_is_its_own()
    {
        Assert.Equal(0.5, Value("levenshtein", "a😀", "a😁"));
        Assert.Equal(0.5, Value("levenshtein", "a\ud83d", "a\ud83e"));
    }
}
