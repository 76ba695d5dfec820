using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;
using GenEval.Reports;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class NewGenChartTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(ChartKind.Tasks)]
    public void A_report_gives_the_figures_of_the_core(ChartKind? kind)
    {
        using NewGenChartCommand command = new() { ParameterSetName = "Figure", InputObject = [new(Scratch.LegalReport)], Kind = kind };
        command.Run();
        Assert.Equal(
            Figures.Of(Scratch.LegalReport, kind is null ? FigureKind.Ladder : Enum.Parse<FigureKind>(kind.Value.ToString())).ToJson(),
            Assert.IsType<Figure>(Assert.Single(command.Recording.Output)).ToJson());
    }

    [Fact]
    public void Several_ladders_are_one_figure_several_task_figures_are_several_and_a_gap_is_of_two()
    {
        Assert.Single(Chart(ChartKind.Ladder, Scratch.LegalReport, Scratch.LegalReport));
        Assert.Equal(2, Chart(ChartKind.Tasks, Scratch.LegalReport, Scratch.LegalReport).Count);
        Assert.Single(Chart(ChartKind.Gap, Scratch.LegalReport, Scratch.LegalReport));
        Assert.Single(Chart(kind: null, PowerStudy.Plan(new() { Tasks = 10, Inputs = 50, TaskVariance = 0.004, InputVariance = 0.12 })));
    }

    [Theory]
    [InlineData("f.svg", "<svg")]
    [InlineData("f.json", "{\"data\"")]
    public void The_name_of_the_file_says_the_format(string name, string start)
    {
        using NewGenChartCommand command = Write(name);
        command.PassThru = true;
        command.Run();
        Assert.Equal(name, Assert.IsType<FileInfo>(Assert.Single(command.Recording.Output)).Name);
        Assert.StartsWith(start, File.ReadAllText(Path.Combine(_scratch.Folder, name)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        using NewGenChartCommand command = Write("f.svg");
        command.Recording.WhatIf = true;
        command.Run();
        Assert.Single(command.Recording.Processed);
        Assert.Empty(Directory.EnumerateFiles(_scratch.Folder));
    }

    [Fact]
    public void What_cannot_be_drawn_or_written_is_an_error()
    {
        _scratch.Write("there.svg", "mine");
        Assert.Equal("ChartFormatUnknown", Error(Write("f.png")));
        Assert.Equal("FileExists", Error(Write("there.svg")));
        NewGenChartCommand several = Write("f.svg");
        (several.Kind, several.InputObject) = (ChartKind.Tasks, [new(Scratch.LegalReport), new(Scratch.LegalReport)]);
        Assert.Equal("SeveralFigures", Error(several));
        Assert.Equal("FigureUnavailable", Error(new() { ParameterSetName = "Figure", InputObject = [new(Scratch.LegalReport)], Kind = ChartKind.Gap }));
        Assert.Equal("FigureUnavailable", Error(new() { ParameterSetName = "Figure", InputObject = [new("text")] }));
        Assert.Equal("FigureUnavailable", Error(new() { ParameterSetName = "Figure", InputObject = [new(Scratch.LegalReport)], Kind = ChartKind.Wordings }));
    }

    private static List<object?> Chart(ChartKind? kind, params object[] documents)
    {
        using NewGenChartCommand command = new() { ParameterSetName = "Figure", InputObject = [.. documents.Select(d => new PSObject(d))], Kind = kind };
        command.Run();
        return command.Recording.Output;
    }

    private static string Error(NewGenChartCommand command)
    {
        using (command)
        {
            return Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId;
        }
    }

    private NewGenChartCommand Write(string path)
    {
        NewGenChartCommand command = new() { ParameterSetName = "Path", Path = path, InputObject = [new(Scratch.LegalReport)] };
        command.SessionState.Path.Location = _scratch.Folder;
        return command;
    }
}
