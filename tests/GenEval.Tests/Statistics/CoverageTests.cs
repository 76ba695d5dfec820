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
