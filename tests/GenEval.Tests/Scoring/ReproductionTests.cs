using System.Text.Json;
using GenEval.Scoring;
using GenEval.Suites;
using static GenEval.Tests.Scoring.ScoringData;

namespace GenEval.Tests.Scoring;

/// <summary>
/// Real answers of real models, scored again: each against the value stored with it (6 decimals), and their means against the recomputed and the
/// published figures. docs/reproductions.md tells what agrees and what does not.
/// </summary>
public sealed class ReproductionTests
{
    // Stored values and figures are rounded to 6 decimals.
    private const double Rounding = 5.1e-7;

    [Fact]
    public void Gisting_eight_models_seen_and_unseen()
    {
        Dictionary<string, JsonElement> instances = Rows("gisting-alpaca-plus-instances.jsonl.gz").ToDictionary(row => row.Text("id"));
        List<Scored> scored = ScoreAgain(
            Rows("gisting-predictions.jsonl.gz"),
            row => Record(row.Text("prediction"), instances[row.Text("id")].Texts("references")));
        Assert.Equal(16_000, scored.Count);
        JsonElement models = Reference("gisting.json").GetProperty("models");
        int cells = 0;
        foreach (IGrouping<(string Model, string Split), Scored> cell in scored.GroupBy(one => (one.Row.Text("model"), one.Row.Text("split"))))
        {
            JsonElement expected = models.GetProperty(cell.Key.Model).GetProperty(cell.Key.Split);
            AssertMeans(expected.GetProperty("vs_original_reference"), cell);

            // The published figure is the median of a bootstrap of 1,000 means, against references that went through the model's tokenizer.
            double published = expected.Number("published_rougeL_bootstrap_mid");
            double error = 100 * StandardDeviation([.. cell.Select(one => one.RougeL!.Value)]) / Math.Sqrt(cell.Count());
            Assert.InRange(100 * cell.Average(one => one.RougeL!.Value), published - (0.2 * error), published + (0.2 * error));
            cells++;
        }

        Assert.Equal(16, cells);
    }

    [Fact]
    public void Big_bench_hard_all_accuracies_as_published_by_the_exact_string()
    {
        (List<BbhRow> rows, JsonElement expected) = BigBenchHard();
        Score[] scores = new RecordScorer("exact_string").ScoreAll([.. rows.Select(row => row.Record)]);
        Assert.All(rows.Zip(scores), pair => Assert.Equal(pair.First.Row.Number("strict_match"), pair.Second.Value));
        Assert.Equal(42, Cells(rows, scores).Count(cell => Math.Abs(cell.Mean - Published(expected, cell.Task, cell.Wording)) < 1e-9));
    }

    [Fact]
    public void Big_bench_hard_two_accuracies_differ_by_exact_match_which_takes_a_minus_for_punctuation()
    {
        (List<BbhRow> rows, JsonElement expected) = BigBenchHard();
        Score[] scores = new RecordScorer("exact_match").ScoreAll([.. rows.Select(row => row.Record)]);
        Assert.All(rows.Zip(scores), pair => Assert.Equal(pair.First.Row.Number("exact_match"), pair.Second.Value));
        List<(string Task, string Wording, double Mean)> cells = Cells(rows, scores);
        Assert.Equal(
            [("multistep_arithmetic_two", "cot", 49.2), ("multistep_arithmetic_two", "direct", 2.0)],
            cells.Where(cell => Math.Abs(cell.Mean - Published(expected, cell.Task, cell.Wording)) >= 1e-9)
                .Select(cell => (cell.Task, cell.Wording, Math.Round(cell.Mean, 9))).Order());
        EvaluationRecord[] differing =
            [.. rows.Where((row, i) => scores[i].Value != row.Row.Number("strict_match")).Select(row => row.Record)];
        string[] signs = [.. differing.Select(record => $"{record.Output} {record.References![0]}")];
        Assert.Equal(["-37 37", "-4 4", "1960 -1960", "3850 -3850", "3136 -3136", "5 -5"], signs);
        Assert.All(differing, record => Assert.Equal(0, Value("numeric", record.Output!, record.References![0])));
    }

