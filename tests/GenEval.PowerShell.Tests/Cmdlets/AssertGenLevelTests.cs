using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class AssertGenLevelTests
{
    [Fact]
    public void A_level_that_is_reached_is_silent()
    {
        using AssertGenLevelCommand command = new() { Report = [Scratch.LegalReport], Level = LevelKind.IntraTask };
        command.Run();
        Assert.Empty(command.Recording.Output);
        Assert.Single(command.Recording.Verbose);
    }

    [Fact]
    public void PassThru_writes_what_passed()
    {
        using AssertGenLevelCommand command = new() { Report = [Scratch.LegalReport], Level = LevelKind.IntraTask, PassThru = true };
        command.Run();
        Assert.Same(Scratch.LegalReport, Assert.Single(command.Recording.Output));
    }

    [Fact]
    public void A_level_that_is_not_ends_the_command_and_says_by_how_much()
    {
        using AssertGenLevelCommand command = new() { Report = [Scratch.LegalReport], Level = LevelKind.InterTask, AllowInconclusive = true };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal(("LevelNotReached", ErrorCategory.InvalidResult), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Same(Scratch.LegalReport, error.TargetObject);
        Assert.Equal(LevelGate.Check(Scratch.LegalReport, LevelKind.InterTask).Message, error.Exception.Message);
    }

    [Fact]
    public void All_reports_that_fail_are_named()
    {
        Report other = Scratch.LegalReport with { Model = "other" };
        using AssertGenLevelCommand command = new() { Level = LevelKind.InterTask };
        TerminatingErrorException error = Assert.Throws<TerminatingErrorException>(
            () => command.Run(() => command.Report = [Scratch.LegalReport], () => command.Report = [other]));
        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
        Assert.Contains("other", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_level_that_was_not_measured_fails_unless_allowed(bool allowed)
    {
        using AssertGenLevelCommand command = new() { Report = [Scratch.LegalReport], Level = LevelKind.Recall, AllowInconclusive = allowed };
        Exception? error = Record.Exception(() => command.Run());
        Assert.Equal(allowed, error is null);
    }

    [Fact]
    public void Nothing_to_check_is_no_pass()
    {
        using AssertGenLevelCommand command = new() { Level = LevelKind.IntraTask, AllowInconclusive = true };
        Assert.Equal("NoReport", Assert.Throws<TerminatingErrorException>(command.End).ErrorRecord.FullyQualifiedErrorId);
    }
}
