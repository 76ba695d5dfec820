using System.Globalization;
using GenEval.Generalization.Learned;
using GenEval.Runs.Judging;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Cli;
using Microsoft.Extensions.AI;

namespace GenEval.Tests.Learned;

/// <summary>Scorers that were trained with embeddings.</summary>
public sealed class EmbeddedScorerTests
{
    private static readonly Lazy<ScorerModel> s_scorer = new(() => Train(MeaningEmbedder.Records(), new MeaningEmbedder()));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_no_shared_letter_says_is_seen_by_embeddings()
    {
        ScorerCard without = ScorerTraining.Train(MeaningEmbedder.Records(), new() { Trainer = "linear" }, Stop).Card;
        ScorerCard with = s_scorer.Value.Card;
        Assert.InRange(without.CrossValidation.Auc!.Value, 0.3, 0.7);
        Assert.InRange(with.CrossValidation.Auc!.Value, 0.85, 1);
        Assert.StartsWith("embeddingReference", with.Importance[0].Feature, StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_names_the_model_and_its_features_stand_behind_the_others()
    {
        ScorerCard card = s_scorer.Value.Card;
        List<EvaluationRecord> records = MeaningEmbedder.Records();
        int texts = records.SelectMany(r => (string[])[r.Output!, r.Input!, r.InstructionText!, .. r.References!]).Distinct().Count();
        Assert.Equal(new ScorerEmbedding("meaning-1", 16, texts), card.Embedding);
        Assert.Equal([.. AnswerFeatures.Names, "embeddingReference", "embeddingReferences", "embeddingInput", "embeddingInstruction", "embeddingReferenceInput"], card.Features.Select(f => f.Name));
        Assert.False(card.Reason.ContainsKey("embedding"));
        ScorerCard plain = ScorerTraining.Train(records, new() { Trainer = "linear" }, Stop).Card;
        Assert.Null(plain.Embedding);
        Assert.NotEmpty(plain.Reason["embedding"]);
        Assert.Equal(AnswerFeatures.Names, plain.Features.Select(f => f.Name));
    }

    // By hand: cos((1,0),(3,4)) = 0.6, cos((1,0),(4,3)) = 0.8; the nearest reference is (4,3), and cos((4,3),(0,2)) = 0.6.
    [Fact]
    public void The_features_are_the_cosines_of_the_pairs()
    {
        Vectors vectors = new(new() { ["a"] = [1, 0], ["r"] = [3, 4], ["s"] = [4, 3], ["i"] = [0, 2], ["c"] = [-1, 0] });
        Assert.Equal([0.8, 0.7, 0, -1, 0.6], Features(new("a", ["r", "s", " "], "i", "c"), vectors));
        Assert.Equal([0.8, 0.7, 0, -1, 0.6], Features(new("a", ["s", "r"], "i", "c"), vectors));
        Assert.Equal([0, 0, 0, 0, 0.8], Features(new("", ["r"], "i", "c"), vectors));
        Assert.Equal([0.6, 0.6, 0, 0, 0], Features(new("a", ["r"]), vectors));
        Assert.Equal([0, 0, 0, -1, 0], Features(new("a", [""], "i", "c"), vectors));
    }

    [Fact]
    public void A_text_without_an_embedding_or_direction_leaves_its_answer_unscored()
    {
        MeaningEmbedder generator = new();
        using EmbeddingSource source = generator.Source();
        LearnedScorer learned = new(s_scorer.Value, source);
        ScoringItem[] items = [.. Items(MeaningEmbedder.Records(60, seed: 5))];
        ScoringItem[] broken = [.. items.Select((item, i) => (i % 10) switch
        {
            0 => item with { Output = $"{MeaningEmbedder.Unknown} {i}" },
            1 => item with { References = [.. item.References, $"{MeaningEmbedder.Unknown} {i}"] },
            2 => item with { Input = $"{MeaningEmbedder.Unknown} {i}" },
            3 => item with { References = [] },
            _ => item,
        })];
        Score[] scores = learned.ScoreAll(broken, Stop);
        Assert.All(scores.Index(), s => Assert.Equal((s.Index % 10) switch { 0 or 1 or 2 => UnscoredReason.NotJudged, 3 => UnscoredReason.NoReference, _ => null }, s.Item.Reason));
        Score[] whole = learned.ScoreAll(items, Stop);
        Assert.All(scores.Index().Where(s => s.Item.Value is not null), s => Assert.Equal(whole[s.Index], s.Item));

        Vectors zero = new(new() { ["a"] = [1, 0], ["r"] = [0, 0] });
        Assert.False(EmbeddingFeatures.Of([new("a", ["r"])], zero, dimensions: null, Stop).Fill(new("a", ["r"]), new double[5]));
    }

    [Fact]
    public void Ratings_without_embeddings_are_counted_and_left_out_of_training_and_test()
    {
        List<EvaluationRecord> records = [.. MeaningEmbedder.Records().Select((r, i) => i % 24 == 0 ? r with { Output = $"{MeaningEmbedder.Unknown} {i}" } : r)];
        ScorerCard card = Train(records, new MeaningEmbedder()).Card;
        Assert.Equal((230, 10), (card.Ratings, card.Data.Skipped["notJudged"]));
        Assert.Contains("notJudged 10", Assert.Single(card.Warnings, w => w.Code == "skipped").Message, StringComparison.Ordinal);

        using EmbeddingSource source = new MeaningEmbedder().Source();
        ScorerCard tested = ScorerTraining.Test(s_scorer.Value, records, new() { Embedder = source }, Stop);
        Assert.Equal(230, tested.Test!.Ratings);
        Assert.StartsWith("10 rated answers", Assert.Single(tested.Warnings, w => w.Code == "notJudged").Message, StringComparison.Ordinal);

        GenEvalException none = Assert.Throws<GenEvalException>(() => Train([.. records.Select(r => r with { InstructionText = MeaningEmbedder.Unknown })], new MeaningEmbedder()));
        Assert.Equal("NoRatings", none.Id);
        Assert.Contains("meaning-1", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scoring_needs_the_model_of_the_training()
    {
        GenEvalException missing = Assert.Throws<GenEvalException>(() => new LearnedScorer(s_scorer.Value));
        Assert.Equal("EmbeddingMissing", missing.Id);
        Assert.Contains("'meaning-1'", missing.Message, StringComparison.Ordinal);
        Assert.Contains("--embedding", missing.Action, StringComparison.Ordinal);
        Assert.Equal("EmbeddingMissing", Assert.Throws<GenEvalException>(() => ScorerTraining.Test(s_scorer.Value, MeaningEmbedder.Records(60), cancellationToken: Stop)).Id);

        using EmbeddingSource other = new MeaningEmbedder().Source("meaning-2");
        GenEvalException mismatch = Assert.Throws<GenEvalException>(() => new LearnedScorer(s_scorer.Value, other));
        Assert.Equal("EmbeddingMismatch", mismatch.Id);
        Assert.Contains("'meaning-2'", mismatch.Message, StringComparison.Ordinal);

        using EmbeddingSource shorter = new MeaningEmbedder(dimensions: 13).Source();
        GenEvalException length = Assert.Throws<GenEvalException>(() => new LearnedScorer(s_scorer.Value, shorter).ScoreAll([.. Items(MeaningEmbedder.Records(3))], Stop));
        Assert.Equal("EmbeddingMismatch", length.Id);
        Assert.Contains("13 numbers where 16", length.Message, StringComparison.Ordinal);

        Vectors mixed = new(new() { ["a"] = [1, 0], ["r"] = [1, 0, 0] });
        Assert.Equal("EmbeddingMismatch", Assert.Throws<GenEvalException>(() => EmbeddingFeatures.Of([new("a", ["r"])], mixed, dimensions: null, Stop)).Id);
    }

    [Fact]
    public void A_scorer_without_embeddings_asks_no_model()
    {
        MeaningEmbedder generator = new();
        using EmbeddingSource source = generator.Source();
        ScorerModel plain = ScorerTraining.Train(MeaningEmbedder.Records(60), new() { Trainer = "linear" }, Stop);
        ScoringItem item = Items(MeaningEmbedder.Records(1)).First();
        Assert.Equal(new LearnedScorer(plain).Score(item), new LearnedScorer(plain, source).Score(item));
        ScorerTraining.Test(plain, MeaningEmbedder.Records(60, seed: 2), new() { Embedder = source }, Stop);
        Assert.Empty(generator.Asked);
    }

    [Fact]
    public void Every_text_is_asked_for_once_in_batches()
    {
        MeaningEmbedder generator = new();
        using EmbeddingSource source = generator.Source();
        LearnedScorer learned = new(s_scorer.Value, source);
        ScoringItem[] items = [.. Items(MeaningEmbedder.Records(100, seed: 5))];
        learned.ScoreAll(items, Stop);
        int texts = items.SelectMany(EmbeddingFeatures.TextsOf).Distinct().Count();
        Assert.Equal((texts, (texts + 15) / 16), (generator.Asked.Count, generator.Calls));
        learned.ScoreAll([.. items, .. Items(MeaningEmbedder.Records(1, seed: 77))], Stop);
        Assert.Equal(generator.Asked.Distinct().Count(), generator.Asked.Count);
        Assert.Equal(generator.Asked.Count, source.Tally.Total);

        // One that is refused is not asked for again either.
        int before = source.Tally.Total;
        for (int time = 0; time < 3; time++)
        {
            Assert.Equal(UnscoredReason.NotJudged, learned.Score(items[0] with { Output = MeaningEmbedder.Unknown }).Reason);
        }

        Assert.Equal(before + 1, source.Tally.Total);
    }

    [Fact]
    public void Values_do_not_depend_on_order_batches_or_culture()
    {
        using EmbeddingSource source = new MeaningEmbedder().Source();
        LearnedScorer learned = new(s_scorer.Value, source);
        ScoringItem[] items = [.. Items(MeaningEmbedder.Records(300, seed: 5))];
        Score[] together = learned.ScoreAll(items, Stop);
        Assert.All(together, s => Assert.NotNull(s.Value));
        Assert.Equal(together, items.Select(i => learned.Score(i)));
        using EmbeddingSource again = new MeaningEmbedder().Source();
        Assert.Equal(together, new LearnedScorer(s_scorer.Value, again).ScoreAll([.. items.Reverse()], Stop).Reverse());

        EvaluationRecord[] shuffled = [.. MeaningEmbedder.Records()];
        new Random(4).Shuffle(shuffled);
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(ScorerFile.Serialize(s_scorer.Value), ScorerFile.Serialize(Train([.. shuffled], new MeaningEmbedder())));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_scorer_read_again_scores_the_same()
    {
        using Folder folder = new();
        string path = folder.File("scorer.json", "");
        ScorerFile.Write(path, s_scorer.Value);
        using EmbeddingSource source = new MeaningEmbedder().Source();
        LearnedScorer read = new(path, source);
        Assert.Equal(s_scorer.Value.Card.Embedding, read.Card.Embedding);
        ScoringItem[] items = [.. Items(MeaningEmbedder.Records(20, seed: 5))];
        Assert.Equal(new LearnedScorer(s_scorer.Value, source).ScoreAll(items, Stop), read.ScoreAll(items, Stop));
        Assert.Equal("EmbeddingMissing", Assert.Throws<GenEvalException>(() => Scorers.Create($"learned:{path}")).Id);
    }

    [Theory]
    [InlineData("\"dimensions\": 16", "\"dimensions\": 0")]
    [InlineData("\"dimensions\": 16", "\"dimensions\": 2000000000")]
    [InlineData("\"model\": \"meaning-1\"", "\"model\": \"\"")]
    public void An_embedding_model_that_cannot_be_is_an_error_even_with_a_right_hash(string said, string changed)
    {
        using Folder folder = new();
        string text = System.Text.Encoding.UTF8.GetString(ScorerFile.Serialize(s_scorer.Value));
        Assert.Contains(said, text, StringComparison.Ordinal);
        string path = folder.File("scorer.json", ScorerFileTests.Hashed(System.Text.Json.Nodes.JsonNode.Parse(text.Replace(said, changed, StringComparison.Ordinal))!));
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerFile.Read(path));
        Assert.Equal("ScorerInvalid", error.Id);
        Assert.Contains("the embedding model that it names is none", error.Message, StringComparison.Ordinal);
    }

    private static ScorerModel Train(List<EvaluationRecord> records, IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        using EmbeddingSource source = new(MeaningEmbedder.Settings(), client: generator);
        return ScorerTraining.Train(records, new() { Trainer = "linear", Embedder = source }, Stop);
    }

    private static IEnumerable<ScoringItem> Items(IEnumerable<EvaluationRecord> records) => records.Select(r => new ScoringItem(r.Output!, r.References!, r.Input, r.InstructionText));

    private static double[] Features(ScoringItem item, ITextEmbedder embedder)
    {
        double[] features = new double[EmbeddingFeatures.Names.Count];
        Assert.True(EmbeddingFeatures.Of([item], embedder, dimensions: null, Stop).Fill(item, features));
        return Array.ConvertAll(features, f => Math.Round(f, 9));
    }

    private sealed class Vectors(Dictionary<string, float[]> vectors) : ITextEmbedder
    {
        public string Model => "by-hand";

        public IReadOnlyDictionary<string, ReadOnlyMemory<float>> Embed(IReadOnlyCollection<string> texts, CancellationToken cancellationToken) =>
            texts.Where(vectors.ContainsKey).Distinct().ToDictionary(t => t, t => new ReadOnlyMemory<float>(vectors[t]));
    }
}