    [Fact]
    public void Super_natural_instructions_copying_heuristics()
    {
        Dictionary<string, JsonElement> instances = Rows("superni-test-instances.jsonl.gz")
            .Concat(Rows("superni-train-sample.jsonl.gz")).ToDictionary(row => row.Text("id"));
        List<Scored> scored = ScoreAgain(Rows("superni-heuristic-predictions.jsonl.gz"), row =>
        {
            // A null prediction of copy_input means the input itself.
            JsonElement instance = instances[row.Text("id")];
            return Record(row.GetProperty("prediction").GetString() ?? instance.Text("input"), instance.Texts("references"));
        });
        Assert.Equal(10_600, scored.Count);
        JsonElement models = Reference("superni-heuristics.json").GetProperty("models");
        foreach (IGrouping<string, Scored> model in scored.GroupBy(one =>
            $"{one.Row.Text("model")}/{(one.Row.Text("split") == "test" ? "inter-task" : "intra-task")}"))
        {
            JsonElement expected = models.GetProperty(model.Key);
            AssertMeans(expected.GetProperty("overall"), model);
            AssertCells(expected.GetProperty("per_task"), model.GroupBy(one => one.Row.Text("task")));
            AssertCells(expected.GetProperty("per_category"), model.GroupBy(one => instances[one.Row.Text("id")].Text("category")));
        }
    }

    [Fact]
    public void Natural_instructions_gpt3_by_task_and_wording_on_the_inputs_with_references()
    {
        List<JsonElement> rows = Rows("niv1-gpt3-predictions.jsonl.gz");
        List<Scored> scored = ScoreAgain(rows, row => Record(row.Text("prediction"), row.Texts("references")));
        Assert.Equal(17_000, rows.Count);
        List<Scored> without = scored.FindAll(one => one.RougeL is null);
        Assert.All(without, one => Assert.Equal(UnscoredReason.NoReference, one.Reason));
        Assert.All(without, one => Assert.Equal("subtask002_quoref_answer_generation", one.Row.Text("task")));
        Assert.Equal(84, without.Select(one => one.Row.Text("input_id")).Distinct().Count());
        int wordings = 0;
        foreach (IGrouping<string, Scored> task in scored.Where(one => one.RougeL is not null).GroupBy(one => one.Row.Text("task")))
        {
            JsonElement expected = Reference("niv1-gpt3.json").GetProperty("per_task").GetProperty(task.Key);
            wordings += AssertCells(expected, task.GroupBy(one => one.Row.Text("instruction_id")));
            AssertMeans(expected.GetProperty("ALL"), task);
        }

        Assert.Equal(170, wordings);
    }

    [Fact]
    public void Evouna_five_systems_where_the_reference_counts_a_null_output_as_right()
    {
        List<JsonElement> rows = Rows("human-evouna.jsonl.gz");
        JsonElement absent = Assert.Single(rows, row => row.GetProperty("output").ValueKind == JsonValueKind.Null);
        Assert.Equal(("fid", 1), (absent.Text("model"), absent.Number("exact_match")));
        List<Scored> scored = ScoreAgain(
            rows.FindAll(row => row.GetProperty("output").ValueKind != JsonValueKind.Null),
            row => Record(row.Text("output"), row.Texts("references")));
        Assert.Equal("failed.unknown", new RecordScorer("exact_match").Score(Record(output: null, absent.Texts("references"))).Reason);
        JsonElement systems = Reference("human-evouna.json").GetProperty("evouna");
        foreach (IGrouping<string, Scored> system in scored.GroupBy(one => one.Row.Text("model")))
        {
            // Their n and their sum count the null output; ours leave it out as unscored.
            int nulls = system.Key == "fid" ? 1 : 0;
            JsonElement expected = systems.GetProperty($"NQ/{system.Key}");
            double all = system.Count() + nulls;
            Assert.Equal(expected.Number("n"), all);
            Assert.Equal(expected.Number("exact_match"), 100 * (system.Sum(one => one.ExactMatch!.Value) + nulls) / all, 5.1e-5);
            Assert.Equal(expected.Number("rougeL"), 100 * system.Sum(one => one.RougeL!.Value) / all, 5.1e-5);
        }
    }

