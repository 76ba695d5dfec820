using System.Globalization;
using System.IO.Compression;
using System.Text;
using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Learned;

namespace GenEval.MLNet.Tests;

/// <summary>ML.NET's featurization of texts, as an option of its trainers.</summary>
public sealed class TextFeaturesTests
{
    private static readonly string[] s_good = ["surely", "plainly", "truly"];
    private static readonly string[] s_bad = ["mostly", "hardly", "partly"];

    public static TheoryData<string> Trainers => [.. LearnedBackend.TrainerNames];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Trainers))]
    public void A_word_that_no_feature_sees_is_read_and_saved_with_the_model(string trainer)
    {
        ScorerModel scorer = Train(trainer, Records());
        Assert.InRange(scorer.Card.CrossValidation.Auc!.Value, 0.85, 1);
        Assert.Contains("words", scorer.Card.Settings["textFeatures"], StringComparison.Ordinal);
        Assert.Equal("text", scorer.Card.Importance[0].Feature);
        Assert.Equal(AnswerFeatures.Names, scorer.Card.Features.Select(f => f.Name));
        Assert.InRange(ScorerTraining.Train(Records(), new() { Trainer = trainer }, Stop).Card.CrossValidation.Auc!.Value, 0.3, 0.75);

        string path = Path.GetTempFileName();
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            ScorerFile.Write(path, scorer);
            ScoringItem[] items = [.. Records(seed: 7).Select(r => new ScoringItem(r.Output!, r.References!, r.Input, r.InstructionText))];
            Score[] together = new LearnedScorer(scorer).ScoreAll(items, Stop);
            LearnedScorer read = new(ScorerFile.Read(path));
            Assert.Equal(together, read.ScoreAll(items, Stop));
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            LearnedScorer again = new(ScorerFile.Read(path));
            Assert.Equal(together, again.ScoreAll([.. items.Reverse()], Stop).Reverse());
            Assert.Equal(together[..10], items[..10].Select(i => again.Score(i)));
            Assert.Equal(again.Score(items[0] with { References = ["Rome", "Oslo"] }), again.Score(items[0] with { References = ["Oslo", "Rome"] }));
            Assert.NotNull(again.Score(new("", [""])).Value);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("fastTree")]
    [InlineData("sdca")]
    public void The_order_of_the_ratings_does_not_matter(string trainer)
    {
        List<EvaluationRecord> records = Records(150);
        EvaluationRecord[] shuffled = [.. records];
        new Random(1).Shuffle(shuffled);
        ScorerModel one = Train(trainer, records);
        ScorerModel two = Train(trainer, shuffled);
        Assert.Equal(one.Card.CrossValidation, two.Card.CrossValidation);
        ScoringItem[] items = [.. records.Select(r => new ScoringItem(r.Output!, r.References!))];
        Assert.Equal(new LearnedScorer(one).ScoreAll(items, Stop), new LearnedScorer(two).ScoreAll(items, Stop));
    }

    [Fact]
    public void Scaled_ratings_are_read_too()
    {
        List<EvaluationRecord> records = [.. Records().Select(r => r with { Rating = new Rating((r.Rating!.Value.Normalized * 3) + (r.Input!.Length % 2), 0, 4, IsBinary: false) })];
        Assert.InRange(Train("fastTree", records).Card.CrossValidation.Spearman!.Value, 0.5, 1);
    }

    // What is held out must not shape the columns either: every fit knows the words of its own rows alone.
    [Fact]
    public void A_fit_has_no_word_of_a_row_that_it_was_not_given()
    {
        ScoringItem[] items = [.. Records(60).Select((r, i) => new ScoringItem(i < 50 ? r.Output! : r.Output + " heldoutword", r.References!, r.Input))];
        double[] ratings = [.. Records(60).Select(r => r.Rating!.Value.Normalized)];
        byte[] Fit(int rows) => new MLNetTrainer("fastTree", readsText: true).Train(
            new([.. items[..rows].Select((_, i) => new double[] { i % 3, i % 7 })], items[..rows], ratings[..rows], [.. Enumerable.Range(0, rows)], IsBinary: true), seed: 1, Stop).Payload!;
        Assert.Contains("heldoutword", Words(Fit(60)), StringComparison.Ordinal);
        Assert.DoesNotContain("heldoutword", Words(Fit(50)), StringComparison.Ordinal);
        Assert.Contains("surely", Words(Fit(50)), StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_chooses_among_those_that_read_texts()
    {
        ScorerCard card = ScorerTraining.Train(Records(120), new() { TextFeatures = true }, Stop).Card;
        Assert.Equal(LearnedBackend.Installed!.Trainers.Order(StringComparer.Ordinal), card.Candidates.Select(c => c.Trainer).Order(StringComparer.Ordinal));
        Assert.True(card.Settings.ContainsKey("textFeatures"));
    }

    [Fact]
    public void A_model_that_reads_texts_holds_nothing_but_known_parts()
    {
        byte[] payload = Train("fastTree", Records(120)).Payload!;
        Assert.Null(ModelArchive.Problem(payload));
        Assert.Contains("code from elsewhere", ModelArchive.Problem(MLNetTests.Replace(payload, Encoding.Unicode.GetBytes("Microsoft.ML.Transforms"), Encoding.Unicode.GetBytes("Microsoft.CSharp.Process")[..46]))!, StringComparison.Ordinal);
        foreach ((string part, string other) in ((string, string)[])[("TokenizeTextTransform", "CustomMappingTransfor"), ("ConcatTransform", "ExpressionTrans"), ("ConcatFunction", "CustomFunction"), ("TermManager", "TermManages")])
        {
            Assert.Contains("kind that no scorer has", ModelArchive.Problem(MLNetTests.Replace(payload, Encoding.ASCII.GetBytes(part), Encoding.ASCII.GetBytes(other)))!, StringComparison.Ordinal);
        }
    }

    // The parts of a model are found by a mark in its bytes; a rated answer with this mark is only a text.
    [Fact]
    public void A_rated_answer_cannot_make_the_model_unreadable()
    {
        List<EvaluationRecord> records = [.. Records(120).Select((r, i) => i % 4 == 0 ? r with { Output = r.Output + " ML\0MODEL ml\0model" } : r)];
        Assert.Null(ModelArchive.Problem(Train("sdca", records).Payload!));
    }

    [Fact]
    public void A_changed_model_that_reads_texts_is_an_error()
    {
        ScorerModel scorer = Train("sdca", Records(120));
        byte[] bytes = ScorerFile.Serialize(scorer);
        string path = Path.GetTempFileName();
        try
        {
            for (int at = 0; at < bytes.Length; at += 1009)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= 1;
                File.WriteAllBytes(path, changed);
                GenEvalException? error = Record.Exception(() => Assert.Equal(scorer.Payload, ScorerFile.Read(path).Payload)) switch
                {
                    null => null,
                    GenEvalException e => e,
                    { } other => throw other,
                };
                Assert.True(error is null or { Id: "ScorerInvalid" }, $"byte {at}: {error?.Message}");
            }

            // A right hash around a model of other columns.
            File.WriteAllBytes(path, ScorerFile.Serialize(scorer with { Payload = MLNetTests.Replace(scorer.Payload!, Encoding.ASCII.GetBytes("Output"), Encoding.ASCII.GetBytes("Outgut")) }));
            Assert.Equal("ScorerInvalid", Assert.Throws<GenEvalException>(() => ScorerFile.Read(path)).Id);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ScorerModel Train(string trainer, IEnumerable<EvaluationRecord> records) =>
        ScorerTraining.Train(records, new() { Trainer = MLNetTests.Available(trainer), TextFeatures = true }, Stop);

    /// <summary>Answers whose rating is in a word that has nothing to do with the reference.</summary>
    private static List<EvaluationRecord> Records(int count = 160, int seed = 1)
    {
        Random random = new(seed);
        return [.. RatedRecords.Make(count, seed: seed).Select(r =>
        {
            bool right = random.Next(2) > 0;
            return r with { Output = $"It is {(right ? s_good : s_bad)[random.Next(3)]} {r.References![0]}.", Rating = Rating.Of(random.Next(15) == 0 ? !right : right) };
        })];
    }

    private static string Words(byte[] payload)
    {
        using ZipArchive zip = new(new MemoryStream(payload));
        return string.Concat(zip.Entries.Where(e => e.Name == "Terms.txt").Select(e =>
        {
            using StreamReader reader = new(e.Open());
            return reader.ReadToEnd();
        }));
    }
}
