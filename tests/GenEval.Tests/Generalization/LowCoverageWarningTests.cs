using GenEval.Bench.Coverage;
using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

/// <summary>Designs whose interval covers less than 92% in the simulation (docs/statistics.md) carry a warning in the report.</summary>
public sealed class LowCoverageWarningTests
{
    public static TheoryData<string, string> Cases => new()
    {
        { "half of the tasks with one input", "oneInputPerTask" },
        { "graded scores near 1", "extremeScores" },
        { "two kinds of tasks near 1", "extremeLevel" },
        { "alike tasks of two inputs", "share" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_report_warns(string name, string code)
    {
        CoverageDesign design = name switch
        {
            "half of the tasks with one input" => new() { Estimand = Estimand.IntraTask, Tasks = 10, Level = 0.97, Inputs = "mix1" },
            "graded scores near 1" => new() { Estimand = Estimand.IntraTask, Tasks = 3, Level = 0.95, Score = ScoreKind.Beta2 },
            "two kinds of tasks near 1" => new() { Estimand = Estimand.InterTask, Tasks = 20, Shape = TaskShape.TwoKinds, Level = 0.9 },
            _ => new() { Estimand = Estimand.Share, Tasks = 10, Inputs = "b2", TaskSpread = 0.2 },
        };
        const int Draws = 40;
        CoverageDraw draw = new(design, design.Level);
        int warned = Enumerable.Range(0, Draws).Count(replication => Warnings(Records(draw.Side(new StreamRandom(5, replication), design.Tasks, []), design)).Any(w => w.Code.StartsWith(code, StringComparison.Ordinal)));
        Assert.True(warned >= 0.85 * Draws, $"{warned} of {Draws} draws carry {code}");
    }

    /// <summary>3 tasks of 20 inputs, 19 right under the trained wording, 18 under the new one.</summary>
    [Fact]
    public void A_gap_on_shared_inputs_near_1_warns()
    {
        IEnumerable<EvaluationRecord> Under(Novelty wording, int right) =>
            from task in Enumerable.Range(0, 3)
            from input in Enumerable.Range(0, 20)
            select Record($"t{task}", $"{input}", input < right ? 1 : 0, Novelty.Seen) with { Instruction = $"{wording}", InstructionNovelty = wording };
        Assert.Contains(Warnings([.. Under(Novelty.Seen, 19), .. Under(Novelty.Unseen, 18)]), w => w.Code == "extremeGap");
        Assert.DoesNotContain(Warnings([.. Under(Novelty.Seen, 12), .. Under(Novelty.Unseen, 10)]), w => w.Code == "extremeGap");
    }

    private static IReadOnlyList<Warning> Warnings(IEnumerable<EvaluationRecord> records) =>
        Assert.Single(Evaluator.Evaluate(records, new EvaluationOptions { Metrics = ["s"], Threshold = 0.5 }, TestContext.Current.CancellationToken)).Warnings;

    private static IEnumerable<EvaluationRecord> Records(CoverageSide side, CoverageDesign design) =>
        side.Tasks.SelectMany((task, t) => task.InputMeans.ToArray().Select((score, i) =>
            Record($"t{t}", $"{i}", score, design.Estimand == Estimand.IntraTask ? Novelty.Seen : Novelty.Unseen)));

    private static EvaluationRecord Record(string task, string instance, double score, Novelty novelty) => new()
    {
        Model = "m", Task = task, Novelty = novelty, Instance = instance, InstanceNovelty = Novelty.Unseen, Output = "x",
        Scores = new Dictionary<string, double>(StringComparer.Ordinal) { ["s"] = score },
    };
}
