using GenEval.Bench.Coverage;

namespace GenEval.Tests.Statistics;

/// <summary>A small seeded part of the benchmark program <c>ratings</c>: prediction-powered intervals on real answers and ratings.</summary>
public sealed class RatingCoverageTests
{
    [Fact]
    public void Intervals_from_200_ratings_hold_the_mean_of_all_ratings_as_often_as_they_say()
    {
        IReadOnlyList<RatedSystem> systems = RatingStudy.Read(Shared.Path("data", "human-evouna.jsonl.gz"));
        Assert.Equal(15, systems.Count);
        foreach (RatedSystem system in systems)
        {
            RatingResult result = RatingStudy.Run(system, ratings: 200, draws: 400, seed: 5, newInputs: true);
            // Three Monte Carlo errors of 400 draws at 95%.
            Assert.True(result.Coverage is > .917 and < .983, $"{system.System}, {system.Metric}: {result}");
            Assert.True(result.Saved > -5, $"{system.System}, {system.Metric}: {result}");
        }

        // Exact match says 0 of GPT-4's answers, where people accept 79 in 100.
        RatedSystem wrong = systems.Single(s => s is { System: "gpt4", Metric: "exact_match" });
        Assert.True(wrong.Scores.Average() < .01 && wrong.Truth > .78);
        Assert.Equal(RatingStudy.Run(wrong, 200, 20, seed: 1, newInputs: false), RatingStudy.Run(wrong, 200, 20, seed: 1, newInputs: false));
    }

    [Theory]
    [InlineData(10, 50, 150, true)]
    [InlineData(30, 20, 200, false)]
    [InlineData(60, 20, 100, false)]
    public void Several_tasks_are_covered_too_named_random_and_partly_rated(int tasks, int inputs, int ratings, bool isFixed)
    {
        (double coverage, double saved) = RatedTaskStudy.Run(new(tasks, inputs, ratings, isFixed), runs: 400, seed: 5);
        Assert.True(coverage is > .917 and < .983 && saved > 0, $"covers {coverage}, saves {saved}");
    }
}
