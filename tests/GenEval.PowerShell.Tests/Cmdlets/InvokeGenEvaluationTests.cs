using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.Generalization;
using GenEval.PowerShell.Commands;
using GenEval.PowerShell.Completion;
using GenEval.Reports;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class InvokeGenEvaluationTests : IDisposable
{
    private const string Line = """{"task":"t","novelty":"seen","instance":"1","input":"i","output":"a","reference":"a"}""";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_suites_answers_become_the_report_that_the_core_makes()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal] };
        command.Run();
        Report report = Assert.IsType<Report>(Assert.Single(command.Recording.Output));
        Assert.Equal(ReportJson.Serialize([Scratch.LegalReport]), ReportJson.Serialize([report]));
    }

    [Fact]
    public void Warnings_of_the_report_are_written_as_warnings_with_the_models_name()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal] };
        command.Run();
        Assert.Equal(Scratch.LegalReport.Warnings.Select(w => $"{Scratch.LegalReport.Model}: {w.Message}"), command.Recording.Warnings);
    }

    [Fact]
    public void Relative_paths_are_resolved_against_the_sessions_location_with_wildcards()
    {
        _scratch.Write("a1.jsonl", Line);
        _scratch.Write("a2.jsonl", Line.Replace("\"1\"", "\"2\"", StringComparison.Ordinal));
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = ["a?.jsonl"] };
        command.SessionState.Path.Location = _scratch.Folder;
        command.Run();
        Assert.Equal(2, Assert.IsType<Report>(Assert.Single(command.Recording.Output)).Counts.Records);
    }

    [Fact]
    public void A_path_that_is_not_there_ends_the_command_since_the_answers_are_pooled()
    {
        string there = _scratch.Write("a.jsonl", Line);
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "LiteralPath", LiteralPath = [there, "missing.jsonl"] };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal("PathNotFound", error.FullyQualifiedErrorId);
        Assert.Equal("missing.jsonl", error.TargetObject);
        Assert.Empty(command.Recording.Output);
    }

    [Fact]
    public void A_path_of_another_provider_is_an_error()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "LiteralPath", LiteralPath = ["Env:HOME"] };
        Assert.Equal("NotAFilePath", Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void A_broken_line_is_an_error_about_its_file()
    {
        string path = _scratch.Write("broken.jsonl", Line, "no json");
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [path] };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal("SuiteLineInvalid", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal(path, error.TargetObject);
        Assert.Contains(":2:", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objects_files_suites_and_lines_of_json_come_through_the_pipeline()
    {
        string path = _scratch.Write("a.jsonl", Line);
        Suite suite = SuiteReader.Read(Scratch.Legal);
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "InputObject", Metric = ["rougeL"] };
        command.Run(
            () => command.InputObject = PSObject.Custom(("Task", "t"), ("Novelty", "seen"), ("Instance", "2"), ("Output", "a"), ("Reference", "a")),
            () => command.InputObject = new(new Hashtable { ["task"] = "t", ["novelty"] = "seen", ["instance"] = "3", ["output"] = null, ["status"] = "refused" }),
            () => command.InputObject = new(Line.Replace("\"1\"", "\"4\"", StringComparison.Ordinal)),
            () => command.InputObject = new(new FileInfo(path)),
            () => command.InputObject = new(new EvaluationRecord { Task = "t", Novelty = Novelty.Seen, Instance = "5", Output = "b", References = ["a"] }),
            () => command.InputObject = new(suite));
        Report[] reports = [.. command.Recording.Output.Cast<Report>()];
        Assert.Equal(["unnamed", Scratch.LegalReport.Model], reports.Select(r => r.Model));
        Assert.Equal(5, reports[0].Counts.Records);
        Assert.Equal(1, reports[0].Counts.Unscored["refused"]);
        Assert.Equal(0.75, reports[0].Levels.IntraTask!.Estimate!.Value, 12);
        Assert.Equal(112, reports[1].Counts.Records);
    }

    [Fact]
    public void A_broken_object_is_named_by_its_number()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "InputObject" };
        TerminatingErrorException error = Assert.Throws<TerminatingErrorException>(() => command.Run(
            () => command.InputObject = PSObject.Custom(("task", "t"), ("output", "a"), ("reference", "a")),
            () => command.InputObject = PSObject.Custom(("question", "q"), ("output", "a"))));
        Assert.Equal("SuiteLineInvalid", error.ErrorRecord.FullyQualifiedErrorId);
        Assert.StartsWith("InputObject:2", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Map", error.ErrorRecord.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_is_no_record()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "InputObject" };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run(() => command.InputObject = new(42))).ErrorRecord;
        Assert.Equal("InputNotARecord", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidType, error.CategoryInfo.Category);
    }

    [Fact]
    public void Nothing_at_all_is_an_error()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [_scratch.Write("empty.jsonl")] };
        Assert.Equal("NoRecords", Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public void Columns_are_renamed_and_tasks_labelled()
    {
        string path = _scratch.Write("own.csv", "what,question,completion,gold", "sums,1+1,2,2", "sums,2+2,5,4", "names,who,Ann,Ann");
        using InvokeGenEvaluationCommand command = new()
        {
            ParameterSetName = "Path",
            Path = [path],
            Map = ["what=task", "question=input", "completion=output", "gold=reference"],
            Seen = "su*",
            Metric = ["exact_match"],
        };
        command.Run();
        Report report = Assert.IsType<Report>(Assert.Single(command.Recording.Output));
        Assert.Equal(0.5, report.Levels.IntraTask!.Estimate);
        Assert.Equal(1, report.Levels.InterTask!.Estimate);
    }

    [Fact]
    public void A_map_may_be_a_hashtable() => Assert.Equal(
        ["completion=output"],
        (string[])new GenEval.PowerShell.Input.MapTransformationAttribute().Transform(new EngineIntrinsics(), new PSObject(new Hashtable { ["completion"] = "output" })));

    [Fact]
    public void Options_reach_the_core()
    {
        using InvokeGenEvaluationCommand command = new()
        {
            ParameterSetName = "Path",
            Path = [Scratch.Legal],
            Threshold = 0.05,
            Confidence = 0.9,
            Seed = 7,
            Unscored = UnscoredPolicy.Zero,
            Worst = 0,
            WordingDesign = Statistics.WordingDesign.Crossed,
            Metric = ["f1", "exact_match"],
        };
        command.Run();
        Report[] reports = [.. command.Recording.Output.Cast<Report>()];
        Assert.Equal(["f1", "exact_match"], reports.Select(r => r.Metric));
        Assert.All(reports, r => Assert.Equal((0.05, 0.9, 7L, "zero", 0), (r.Threshold, r.Confidence, r.Seed, r.UnscoredPolicy, r.Worst.Count)));
    }

    [Theory]
    [InlineData(2.0, 0.95, 1, "ThresholdOutOfRange")]
    [InlineData(0.5, 1.0, 1, "ConfidenceOutOfRange")]
    [InlineData(0.5, 0.95, -1, "WorstOutOfRange")]
    public void Options_out_of_range_are_bad_arguments(double threshold, double confidence, int worst, string id)
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Threshold = threshold, Confidence = confidence, Worst = worst };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal((id, ErrorCategory.InvalidArgument), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
    }

    [Fact]
    public void An_unknown_driver_trainer_is_an_error_and_the_known_ones_are_completed()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], DriverTrainer = "forest" };
        Assert.Equal("TrainerUnknown", Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal(
            ["fastTree"],
            new DriverTrainerCompleter().CompleteArgument("", "DriverTrainer", "fast", new CommandAst(), new System.Collections.Hashtable()).Select(c => c.CompletionText));
    }

    [Fact]
    public void A_baseline_gives_the_transfer_ratio()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Baseline = [Scratch.Legal] };
        command.Run();
        Report report = Assert.IsType<Report>(Assert.Single(command.Recording.Output));
        Assert.Equal(0, report.TransferRatio!.SeenGain);
    }

    [Fact]
    public void Stopping_ends_the_work_without_output()
    {
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal] };
        command.Begin();
        command.Process();
        command.Stop();
        Assert.Throws<PipelineStoppedException>(command.End);
        Assert.Empty(command.Recording.Output);
    }
}
