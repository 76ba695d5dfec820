using GenEval.PowerShell.Commands;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class ImportGenSuiteTests
{
    [Fact]
    public void A_suite_is_written_as_one_object()
    {
        using ImportGenSuiteCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal] };
        command.Run();
        Assert.Equal("scenario-legal", Assert.IsType<Suite>(Assert.Single(command.Recording.Output)).Name);
        Assert.Contains("scenario-legal", Assert.Single(command.Recording.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_suite_is_an_error_of_its_own_and_the_others_are_read()
    {
        string folder = Path.Combine(Shared.Root, "docs");
        using ImportGenSuiteCommand command = new() { ParameterSetName = "LiteralPath", LiteralPath = ["missing", folder, Scratch.Legal] };
        command.Run();
        Assert.Single(command.Recording.Output);
        Assert.Equal(["PathNotFound", "PathNotFound"], command.Recording.Errors.Select(e => e.FullyQualifiedErrorId));
        Assert.Equal(["missing", folder], command.Recording.Errors.Select(e => e.TargetObject));
    }
}
