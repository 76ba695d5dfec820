using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.PowerShell.Commands;
using GenEval.PowerShell.Completion;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class ExportGenSuiteTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_suite_is_written_and_read_back_the_same()
    {
        Suite suite = SuiteReader.Read(Scratch.Legal);
        using ExportGenSuiteCommand command = Export(suite);
        command.PassThru = true;
        command.Run();
        string folder = Assert.IsType<DirectoryInfo>(Assert.Single(command.Recording.Output)).FullName;
        Suite again = SuiteReader.Read(folder);
        Assert.Equal((suite.Name, suite.Tasks.Count, suite.Instances.Count), (again.Name, again.Tasks.Count, again.Instances.Count));
        Assert.Equal(suite.Instances.Select(i => i.Input), again.Instances.Select(i => i.Input));
    }

    [Fact]
    public void A_suite_that_is_there_stays_without_Force_and_WhatIf_writes_none()
    {
        Suite suite = new() { Name = "made" };
        using (ExportGenSuiteCommand whatIf = Export(suite))
        {
            whatIf.Recording.WhatIf = true;
            whatIf.Run();
            Assert.Equal((Path.Combine(_scratch.Folder, "out"), "Write the suite made: 0 tasks, 0 instances"), Assert.Single(whatIf.Recording.Processed));
            Assert.Empty(Directory.EnumerateFileSystemEntries(_scratch.Folder));
        }

        Export(suite).Run();
        using ExportGenSuiteCommand again = Export(suite);
        Assert.Equal("FileExists", Assert.Throws<TerminatingErrorException>(() => again.Run()).ErrorRecord.FullyQualifiedErrorId);
        again.Force = true;
        again.Run();
    }

    [Fact]
    public void A_benchmark_of_another_tool_becomes_a_suite()
    {
        string path = _scratch.Write("alpaca.json", """[{"instruction":"Add.","input":"1+1","output":"2"},{"instruction":"Add.","input":"2+2","output":"4"}]""");
        foreach (string format in new[] { "auto", "alpaca" })
        {
            using ImportGenSuiteCommand command = new() { ParameterSetName = "LiteralPath", LiteralPath = [path], Format = format };
            command.Run();
            Assert.Empty(command.Recording.Errors);
            Suite suite = Assert.IsType<Suite>(Assert.Single(command.Recording.Output));
            Assert.Equal(2, suite.Instances.Count);
            Assert.Null(suite.Folder);
        }

        using ImportGenSuiteCommand wrong = new() { ParameterSetName = "LiteralPath", LiteralPath = [path], Format = "nosuch" };
        wrong.Run();
        ErrorRecord error = Assert.Single(wrong.Recording.Errors);
        Assert.Equal("FormatUnknown", error.FullyQualifiedErrorId);
        Assert.Contains("alpaca", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_of_benchmarks_are_completed()
    {
        Assert.Equal(["alpaca", "auto"], new FormatCompleter().CompleteArgument("", "Format", "a", new CommandAst(), new System.Collections.Hashtable()).Select(c => c.CompletionText).Order(StringComparer.Ordinal));
    }

    private ExportGenSuiteCommand Export(Suite suite)
    {
        ExportGenSuiteCommand command = new() { ParameterSetName = "Path", Path = "out", Suite = suite };
        command.SessionState.Path.Location = _scratch.Folder;
        return command;
    }
}
