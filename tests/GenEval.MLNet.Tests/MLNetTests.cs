using System.IO.Compression;
using System.Text;
using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Learned;

namespace GenEval.MLNet.Tests;

public sealed class MLNetTests
{
    public static TheoryData<string> Trainers => [.. LearnedBackend.TrainerNames];

    private static readonly ScoringItem s_right = new("The capital is Rome.", ["Rome"], "What is the capital of land 3, seed 1?", "Name the capital.");

    [Theory]
    [MemberData(nameof(Trainers))]
    public void A_trainer_learns_is_saved_and_scores_the_same_when_read_again(string trainer)
    {
        ScorerModel scorer = Train(trainer);
        Assert.Equal(trainer, scorer.Card.Trainer);
        Assert.InRange(scorer.Card.CrossValidation.Auc!.Value, 0.8, 1);
        Assert.NotEmpty(scorer.Card.Versions["microsoftML"]);
        string path = Path.GetTempFileName();
        try
        {
            ScorerFile.Write(path, scorer);
            LearnedScorer before = new(scorer);
            LearnedScorer after = new(ScorerFile.Read(path));
            ScoringItem[] items = [.. RatedRecords.Make(count: 200, seed: 5).Select(r => new ScoringItem(r.Output!, r.References!, r.Input, r.InstructionText))];
            Score[] together = before.ScoreAll(items, TestContext.Current.CancellationToken);
            Assert.Equal(together, after.ScoreAll(items, TestContext.Current.CancellationToken));
            Assert.Equal(together, items.Select(i => after.Score(i)));
            Assert.Equal(together, after.ScoreAll([.. items.Reverse()], TestContext.Current.CancellationToken).Reverse());
            Assert.True(after.Score(s_right).Value > after.Score(s_right with { Output = "The capital is Oslo." }).Value + 0.2);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void The_same_ratings_give_the_same_scores(string trainer)
    {
        List<EvaluationRecord> records = RatedRecords.Make(count: 150);
        EvaluationRecord[] shuffled = [.. records];
        new Random(1).Shuffle(shuffled);
        LearnedScorer one = new(ScorerTraining.Train(records, new() { Trainer = Available(trainer) }, TestContext.Current.CancellationToken));
        LearnedScorer two = new(ScorerTraining.Train(shuffled, new() { Trainer = trainer }, TestContext.Current.CancellationToken));
        Assert.All(records, r => Assert.Equal(one.Score(new(r.Output!, r.References!)), two.Score(new(r.Output!, r.References!))));
        Assert.Equal(one.Card.CrossValidation, two.Card.CrossValidation);
    }

    [Theory]
    [InlineData("fastTree")]
    [InlineData("fastForest")]
    [InlineData("sdca")]
    public void Scaled_ratings_are_fitted_too(string trainer)
    {
        ScorerCard card = ScorerTraining.Train(RatedRecords.Make(scaled: true), new() { Trainer = trainer }, TestContext.Current.CancellationToken).Card;
        Assert.InRange(card.CrossValidation.Spearman!.Value, 0.3, 1);
    }

    [Fact]
    public void Lbfgs_is_for_binary_ratings_and_says_so() =>
        Assert.Equal("TrainerUnsuited", Assert.Throws<GenEvalException>(() => ScorerTraining.Train(RatedRecords.Make(scaled: true), new() { Trainer = "lbfgs" }, TestContext.Current.CancellationToken)).Id);

    [Fact]
    public void Auto_tries_all_of_them_and_takes_the_best_or_the_first_that_is_as_good()
    {
        ScorerCard card = ScorerTraining.Train(RatedRecords.Make(count: 150), cancellationToken: TestContext.Current.CancellationToken).Card;
        Assert.Equal(["linear", .. LearnedBackend.Installed!.Trainers], card.Candidates.Select(c => c.Trainer).OrderBy(t => t == "linear" ? -1 : LearnedBackend.TrainerNames.ToList().IndexOf(t)));
        Assert.InRange(card.Candidates.Max(c => c.Agreement)!.Value - card.CrossValidation.Auc!.Value, 0, 0.002);
    }

    [Fact]
    public void A_model_that_asks_for_code_from_elsewhere_is_refused_before_it_is_loaded()
    {
        byte[] payload = Train("fastTree").Payload!;
        Assert.Null(ModelArchive.Problem(payload));
        Assert.Contains("code from elsewhere", ModelArchive.Problem(Replace(payload, Encoding.Unicode.GetBytes("Microsoft.ML.FastTree"), Encoding.Unicode.GetBytes("System.Diagnostics.Pr")))!, StringComparison.Ordinal);
        Assert.Contains("kind that no scorer has", ModelArchive.Problem(Replace(payload, "BinaryPredXfer"u8, "CustomMappingXf"u8[..14]))!, StringComparison.Ordinal);
        Assert.Contains("broken zip", ModelArchive.Problem([1, 2, 3])!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_or_foreign_model_in_a_file_is_an_error()
    {
        ScorerModel scorer = Train("fastTree");
        string path = Path.GetTempFileName();
        try
        {
            byte[] bytes = ScorerFile.Serialize(scorer);
            for (int at = 0; at < bytes.Length; at += 211)
            {
                byte[] changed = [.. bytes];
                changed[at] ^= 1;
                File.WriteAllBytes(path, changed);
                ScorerModel? read = null;
                GenEvalException? error = null;
                try
                {
                    read = ScorerFile.Read(path);
                }
                catch (GenEvalException e)
                {
                    error = e;
                }

                // A few bytes of a zip say nothing of its content (times, attributes): then it is the same scorer.
                Assert.True(error?.Id == "ScorerInvalid" || read!.Payload!.AsSpan().SequenceEqual(scorer.Payload), $"byte {at}");
            }

            // A right hash around a model that is none.
            File.WriteAllBytes(path, ScorerFile.Serialize(scorer with { Payload = [0x50, 0x4B, 5, 6, .. new byte[18]] }));
            Assert.Equal("ScorerInvalid", Assert.Throws<GenEvalException>(() => ScorerFile.Read(path)).Id);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ScorerModel Train(string trainer) =>
        ScorerTraining.Train(RatedRecords.Make(count: 200), new() { Trainer = Available(trainer) }, TestContext.Current.CancellationToken);

    internal static string Available(string trainer)
    {
        Assert.SkipUnless(LearnedBackend.Installed!.Trainers.Contains(trainer, StringComparer.Ordinal), $"{trainer} is not available on this machine: its native library is missing");
        return trainer;
    }

    internal static byte[] Replace(byte[] payload, ReadOnlySpan<byte> wanted, ReadOnlySpan<byte> by)
    {
        using MemoryStream output = new();
        bool any = false;
        using (ZipArchive from = new(new MemoryStream(payload), ZipArchiveMode.Read))
        using (ZipArchive to = new(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries)
            {
                using MemoryStream bytes = new();
                using (Stream stream = entry.Open())
                {
                    stream.CopyTo(bytes);
                }

                byte[] content = bytes.ToArray();
                for (int at; (at = content.AsSpan().IndexOf(wanted)) >= 0; any = true)
                {
                    by.CopyTo(content.AsSpan(at));
                }

                using Stream written = to.CreateEntry(entry.FullName).Open();
                written.Write(content);
            }
        }

        Assert.True(any);
        return output.ToArray();
    }
}
