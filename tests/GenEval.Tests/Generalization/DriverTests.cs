using GenEval.Bench.Coverage;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

/// <summary>What goes with low scores: found where it is planted, not claimed where nothing is.</summary>
public sealed class DriverTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["given"], Threshold = 0.5 };

    [Fact]
    public void Without_drivers_hardly_any_run_claims_one()
    {
        // The benchmark program drivers has the rates of more designs and runs.
        Assert.InRange(DriverStudy.Run(new(20, 10, IsBinary: true, 0), runs: 200, seed: 3).Any, 0, .08);
        Assert.InRange(DriverStudy.Run(new(60, 1, IsBinary: false, 0), runs: 200, seed: 3).Any, 0, .08);
    }

    [Fact]
    public void A_planted_driver_is_found_and_named_in_the_diagnosis()
    {
        Report report = Evaluate(Records(tasks: 40));
        Driver driver = report.Drivers![0];
        Assert.Equal(("inputWords", true), (driver.Feature, driver.IsClear));
        Assert.True(driver is { Importance: > .2, Effect: < -.15, PAdjusted: < .001, Tasks: 40 } && driver.Interval!.Value.Lower > 0);
        Assert.StartsWith("Longer inputs go with lower scores: -0.", driver.Sentence, StringComparison.Ordinal);
        Assert.Contains(driver.Sentence, report.Diagnosis.Reasons);
        Assert.DoesNotContain(report.Drivers.Skip(1), d => d.IsClear);
        Assert.DoesNotContain("drivers", report.Reason.Keys);
    }

    [Fact]
    public void Neither_the_order_of_the_records_nor_the_threads_change_anything()
    {
        EvaluationRecord[] records = [.. Records(tasks: 400, inputs: 40)];
        Assert.True(records.Length > DriverSample.Most);
        IReadOnlyList<Driver> drivers = Evaluate(records).Drivers!;
        EvaluationRecord[] shuffled = [.. records.OrderBy(r => r.Input, StringComparer.Ordinal)];
        Assert.Equal(drivers, Evaluate(shuffled).Drivers);
        Assert.Equal(drivers, Assert.Single(Evaluator.Evaluate(records, s_options with { Threads = 1 }, TestContext.Current.CancellationToken)).Drivers);
    }

    [Fact]
    public void Too_few_tasks_and_useless_features_are_null_with_the_reason()
    {
        Report few = Evaluate(Records(tasks: 9));
        Assert.Null(few.Drivers);
        Assert.Contains("9 tasks", few.Reason["drivers"], StringComparison.Ordinal);
        Report equal = Evaluate(Records(tasks: 20).Select(r => r with { Scores = new Dictionary<string, double>(StringComparer.Ordinal) { ["given"] = .5 } }));
        Assert.Equal("all scores are equal", equal.Reason["drivers"]);
        Report bare = Evaluate(Records(tasks: 20).Select(r => r with { Input = null, References = null, Output = "x" }));
        Assert.Contains("no feature", bare.Reason["drivers"], StringComparison.Ordinal);
    }

    [Fact]
    public void Trainers_are_known_by_name_and_the_linear_one_is_the_default()
    {
        Assert.Equal("linear", DriverTrainers.Of(name: null).Name);
        Assert.Equal("linear", Evaluate(Records(tasks: 12)).DriverTrainer);
        GenEvalException error = Assert.Throws<GenEvalException>(() => DriverTrainers.Of("forest"));
        Assert.Equal("TrainerUnknown", error.Id);
        Assert.Contains("linear, fastTree", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_trainer_takes_the_linear_ones_place()
    {
        Mean trainer = new();
        Report report = Assert.Single(Evaluator.Evaluate(Records(tasks: 20), s_options with { DriverTrainer = trainer }, TestContext.Current.CancellationToken));
        Assert.True(trainer.Trained > 0);
        Assert.Equal("mean", report.DriverTrainer);
        Assert.Contains("do not help", report.Reason["drivers"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": 1}", "Json")]
    [InlineData("[1, 2]", "Json")]
    [InlineData("1,024.5", "Number")]
    [InlineData("$12", "Number")]
    [InlineData("85%", "Number")]
    [InlineData("- one\n- two", "List")]
    [InlineData("1. one\n2) two", "List")]
    [InlineData("red, green, dark blue", "List")]
    [InlineData("Paris", "SingleWord")]
    [InlineData("It rained, so we stayed in.", "Text")]
    [InlineData("one\ntwo", "Text")]
    public void The_form_of_a_reference_is_told(string reference, string form) => Assert.Equal(form, DriverTraits.FormOf(reference).ToString());

    [Fact]
    public void Constraints_words_and_refusals_are_counted()
    {
        InstructionTraits traits = InstructionTraits.Of("Write a poem. You must not rhyme, use at most 20 words, and never say \"I\".\n- no titles\n2. only nouns");
        Assert.Equal(5 + 1, traits.Constraints);
        Assert.Equal(22, traits.Length);
        Assert.Equal(1, traits.Overlap(InstructionTraits.Of("write A POEM you must not rhyme use at most 20 words and never say i no titles 2 only nouns")));
        Assert.Equal(.5, InstructionTraits.Of("a b c").Overlap(InstructionTraits.Of("b c d")));
        Assert.Equal(2, InstructionTraits.Of("\n\n \r\n- a\n\n\n\t2) b\n3 c\n-d").Constraints);

        // A million blank lines take no longer than their length.
        Assert.Equal(0, InstructionTraits.Of(new string('\n', 1_000_000)).Constraints);
        Assert.True(DriverTraits.IsRefusal("I\u2019m sorry, but I can't do that."));
        Assert.False(DriverTraits.IsRefusal("He said nothing. " + new string('x', 200) + " I cannot"));
    }

    [Fact]
    public void Novelty_is_the_distance_to_the_nearest_seen_instruction()
    {
        InstructionTraits near = InstructionTraits.Of("translate the text to French");
        InstructionTraits far = InstructionTraits.Of("count vowels");
        Dictionary<InstructionTraits, double> novelty = TaskNovelty.Of([Row(LevelKind.IntraTask, "translate the text to German"), Row(LevelKind.InterTask, near), Row(LevelKind.InterTask, far)]);
        Assert.Equal(1 - (4.0 / 6), novelty[near], 12);
        Assert.Equal(1, novelty[far]);
        Assert.Empty(TaskNovelty.Of([Row(LevelKind.InterTask, near)]));

        static DriverRow Row(LevelKind level, object text) => new(0, new Cell { Task = 0, Instruction = 0, Instance = 0, Repeat = 0, Level = level, Score = 1, CanPair = true, Answer = 1, Empty = false }, [], text as InstructionTraits ?? InstructionTraits.Of((string)text));
    }

    private static IEnumerable<EvaluationRecord> Records(int tasks, int inputs = 10)
    {
        for (int t = 0; t < tasks; t++)
        {
            for (int i = 0; i < inputs; i++)
            {
                int words = 1 + (((i * 37) + (t * 13)) % 60);
                double noise = ((i * 53) + (t * 31)) % 17 / 40.0;
                yield return new EvaluationRecord
                {
                    Model = "m",
                    Task = $"task{t}",
                    Novelty = t % 2 == 0 ? Novelty.Seen : Novelty.Unseen,
                    InstanceNovelty = Novelty.Unseen,
                    Instance = $"{i}",
                    Input = $"{t}.{i} " + string.Join(' ', Enumerable.Repeat("word", words)),
                    References = [string.Join(' ', Enumerable.Repeat("r", 1 + (((i * 29) + (t * 7)) % 11)))],
                    Output = string.Join(' ', Enumerable.Repeat("a", 1 + (((i * 41) + (t * 5)) % 13))),
                    Scores = new Dictionary<string, double>(StringComparer.Ordinal) { ["given"] = Math.Clamp(.9 - (.12 * Math.Log2(1 + words)) + noise, 0, 1) },
                };
            }
        }
    }

    private static Report Evaluate(IEnumerable<EvaluationRecord> records) => Assert.Single(Evaluator.Evaluate(records, s_options, TestContext.Current.CancellationToken));

    private sealed class Mean : IDriverTrainer
    {
        private int _trained;

        public int Trained => _trained;

        public string Name => "mean";

        public IDriverModel Train(DriverData data, long seed)
        {
            Interlocked.Increment(ref _trained);
            return new Constant(data.Scores.Average());
        }

        private sealed class Constant(double mean) : IDriverModel
        {
            public double Predict(ReadOnlySpan<double> row) => mean;
        }
    }
}
