using GenEval.Generalization.Drivers;
using GenEval.Generalization.Learned;
using GenEval.Scoring.Learned;
using GenEval.Tests.Learned;

namespace GenEval.MLNet.Tests;

/// <summary>What holds where Microsoft.ML is not, and the sign that the other tests were left out.</summary>
public sealed class AbsentTests
{
    [Fact]
    public void The_tests_of_ML_NET_are_run_where_it_restores() =>
        Assert.SkipWhen(LearnedBackend.Installed is null, "GenEval.MLNet is not part of this build: Microsoft.ML does not restore here (-p:WithMLNet=true shows why)");

    [Fact]
    public void Without_ML_NET_its_trainers_are_an_error_that_names_the_package_and_the_linear_one()
    {
        Assert.SkipWhen(LearnedBackend.Installed is not null, "ML.NET is part of this build");
        GenEvalException error = Assert.Throws<GenEvalException>(() => ScorerTraining.Train(RatedRecords.Make(), new() { Trainer = "fastTree" }, TestContext.Current.CancellationToken));
        Assert.Equal("TrainerMissing", error.Id);
        Assert.Contains("Microsoft.ML", error.Message, StringComparison.Ordinal);
        Assert.Contains("--trainer linear", error.Action, StringComparison.Ordinal);
        GenEvalException driver = Assert.Throws<GenEvalException>(() => DriverTrainers.Of("fastTree"));
        Assert.Equal("TrainerMissing", driver.Id);
        Assert.Contains("Microsoft.ML", driver.Message, StringComparison.Ordinal);
        Assert.Contains("--driver-trainer linear", driver.Action, StringComparison.Ordinal);
        Assert.Equal("linear", ScorerTraining.Train(RatedRecords.Make(), cancellationToken: TestContext.Current.CancellationToken).Card.Trainer);
    }
}
