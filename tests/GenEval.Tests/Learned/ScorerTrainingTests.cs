using GenEval.Generalization.Learned;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Tests.Learned;

public sealed class ScorerTrainingTests
{
    private static readonly ScorerOptions s_linear = new() { Trainer = "linear" };

    [Fact]
    public void A_scorer_learns_what_people_say_and_says_how_well()
    {
        ScorerModel scorer = ScorerTraining.Train(RatedRecords.Make(), s_linear, TestContext.Current.CancellationToken);
        ScorerCard card = scorer.Card;
        Assert.Equal(("linear", "binary", "task", 300, 6, 5), (card.Trainer, card.RatingKind, card.GroupedBy, card.Ratings, card.Tasks, card.Folds));
        Assert.InRange(card.CrossValidation.Auc!.Value, 0.85, 1);
        Assert.True(card.CrossValidation.Interval!.Lower < card.CrossValidation.Auc && card.CrossValidation.Auc < card.CrossValidation.Interval.Upper);
        Assert.Equal(0.85, card.NewModels!.Auc!.Value, 0.15);
        Assert.Equal(["model-0", "model-1"], card.NewModelsByModel.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("rougeL", card.Baselines.Keys, StringComparer.Ordinal);
        Assert.True(card.Importance[0].Drop > 0);
        Assert.Equal(300, card.CalibrationCurve.Sum(b => b.Count));

        LearnedScorer learned = new(scorer);
        Assert.True(learned.Score(new ScoringItem("The capital is Rome.", ["Rome"], "What is the capital of land 3, seed 1?", "Name the capital.")).Value > 0.7);
        Assert.True(learned.Score(new ScoringItem("The capital is Oslo.", ["Rome"], "What is the capital of land 3, seed 1?", "Name the capital.")).Value < 0.4);
        Assert.Equal("noReference", learned.Score(new ScoringItem("Rome", [])).Reason);
    }

    [Fact]
    public void Nothing_depends_on_the_order_of_the_records()
    {
        List<EvaluationRecord> records = RatedRecords.Make(count: 200);
        byte[] one = ScorerFile.Serialize(ScorerTraining.Train(records, s_linear, TestContext.Current.CancellationToken));
        EvaluationRecord[] shuffled = [.. records];
        new Random(4).Shuffle(shuffled);
        Assert.Equal(one, ScorerFile.Serialize(ScorerTraining.Train(shuffled, s_linear, TestContext.Current.CancellationToken)));
        Assert.NotEqual(one, ScorerFile.Serialize(ScorerTraining.Train(records, s_linear with { Seed = 2 }, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_score_does_not_depend_on_what_is_scored_with_it()
    {
        LearnedScorer learned = new(ScorerTraining.Train(RatedRecords.Make(count: 120), s_linear, TestContext.Current.CancellationToken));
        ScoringItem[] items = [.. RatedRecords.Make(count: 500, seed: 3).Select(r => new ScoringItem(r.Output!, r.References!, r.Input, r.InstructionText))];
        Score[] together = learned.ScoreAll(items, TestContext.Current.CancellationToken);
        Score[] reversed = learned.ScoreAll([.. items.Reverse()], TestContext.Current.CancellationToken);
        Assert.Equal(together, items.Select(i => learned.Score(i)));
        Assert.Equal(together, reversed.Reverse());
    }

    [Fact]
    public void Scaled_ratings_give_a_value_on_the_scale()
    {
        ScorerModel scorer = ScorerTraining.Train(RatedRecords.Make(scaled: true), s_linear, TestContext.Current.CancellationToken);
        Assert.Equal("scaled", scorer.Card.RatingKind);
        Assert.Null(scorer.Card.CrossValidation.Auc);
        Assert.InRange(scorer.Card.CrossValidation.Spearman!.Value, 0.4, 1);
        Assert.InRange(scorer.Card.CrossValidation.MeanScore!.Value - scorer.Card.CrossValidation.MeanRating!.Value, -0.05, 0.05);
    }

    [Fact]
    public void One_task_is_grouped_by_input_with_a_warning()
    {
        ScorerCard card = ScorerTraining.Train(RatedRecords.Make(tasks: 1, models: 3), s_linear, TestContext.Current.CancellationToken).Card;
        Assert.Equal("input", card.GroupedBy);
        Assert.Contains(card.Warnings, w => w.Code == "oneTask");
    }

    [Fact]
    public void Folds_keep_groups_whole_and_are_nearly_even()
    {
        int[] groups = [.. Enumerable.Range(0, 1000).Select(i => i * i % 97)];
        int[] folds = GroupFolds.Assign(groups, 5, seed: 1);
        Assert.All(groups.Zip(folds).GroupBy(p => p.First), g => Assert.Single(g.Select(p => p.Second).Distinct()));
        Assert.All(folds.CountBy(f => f), f => Assert.InRange(f.Value, 150, 250));
        Assert.NotEqual(folds, GroupFolds.Assign(groups, 5, seed: 2));
    }

    [Theory]
    [InlineData("OneClass")]
    [InlineData("ConstantFeatures")]
    [InlineData("TooFewRatings")]
    [InlineData("NoRatings")]
    [InlineData("OneInput")]
    public void Ratings_that_teach_nothing_are_refused(string id)
    {
        IEnumerable<EvaluationRecord> records = id switch
        {
            "OneClass" => RatedRecords.Make().Select(r => r with { Rating = Rating.Of(true) }),
            "ConstantFeatures" => RatedRecords.Make().Select(r => r with { Output = "x", References = ["y"], Input = $"z{r.Input!.Length}", InstructionText = null }),
            "TooFewRatings" => RatedRecords.Make(count: 19),
            "OneInput" => RatedRecords.Make(tasks: 1).Select(r => r with { Input = "same" }),
            _ => RatedRecords.Make().Select(r => r with { Rating = null }),
        };
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerTraining.Train(records, s_linear, TestContext.Current.CancellationToken));
        Assert.Equal(id, error.Id);
        Assert.NotNull(error.Action);
    }

    [Fact]
    public void An_unknown_trainer_is_an_error_that_names_those_there_are()
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerTraining.Train(RatedRecords.Make(), new() { Trainer = "forest" }, TestContext.Current.CancellationToken));
        Assert.Equal("TrainerUnknown", error.Id);
        Assert.Contains("linear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Linear_reads_no_texts_and_says_which_trainers_do()
    {
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerTraining.Train(RatedRecords.Make(), s_linear with { TextFeatures = true }, TestContext.Current.CancellationToken));
        Assert.Equal("TrainerUnsuited", error.Id);
        Assert.All(LearnedBackend.TrainerNames, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Contains("--trainer fastTree", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_on_training_items_is_warned_about_and_the_rest_stands_beside_it()
    {
        List<EvaluationRecord> records = RatedRecords.Make();
        ScorerModel scorer = ScorerTraining.Train(records, s_linear, TestContext.Current.CancellationToken);
        ScorerCard clean = ScorerTraining.Test(scorer, RatedRecords.Make(seed: 2), s_linear, TestContext.Current.CancellationToken);
        Assert.InRange(clean.Test!.Auc!.Value, 0.85, 1);
        Assert.DoesNotContain(clean.Warnings, w => w.Code == "leakedItems");
        Assert.Equal("no item is one that the scorer was trained on", clean.Reason["testClean"]);

        ScorerCard leaked = ScorerTraining.Test(scorer, [.. records.Take(100), .. RatedRecords.Make(seed: 2)], s_linear, TestContext.Current.CancellationToken);
        Assert.Contains("100 of 400", Assert.Single(leaked.Warnings, w => w.Code == "leakedItems").Message, StringComparison.Ordinal);
        Assert.Equal(300, leaked.TestClean!.Ratings);
        Assert.Equal(clean.Test.Auc, leaked.TestClean.Auc);
    }

    [Fact]
    public void Answers_unlike_the_training_are_flagged()
    {
        LearnedScorer learned = new(ScorerTraining.Train(RatedRecords.Make(), s_linear, TestContext.Current.CancellationToken));
        ScoringItem usual = new("The capital is Rome.", ["Rome"], "What is the capital of land 3, seed 1?", "Name the capital.");
        Assert.False(learned.Score(usual).IsOutsideRange);
        Assert.True(learned.Score(usual with { Output = string.Concat(Enumerable.Repeat("Rome is long. ", 400)) }).IsOutsideRange);
        Assert.True(learned.Score(usual with { Instruction = "Translate this sentence into French." }).IsOutsideRange);
    }
}
