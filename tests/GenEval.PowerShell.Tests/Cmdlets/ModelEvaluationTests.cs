using System.Collections;
using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Models;
using GenEval.PowerShell.Commands;
using GenEval.Reports;
using GenEval.Runs;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

/// <summary>Invoke-GenEvaluation -Model, on recorded answers as a model.</summary>
public sealed class ModelEvaluationTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_run_of_recorded_answers_reports_what_evaluating_them_reports()
    {
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture);
        command.Run();
        Report report = Assert.IsType<Report>(Assert.Single(command.Recording.Output));
        Assert.Equal(ReportJson.Serialize([Scratch.LegalReport]), ReportJson.Serialize([report]));
        Assert.Contains("112 of 112 prompts", command.Recording.Verbose[^1], StringComparison.Ordinal);
        Assert.Contains(command.Recording.Progress, p => p.StatusDescription.StartsWith("112/112", StringComparison.Ordinal) && p.PercentComplete == 100);
        Assert.Equal(ProgressRecordType.Completed, command.Recording.Progress[^1].RecordType);
        Assert.Equal("112 prompts (14 tasks x 8 inputs x 1 wording), model " + ModelRuns.Model, Assert.Single(command.Recording.Processed).Target);
    }

    [Fact]
    public void WhatIf_says_what_would_be_sent_and_makes_no_store()
    {
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture with { MaxTokens = 10 });
        command.Recording.WhatIf = true;
        command.Inputs = 3;
        command.Repeats = 2;
        command.Run();
        (string target, string action) = Assert.Single(command.Recording.Processed);
        Assert.Equal("84 prompts (14 tasks x 3 inputs x 1 wording x 2 repeats), model " + ModelRuns.Model, target);
        Assert.Matches("^Send, about [0-9,]+ tokens in and at most 840 out$", action);
        Assert.Empty(command.Recording.Output);
        Assert.False(File.Exists(ModelRuns.Store(_scratch)));
    }

    [Fact]
    public void WhatIf_says_what_a_judge_would_be_asked_and_asks_nothing()
    {
        string judge = _scratch.Write("judge.json", """{ "model": "judge-1", "endpoint": "http://127.0.0.1:1", "kind": "reference", "maxTokens": 10, "outputPrice": 1000 }""");
        using InvokeGenEvaluationCommand ask = Ask(ModelRuns.Fixture);
        ask.Metric = ["judge:" + judge];
        using InvokeGenEvaluationCommand evaluate = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Metric = ["judge:" + judge], Store = ModelRuns.Store(_scratch) };
        using InvokeGenEvaluationCommand tuned = Ask(ModelRuns.Fixture);
        (tuned.Metric, tuned.Baseline) = (ask.Metric, [Scratch.Legal]);
        foreach (InvokeGenEvaluationCommand command in (InvokeGenEvaluationCommand[])[ask, evaluate, tuned])
        {
            command.Recording.WhatIf = true;
            command.Run();
            Assert.Empty(command.Recording.Output);
        }

        Assert.Contains("; then judge:" + judge + ", 448 calls to judge-1, ", Assert.Single(tuned.Recording.Processed).Action, StringComparison.Ordinal);
        Assert.Matches("^Send, .* out; then judge:.*judge.json, 224 calls to judge-1, about [0-9,]+ tokens in and 2,240 out .*: 2.24 at 0 and 1000 a million", Assert.Single(ask.Recording.Processed).Action);
        (string target, string action) = Assert.Single(evaluate.Recording.Processed);
        Assert.Equal($"judge:{judge}, 224 calls to judge-1", target);
        Assert.StartsWith("Ask, about ", action, StringComparison.Ordinal);
        Assert.False(File.Exists(ModelRuns.Store(_scratch)));
    }

    [Fact]
    public void Stopping_ends_the_work_without_output()
    {
        using InvokeGenEvaluationCommand stopped = Ask(ModelRuns.Fixture);
        stopped.Begin();
        stopped.Stop();
        Assert.Throws<PipelineStoppedException>(stopped.Process);
        Assert.Empty(stopped.Recording.Output);
    }

    [Fact]
    public async Task A_run_that_was_stopped_is_resumed_and_then_reports_the_same()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch, stop: true);
        Assert.Equal("incomplete", run.State);
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture);
        (command.ParameterSetName, command.Suite, command.Resume) = ("Resume", null, "latest");
        command.Run();
        Assert.Equal(ReportJson.Serialize([Scratch.LegalReport]), ReportJson.Serialize([(Report)command.Recording.Output[0]!]));
        Assert.EndsWith($" of 112 prompts of run {run.Id}, model {ModelRuns.Model}", Assert.Single(command.Recording.Processed).Target, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_model_did_not_answer_is_counted_and_not_scored()
    {
        string half = _scratch.Write("half.jsonl", [.. File.ReadLines(ModelRuns.Answers).Take(56)]);
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture with { Endpoint = "fixture:" + half });
        command.Run();
        Report report = (Report)command.Recording.Output[0]!;
        Assert.Equal((112, 56), (report.Counts.Records, report.Counts.Scored));
    }

    [Fact]
    public void A_run_that_stops_is_an_error_with_its_id_and_what_there_is_is_reported()
    {
        using InvokeGenEvaluationCommand command = Ask(new ModelOptions { Name = "m", Endpoint = "http://127.0.0.1:1", Retries = 0 });
        command.Run();
        ErrorRecord error = Assert.Single(command.Recording.Errors);
        Assert.Equal(("RunIncomplete", ErrorCategory.OperationStopped), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        RunInfo run = Assert.IsType<RunInfo>(error.TargetObject);
        Assert.Contains("-Resume " + run.Id, error.ErrorDetails!.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal((112, 0), (((Report)command.Recording.Output[0]!).Counts.Records, ((Report)command.Recording.Output[0]!).Counts.Scored));
    }

    [Fact]
    public async Task Options_reach_the_run()
    {
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture);
        command.Inputs = 2;
        command.Seed = 5;
        command.ThrottleLimit = 1;
        command.Label = new Hashtable { ["strategy"] = "lora", ["trainTasks"] = 8 };
        command.Run();
        RunStore store = await RunStore.OpenAsync(ModelRuns.Store(_scratch), cancellationToken: TestContext.Current.CancellationToken);
        RunInfo run = await store.FindAsync("latest", TestContext.Current.CancellationToken);
        Assert.Equal((28, 2, 5L), (run.Cells, run.Settings.Inputs, run.Settings.SampleSeed));
        Assert.Equal(("lora", "8"), (run.Settings.Labels!["strategy"], run.Settings.Labels["trainTasks"]));
        Assert.Equal("lora", ((Report)command.Recording.Output[0]!).Labels["strategy"]);
    }

    [Theory]
    [InlineData("ResumeMismatch", 0.5, "latest")]
    [InlineData("RunMissing", null, "nosuch")]
    public async Task Going_on_with_another_run_than_it_was_is_an_error(string id, double? temperature, string run)
    {
        await ModelRuns.AddAsync(_scratch);
        using InvokeGenEvaluationCommand command = Ask(ModelRuns.Fixture with { Temperature = temperature });
        (command.ParameterSetName, command.Suite, command.Resume) = ("Resume", null, run);
        Assert.Equal(id, Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_stored_run_is_scored_again_by_path_or_through_the_pipeline()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        using InvokeGenEvaluationCommand path = new() { ParameterSetName = "Path", Path = ["run:" + run.Id[..4]], Store = ModelRuns.Store(_scratch) };
        path.Run();
        using InvokeGenEvaluationCommand pipeline = new() { ParameterSetName = "InputObject", InputObject = new(run), Store = ModelRuns.Store(_scratch) };
        pipeline.Run();
        Assert.All(new[] { path, pipeline }, c => Assert.Equal(ReportJson.Serialize([Scratch.LegalReport]), ReportJson.Serialize([(Report)c.Recording.Output[0]!])));
    }

    private InvokeGenEvaluationCommand Ask(ModelOptions model) => new()
    {
        ParameterSetName = "Model",
        Suite = SuiteReader.Read(Scratch.Legal),
        Model = model,
        Store = ModelRuns.Store(_scratch),
    };
}