    [Fact]
    public void Self_instruct_eight_variants_of_gpt3()
    {
        Dictionary<string, JsonElement> instances = Rows("selfinstruct252-instances.jsonl.gz").ToDictionary(row => row.Text("id"));
        List<Scored> scored = ScoreAgain(
            Rows("selfinstruct252-predictions.jsonl.gz"),
            row => Record(row.Text("prediction"), instances[row.Text("id")].Texts("references")));
        Assert.Equal(8, AssertCells(Reference("selfinstruct252.json").GetProperty("models"), scored.GroupBy(one => one.Row.Text("model"))));
    }

    private static EvaluationRecord Record(string? output, IReadOnlyList<string>? references) =>
        new() { Task = "t", Output = output, References = references };

    /// <summary>Scores all rows by rougeL and exact_match and compares each with the values stored with it.</summary>
    private static List<Scored> ScoreAgain(List<JsonElement> rows, Func<JsonElement, EvaluationRecord> record)
    {
        EvaluationRecord[] records = [.. rows.Select(record)];
        Score[] rouge = new RecordScorer().ScoreAll(records);
        Score[] exact = new RecordScorer("exact_match").ScoreAll(records);
        List<Scored> scored = [.. rows.Select((row, i) => new Scored(row, rouge[i].Value, exact[i].Value, rouge[i].Reason))];
        Assert.All(scored.Where(one => one.RougeL is not null), one =>
        {
            Assert.Equal(one.Row.Number("rougeL"), one.RougeL!.Value, Rounding);
            Assert.Equal(one.Row.Number("exact_match"), one.ExactMatch);
        });
        return scored;
    }

    private static int AssertCells(JsonElement expected, IEnumerable<IGrouping<string, Scored>> cells)
    {
        int count = 0;
        foreach (IGrouping<string, Scored> cell in cells)
        {
            AssertMeans(expected.GetProperty(cell.Key), cell);
            count++;
        }

        Assert.Equal(expected.EnumerateObject().Count(one => one.Name != "ALL"), count);
        return count;
    }

    private static void AssertMeans(JsonElement expected, IEnumerable<Scored> cell)
    {
        Scored[] scored = [.. cell];
        Assert.Equal(expected.Number("n"), scored.Length);
        Assert.Equal(expected.Number("rougeL"), 100 * scored.Average(one => one.RougeL!.Value), 2 * Rounding);
        Assert.Equal(expected.Number("exact_match"), 100 * scored.Average(one => one.ExactMatch!.Value), 2 * Rounding);
    }

    private static double StandardDeviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static (List<BbhRow> Rows, JsonElement Expected) BigBenchHard()
    {
        Dictionary<string, JsonElement> instances = Rows("bbh-instances.jsonl.gz").Skip(1).ToDictionary(row => row.Text("id"));
        List<BbhRow> rows = [.. Rows("bbh-code-davinci-002-predictions.jsonl.gz").Skip(1)
            .Select(row => new BbhRow(row, Record(row.Text("extracted"), instances[row.Text("id")].Texts("references"))))];
        Assert.Equal(10_022, rows.Count);
        return (rows, Reference("bbh-code-davinci-002.json").GetProperty("per_task"));
    }

    private static List<(string Task, string Wording, double Mean)> Cells(List<BbhRow> rows, Score[] scores) =>
        [.. rows.Zip(scores).GroupBy(pair => (pair.First.Row.Text("task"), pair.First.Row.Text("instruction_id")))
            .Select(cell => (cell.Key.Item1, cell.Key.Item2, 100 * cell.Average(pair => pair.Second.Value!.Value)))];

    private static double Published(JsonElement expected, string task, string wording) =>
        JsonElement.Parse(expected.GetProperty(wording).GetProperty(task).Text("published")).Number("accuracy");

    private sealed record Scored(JsonElement Row, double? RougeL, double? ExactMatch, string? Reason);

    private sealed record BbhRow(JsonElement Row, EvaluationRecord Record);
}
