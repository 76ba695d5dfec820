using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Suites;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace GenEval.MLNet.Tests;

public sealed class DriverTrainerTests
{
    private const string Trainer = "fastTree";

    [Fact]
    public void A_driver_that_is_worst_in_the_middle_is_found_by_trees_and_said_so()
    {
        Report report = Evaluate(Records(), Trainer);
        Assert.Equal(Trainer, report.DriverTrainer);
        Driver driver = report.Drivers![0];
        Assert.Equal(("inputWords", true), (driver.Feature, driver.IsClear));
        Assert.Matches("^Longer inputs go with lower scores up to [0-9]+ words and with higher ones beyond: -0[.][0-9]+ from [0-9]+, [+]0[.][0-9]+ to [0-9]+ ", driver.Sentence);
        Assert.Contains(driver.Sentence, report.Diagnosis.Reasons);
        Assert.DoesNotContain(report.Drivers!, d => d.IsClear && d != driver);
        Assert.DoesNotContain(Evaluate(Records(), "linear").Drivers ?? [], d => d is { Feature: "inputWords", IsClear: true });
    }

    [Fact]
    public void Neither_the_order_of_the_records_nor_threads_nor_another_run_change_anything()
    {
        EvaluationRecord[] records = [.. Records()];
        IReadOnlyList<Driver> drivers = Evaluate(records, Trainer).Drivers!;
        Assert.Equal(drivers, Evaluate(records.OrderBy(r => r.Input, StringComparer.Ordinal), Trainer, threads: 1).Drivers);
        IReadOnlyList<Driver>[] together = new IReadOnlyList<Driver>[4];
        Parallel.For(0, together.Length, i => together[i] = Evaluate(records, Trainer).Drivers!);
        Assert.All(together, d => Assert.Equal(drivers, d));
    }

    [Fact]
    public void Trees_taken_out_of_a_model_predict_what_ML_NET_does()
    {
        Random random = new(1);
        Row[] rows = [.. Enumerable.Range(0, 300).Select(_ => new Row { Features = [random.NextSingle(), random.NextSingle()] })];
        Array.ForEach(rows, r => r.Label = (2 * r.Features[0]) - r.Features[1] + random.NextSingle());
        MLContext context = new(seed: 1);
        IDataView view = context.Data.LoadFromEnumerable(rows);
        RegressionPredictionTransformer<FastTreeRegressionModelParameters> boosted = context.Regression.Trainers.FastTree(numberOfLeaves: 6, numberOfTrees: 20).Fit(view);
        DriverTrees trees = DriverTrees.Of(start: 3, boosted.Model.TrainedTreeEnsemble);
        float[] expected = [.. boosted.Transform(view).GetColumn<float>("Score")];
        Assert.True(expected.Distinct().Count() > 10);
        Assert.All(rows.Zip(expected), p => Assert.Equal(3 + p.Second, trees.Predict(Array.ConvertAll(p.First.Features, f => (double)f)), 1e-5));
    }

    [Fact]
    public void Rows_of_few_kinds_are_predicted_by_their_means()
    {
        DriverData data = new([[1, 0], [0, 1], [1, 0], [0, 0]], [.2, .9, .6, .5], [.5, 1, .5, 1], [0, 1, 0, 2]);
        IDriverModel model = DriverTrainers.Of(Trainer).Train(data, seed: 1);
        Assert.Equal([.4, .9, .5, (.4 + .9 + .5) / 3], new double[][] { [1, 0], [0, 1], [0, 0], [1, 1] }.Select(row => Math.Round(model.Predict(row), 12)));
        Assert.Equal(.6, DriverTrainers.Of(Trainer).Train(data with { Rows = [[], [], [], []] }, seed: 1).Predict([]), 12);
    }

    private static Report Evaluate(IEnumerable<EvaluationRecord> records, string trainer, int threads = 0) => Assert.Single(Evaluator.Evaluate(
        records, new EvaluationOptions { Metrics = ["given"], Threshold = 0.5, DriverTrainer = DriverTrainers.Of(trainer), Threads = threads }, TestContext.Current.CancellationToken));

    /// <summary>Inputs of 1 to 60 words whose scores are lowest around 8.</summary>
    private static IEnumerable<EvaluationRecord> Records()
    {
        for (int t = 0; t < 40; t++)
        {
            for (int i = 0; i < 10; i++)
            {
                double size = ((i * 37) + (t * 13)) % 60 / 59.0;
                int words = (int)Math.Round(Math.Pow(60, size));
                double noise = ((i * 53) + (t * 31)) % 17 / 80.0;
                yield return new EvaluationRecord
                {
                    Model = "m",
                    Task = $"task{t}",
                    Novelty = t % 2 == 0 ? Novelty.Seen : Novelty.Unseen,
                    InstanceNovelty = Novelty.Unseen,
                    Instance = $"{i}",
                    Input = string.Join(' ', Enumerable.Repeat("word", words)),
                    References = [string.Join(' ', Enumerable.Repeat("r", 1 + (((i * 29) + (t * 7)) % 11)))],
                    Output = string.Join(' ', Enumerable.Repeat("a", 1 + (((i * 41) + (t * 5)) % 13))),
                    Scores = new Dictionary<string, double>(StringComparer.Ordinal) { ["given"] = Math.Clamp((1.5 * Math.Abs(size - .5)) + noise, 0, 1) },
                };
            }
        }
    }

    private sealed class Row
    {
        [VectorType(2)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
