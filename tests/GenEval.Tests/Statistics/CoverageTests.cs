using System.Text.Json;
using GenEval.Bench.Coverage;

namespace GenEval.Tests.Statistics;

/// <summary>
/// A small seeded part of the benchmark program <c>coverage</c>: our code reproduces the coverage and the widths of ladder_coverage.json's recommended
/// intervals, which were simulated by other code.
/// </summary>
public sealed class CoverageTests
{
    private const int Replications = 200;

    public static TheoryData<int> Designs => new(Enumerable.Range(0, CoverageDesigns.Referenced.Count));

    [Theory]
    [MemberData(nameof(Designs))]
    public void Coverage_and_width_are_those_of_the_reference(int index)
    {
        CoverageResult result = CoverageStudy.Run(CoverageDesigns.Referenced[index], Replications, seed: 4);
        Assert.True(result.Agrees, $"{result.Design}: covers {result.Ours.Coverage:.000}, width {result.Ours.Width:.000}; expected {result.Design.Reference}");
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void The_reference_is_a_row_of_the_shared_study(int index)
    {
        CoverageDesign design = CoverageDesigns.Referenced[index];
        Reference of = design.Reference!;
        double[] figures = [of.Coverage, of.LowerError, of.UpperError, of.Width];
        (string Method, JsonElement Row)[] same = [.. Golden.Read("ladder_coverage.json").GetProperty("results").EnumerateArray()
            .Where(row => row.TryGetProperty("methods", out _) && row.GetProperty("reps").GetInt32() == of.Replications)
            .SelectMany(row => row.GetProperty("methods").EnumerateObject().Select(method => (method.Name, row, method.Value)))
            .Where(cell => cell.Value.ValueKind == JsonValueKind.Array && cell.Value.GetArrayLength() >= 4 && cell.Value.Numbers()[..4].SequenceEqual(figures))
            .Select(cell => (cell.Name, cell.row))];
        // A single task takes Wilson's interval, which is the study's mover_wilson; every other rung its recommended column.
        (string method, JsonElement found) = Assert.Single(same, cell => cell.Method.StartsWith(design.Tasks == 1 ? "mover_wilson" : "recommended", StringComparison.Ordinal));
        JsonElement of1 = found.GetProperty("design");
        Assert.Equal(design.Tasks, of1.GetProperty(design.Estimand == Estimand.Gap ? "T_seen" : "T").GetInt32());
        Assert.Equal(design.Inputs, of1.GetProperty("n").GetString());
        Assert.Equal(design.Level, of1.GetProperty(design.Estimand == Estimand.Gap ? "level_seen" : "level").GetDouble());
        Assert.Equal(design.Wordings, of1.TryGetProperty("wordings", out JsonElement wordings) ? wordings.GetInt32() : 1);
        Assert.NotNull(method);
    }

    /// <summary>coverage_sim.json: eight intervals; at 5 tasks coverage and width of each are within Monte Carlo error of the file's.</summary>
    [Fact]
    public void Bootstraps_cover_as_the_shared_simulation_says()
    {
        const int Fewer = 300;
        JsonElement file = Golden.Read("coverage_sim.json");
        Golden.Close(file.GetProperty("truth"), BootstrapStudy.Truth, "truth", tolerance: 5e-4);
        foreach (int tasks in (int[])[5, 10])
        {
            JsonElement expected = file.GetProperty("results").EnumerateArray().Single(row => row.GetProperty("T").GetInt32() == tasks);
            foreach ((string name, CoverageTally tally) in BootstrapStudy.Run(tasks, Fewer, seed: 9))
            {
                double coverage = expected.GetProperty("coverage").GetProperty(name).GetDouble();
                double width = expected.GetProperty("mean_width").GetProperty(name).GetDouble();
                double error = Math.Sqrt(coverage * (1 - coverage) * ((1.0 / Fewer) + (1.0 / file.GetProperty("reps").GetInt32())));
                Assert.True(Math.Abs(tally.Coverage!.Value - coverage) <= 3.5 * error, $"{name}, {tasks} tasks: covers {tally.Coverage:.000}, expected {coverage:.000}");
                // The studentized interval's width has a long tail at 5 tasks.
                Assert.True(Math.Abs(tally.Width / width - 1) <= (name.StartsWith("studentized", StringComparison.Ordinal) ? 0.25 : 0.06), $"{name}, {tasks} tasks: width {tally.Width:.000}, expected {width:.000}");
            }
        }
    }

    [Fact]
    public void Pooled_records_cover_far_less_than_they_claim()
    {
        CoverageDesign design = CoverageDesigns.Referenced.Single(d => d is { Estimand: Estimand.InterTask, Inputs: "skew" });
        CoverageResult result = CoverageStudy.Run(design, Replications, seed: 4);
        Assert.True(result.Pooled.Coverage < 0.6);
        Assert.True(result.Ours.Coverage > 0.9);
    }

    [Fact]
    public void A_simulation_is_the_same_every_time()
    {
        CoverageDesign design = CoverageDesigns.Referenced[0];
        Assert.Equal(CoverageStudy.Run(design, 50, seed: 1).Ours.Width, CoverageStudy.Run(design, 50, seed: 1).Ours.Width);
    }
}
