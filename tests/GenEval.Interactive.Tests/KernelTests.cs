using GenEval.Generalization;
using GenEval.Reports;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace GenEval.Interactive.Tests;

/// <summary>In a real kernel: results are shown without the extension, lists, charts and the magic with it.</summary>
public sealed class KernelTests
{
    private static readonly string s_suite = Path.Combine(Shared.Root, "suites", "scenario-legal").Replace('\\', '/');

    [Fact]
    public async Task Results_are_shown_without_the_extension()
    {
        using CompositeKernel kernel = Kernel();
        FormattedValue[] report = await Shown(kernel, Using + $"var report = RecordedAnswers.Evaluate([\"{s_suite}\"])[0];\nreport");
        Assert.Equal(["text/html", "text/plain"], report.Select(f => f.MimeType));
        Assert.Contains("task specialist", report[0].Value);
        FormattedValue[] figure = await Shown(kernel, "Figures.Ladder(report)");
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/plain"], figure.Select(f => f.MimeType));
        Report same = RecordedAnswers.Evaluate([s_suite])[0];
        Assert.Equal(Figures.Ladder(same).ToJson(), figure[0].Value);
        Assert.StartsWith("<svg", figure[1].Value);
    }

    [Fact]
    public async Task The_magic_evaluates_shows_and_keeps_the_reports()
    {
        using CompositeKernel kernel = Kernel();
        GenEvalExtension.Load(kernel);
        await Shown(kernel, Using);
        FormattedValue[] shown = await Shown(kernel, $"#!geneval \"{s_suite}\" --threshold 0.05 --name reports");
        Assert.Contains(shown, f => f.MimeType == "text/html" && f.Value.Contains("generalist", StringComparison.Ordinal));
        FormattedValue[] kept = await Shown(kernel, "reports[0].Levels.InterTask.Verdict.ToString()");
        Assert.Equal("Generalizes", kept[0].Value);
        FormattedValue[] list = await Shown(kernel, "reports");
        Assert.Contains("geneval-report", list.Single(f => f.MimeType == "text/html").Value);
    }

    [Theory]
    [InlineData("#!geneval nowhere.jsonl", "nowhere.jsonl")]
    [InlineData("#!geneval x --threshold much", "a number from 0 to 1")]
    public async Task A_mistake_is_an_error_that_says_what(string magic, string says)
    {
        using CompositeKernel kernel = Kernel();
        GenEvalExtension.Load(kernel);
        KernelCommandResult result = await kernel.SubmitCodeAsync(magic);
        Assert.Contains(says, Assert.Single(result.Events.OfType<CommandFailed>()).Message);
    }

    [Fact]
    public async Task A_chart_is_shown_as_plotlys_json()
    {
        using CompositeKernel kernel = Kernel();
        GenEvalExtension.Load(kernel);
        FormattedValue[] chart = await Shown(kernel, Using + $"using GenEval.Interactive;\nRecordedAnswers.Evaluate([\"{s_suite}\"])[0].ToPlotlyNet()");
        Assert.Equal(["application/vnd.plotly.v1+json", "text/plain"], chart.Select(f => f.MimeType));
        Assert.DoesNotContain(chart, f => f.Value.Contains("<script", StringComparison.Ordinal));
    }

    private static string Using => $"""
        #r "{typeof(Report).Assembly.Location.Replace('\\', '/')}"
        #r "{typeof(GenEvalExtension).Assembly.Location.Replace('\\', '/')}"
        #r "{typeof(Plotly.NET.GenericChart).Assembly.Location.Replace('\\', '/')}"
        using GenEval.Generalization;
        using GenEval.Reports;

        """;

    private static CompositeKernel Kernel()
    {
        CompositeKernel kernel = new() { DefaultKernelName = "csharp" };
        kernel.Add(new CSharpKernel().UseValueSharing());
        return kernel;
    }

    private static async Task<FormattedValue[]> Shown(Kernel kernel, string code)
    {
        KernelCommandResult result = await kernel.SubmitCodeAsync(code);
        Assert.Empty(result.Events.OfType<CommandFailed>().Select(f => f.Message));
        return [.. result.Events.OfType<DisplayEvent>().SelectMany(e => e.FormattedValues)];
    }
}
