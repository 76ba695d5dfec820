using System.Management.Automation;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class CompareGenRunTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Two_files_are_compared_and_warnings_are_warnings()
    {
        using CompareGenRunCommand command = Compare(TwoRuns.A(_scratch), TwoRuns.B(_scratch));
        command.Run();
        Comparison comparison = Assert.IsType<Comparison>(Assert.Single(command.Recording.Output));
        Assert.Equal(("a", "b", 12), (comparison.A, comparison.B, comparison.Pairs));
        Assert.Equal(2 / 12.0, comparison.Difference.Estimate!.Value, 12);
        Assert.StartsWith("a - b: 3 tasks", Assert.Single(command.Recording.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_of_the_pipeline_are_runs_that_their_models_name()
    {
        using CompareGenRunCommand command = new() { ParameterSetName = "InputObject", Metric = ["exact_string"] };
        command.Run([.. TwoRuns.Lines("a", "11", "10").Concat(TwoRuns.Lines("b", "10", "10")).Select(line => (Action)(() => command.InputObject = new(line)))]);
        Assert.Equal(0.25, Assert.IsType<Comparison>(Assert.Single(command.Recording.Output)).Difference.Estimate);
    }

    [Fact]
    public void A_label_splits_what_is_pooled()
    {
        TwoRuns.A(_scratch);
        TwoRuns.B(_scratch);
        using CompareGenRunCommand command = Compare("?.jsonl");
        command.By = "strategy";
        command.Run();
        Assert.Equal("a", Assert.IsType<Comparison>(Assert.Single(command.Recording.Output)).A);

        using CompareGenRunCommand missing = Compare("?.jsonl");
        missing.By = "seed";
        Assert.Equal("LabelMissing", Assert.Throws<TerminatingErrorException>(() => missing.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void The_same_model_twice_is_told_apart_by_the_path_as_it_is_written_here()
    {
        TwoRuns.A(_scratch);
        _scratch.Write("again.jsonl", TwoRuns.Lines("a", "1101", "1011", "0111"));
        using CompareGenRunCommand command = Compare("a.jsonl", "again.jsonl");
        command.Run();
        Comparison comparison = (Comparison)command.Recording.Output[0]!;
        Assert.Equal(("a (a.jsonl)", "a (again.jsonl)"), (comparison.A, comparison.B));
    }

    [Fact]
    public void A_baseline_gives_the_transfer_ratio()
    {
        using CompareGenRunCommand command = Compare(TwoRuns.A(_scratch), TwoRuns.B(_scratch));
        command.Baseline = true;
        command.Run();
        Assert.NotNull(((Comparison)command.Recording.Output[0]!).TransferRatio);
    }

    [Fact]
    public void One_run_and_a_suite_without_answers_are_errors()
    {
        using CompareGenRunCommand one = Compare(TwoRuns.A(_scratch));
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => one.Run()).ErrorRecord;
        Assert.Equal(("OneRun", ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Contains("-By", error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);

        using CompareGenRunCommand suite = new() { ParameterSetName = "InputObject", InputObject = new(new Suite { Name = "s" }) };
        Assert.Equal("SuiteWithoutAnswers", Assert.Throws<TerminatingErrorException>(() => suite.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void Stopping_ends_the_work_without_output()
    {
        using CompareGenRunCommand command = Compare(TwoRuns.A(_scratch), TwoRuns.B(_scratch));
        command.Begin();
        command.Process();
        command.Stop();
        Assert.Throws<PipelineStoppedException>(command.End);
        Assert.Empty(command.Recording.Output);
    }

    private CompareGenRunCommand Compare(params string[] paths)
    {
        CompareGenRunCommand command = new() { ParameterSetName = "Path", Path = paths, Metric = ["exact_string"] };
        command.SessionState.Path.Location = _scratch.Folder;
        return command;
    }
}
