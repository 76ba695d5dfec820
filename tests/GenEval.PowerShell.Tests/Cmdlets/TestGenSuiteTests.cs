using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class TestGenSuiteTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_suite_is_checked_with_its_recorded_answers()
    {
        using TestGenSuiteCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal] };
        command.Run();
        CheckReport report = Assert.IsType<CheckReport>(Assert.Single(command.Recording.Output));
        Assert.Equal((112, 0), (report.Items, report.Flagged));
        Assert.Single(report.Runs);
        Assert.Equal(report.Warnings.Select(w => Errors.Speak(w.Message)), command.Recording.Warnings);
    }

    [Fact]
    public void A_corpus_that_holds_an_input_flags_it()
    {
        Suite suite = SuiteReader.Read(Scratch.Legal);
        string input = suite.Instances.MaxBy(i => i.Input!.Length)!.Input!;
        _scratch.Write("corpus.txt", "Before it.", input, "After it.");
        using TestGenSuiteCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Corpus = ["*.txt"] };
        command.SessionState.Path.Location = _scratch.Folder;
        command.Run();
        IReadOnlyList<ContaminationFinding> findings = ((CheckReport)command.Recording.Output[0]!).Findings;
        Assert.Equal(suite.Instances.Count(i => i.Input!.Contains(input, StringComparison.Ordinal) || input.Contains(i.Input, StringComparison.Ordinal)), findings.Count);
        Assert.All(findings, f => Assert.Equal((ContaminationKind.CorpusOverlap, 1.0), (f.Kind, f.Share)));
    }

    [Fact]
    public void Suites_from_memory_and_records_come_through_the_pipeline()
    {
        Suite suite = new()
        {
            Name = "made",
            Tasks = [new() { Id = "t", Novelty = Novelty.Seen, Instructions = [new("i", "Do it.", Novelty: null)] }],
            Instances = [new() { Task = "t", Id = "1", Input = "the same text", Novelty = Novelty.Seen }, new() { Task = "t", Id = "2", Input = "the same text" }],
        };
        using TestGenSuiteCommand command = new() { ParameterSetName = "InputObject" };
        command.Run(() => command.InputObject = new(suite), () => command.InputObject = new(TwoRuns.Lines("a", "11")[0]));
        CheckReport report = (CheckReport)command.Recording.Output[0]!;
        Assert.Equal((2, 1), (report.Items, report.Flagged));
        Assert.Contains(report.Findings, f => f.Kind == ContaminationKind.SameInput);
    }

    [Theory]
    [InlineData(7, 0.7, "NGramOutOfRange")]
    [InlineData(8, 1.5, "ContaminationThresholdOutOfRange")]
    public void Options_out_of_range_are_bad_arguments(int ngram, double share, string id)
    {
        using TestGenSuiteCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], NGram = ngram, MinShare = share };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal((id, ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }
}
