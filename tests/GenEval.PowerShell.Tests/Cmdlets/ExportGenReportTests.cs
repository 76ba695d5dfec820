using System.Management.Automation;
using GenEval.PowerShell.Commands;
using GenEval.Reports;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class ExportGenReportTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("r.html", ReportFormat.Html)]
    [InlineData("r.HTM", ReportFormat.Html)]
    [InlineData("r.md", ReportFormat.Markdown)]
    [InlineData("r.json", ReportFormat.Json)]
    [InlineData("r.csv", ReportFormat.Csv)]
    [InlineData("r.xml", ReportFormat.JUnit)]
    [InlineData("r.txt", ReportFormat.Table)]
    public void The_name_says_the_format(string name, ReportFormat format)
    {
        using ExportGenReportCommand command = Export(name);
        command.Run();
        using StringWriter expected = new();
        ReportRenderer.Render([Scratch.LegalReport], format, expected);
        Assert.Equal(expected.ToString(), File.ReadAllText(Path.Combine(_scratch.Folder, name)));
        Assert.Empty(command.Recording.Output);
    }

    [Fact]
    public void Several_reports_become_one_file()
    {
        using ExportGenReportCommand command = Export("r.json");
        command.Run(() => { }, () => { });
        Assert.StartsWith("[", File.ReadAllText(Path.Combine(_scratch.Folder, "r.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_says_what_would_be_written_and_writes_nothing()
    {
        using ExportGenReportCommand command = Export("r.html");
        command.Recording.WhatIf = true;
        command.Run();
        Assert.Equal([(Path.Combine(_scratch.Folder, "r.html"), "Write 1 document(s) as Html")], command.Recording.Processed);
        Assert.Empty(Directory.EnumerateFiles(_scratch.Folder));
    }

    [Fact]
    public void A_file_that_is_there_stays_without_Force()
    {
        string path = _scratch.Write("r.json", "mine");
        using ExportGenReportCommand command = Export("r.json");
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal(("FileExists", ErrorCategory.ResourceExists), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Equal("mine", File.ReadAllText(path).Trim());

        using ExportGenReportCommand forced = Export("r.json");
        forced.Force = forced.PassThru = true;
        forced.Run();
        Assert.Equal(path, Assert.IsType<FileInfo>(Assert.Single(forced.Recording.Output)).FullName);
        Assert.Contains("geneval.report/1", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("report", "ReportFormatUnknown", ErrorCategory.InvalidArgument)]
    [InlineData("nowhere/r.json", "OutputFolderMissing", ErrorCategory.ObjectNotFound)]
    [InlineData("Env:r.json", "NotAFilePath", ErrorCategory.InvalidArgument)]
    public void A_path_that_cannot_be_written_is_an_error_about_it(string path, string id, ErrorCategory category)
    {
        using ExportGenReportCommand command = Export(path);
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal((id, category, path), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.NotNull(error.ErrorDetails!.RecommendedAction);
    }

    private ExportGenReportCommand Export(string path)
    {
        ExportGenReportCommand command = new() { ParameterSetName = "Path", Path = path, InputObject = [new(Scratch.LegalReport)] };
        command.SessionState.Path.Location = _scratch.Folder;
        return command;
    }
}
