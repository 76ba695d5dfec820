using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class MeasureGenPowerTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>T = 10, Z = 50, s2_t = .004, s2_z = .12: exact noncentral t .07968011 (statistics.md, mde_power.json).</summary>
    [Fact]
    public void Stated_variances_give_the_worked_difference()
    {
        using MeasureGenPowerCommand command = new() { ParameterSetName = "Variance", Tasks = 10, Inputs = 50, TaskVariance = 0.004, InputVariance = 0.12, Difference = 0.05 };
        command.Run();
        PowerReport report = Assert.IsType<PowerReport>(Assert.Single(command.Recording.Output));
        Assert.Equal(0.07968011, report.MinimumDetectableDifference!.Value, 7);
        Assert.True(report.Cheapest!.MinimumDetectableDifference <= 0.05);
    }

    [Fact]
    public void A_pilot_comes_from_a_path_or_through_the_pipeline()
    {
        using MeasureGenPowerCommand path = new() { ParameterSetName = "From", From = [TwoRuns.A(_scratch)], Metric = ["exact_string"] };
        path.Run();
        using MeasureGenPowerCommand pipeline = new() { ParameterSetName = "InputObject", Metric = ["exact_string"] };
        pipeline.Run([.. TwoRuns.Lines("a", "1101", "1011", "0111").Select(line => (Action)(() => pipeline.InputObject = new(line)))]);
        PowerReport expected = (PowerReport)path.Recording.Output[0]!;
        Assert.Equal(expected.MinimumDetectableDifference, ((PowerReport)pipeline.Recording.Output[0]!).MinimumDetectableDifference);
        Assert.Contains("one run", Assert.Single(path.Recording.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_out_of_range_is_named_as_a_parameter()
    {
        using MeasureGenPowerCommand missing = new() { ParameterSetName = "Variance", Tasks = 10 };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => missing.Run()).ErrorRecord;
        Assert.Equal(("PowerValueMissing", ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.StartsWith("-TaskVariance", error.Exception.Message, StringComparison.Ordinal);

        using MeasureGenPowerCommand wrong = new() { ParameterSetName = "Variance", Tasks = 10, Inputs = 5, TaskVariance = 2, InputVariance = 0.1 };
        Assert.Equal("PowerValueOutOfRange", Assert.Throws<TerminatingErrorException>(() => wrong.Run()).ErrorRecord.FullyQualifiedErrorId);

        using MeasureGenPowerCommand small = new() { ParameterSetName = "From", From = [_scratch.Write("one.jsonl", TwoRuns.Lines("a", "1"))], Metric = ["exact_string"] };
        Assert.Equal("PilotTooSmall", Assert.Throws<TerminatingErrorException>(() => small.Run()).ErrorRecord.FullyQualifiedErrorId);
    }
}
