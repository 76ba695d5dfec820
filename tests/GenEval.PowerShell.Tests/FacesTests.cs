using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Generalization.Drivers;
using GenEval.Generalization.Learned;
using GenEval.PowerShell.Commands;
using GenEval.Reports;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Cli;
using GenEval.Tests.Learned;

namespace GenEval.PowerShell.Tests;

/// <summary>Cmdlet, command line and library give the same document for the same input.</summary>
public sealed class FacesTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Evaluate()
    {
        string trainer = LearnedBackend.Installed is null ? "linear" : "fastTree";
        using InvokeGenEvaluationCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Metric = ["f1", "exact_match"], Threshold = 0.3, Confidence = 0.9, Seed = 5, Unscored = UnscoredPolicy.Zero, DriverTrainer = trainer };
        EvaluationOptions options = new() { Metrics = ["f1", "exact_match"], Threshold = 0.3, Confidence = 0.9, Seed = 5, Unscored = UnscoredPolicy.Zero, DriverTrainer = DriverTrainers.Of(trainer) };
        await Same(
            command, ["evaluate", Scratch.Legal, "--metric", "f1", "exact_match", "--threshold", "0.3", "--confidence", "0.9", "--seed", "5", "--unscored", "zero", "--driver-trainer", trainer],
            ReportJson.Serialize(RecordedAnswers.Evaluate([Scratch.Legal], options: options)));
    }

    [Fact]
    public async Task Compare()
    {
        (string a, string b) = (TwoRuns.A(_scratch), TwoRuns.B(_scratch));
        using CompareGenRunCommand command = new() { ParameterSetName = "Path", Path = [a, b], Baseline = true, Metric = ["exact_string"], Confidence = 0.9, Seed = 5 };
        await Same(
            command, ["compare", a, b, "--baseline", "--metric", "exact_string", "--confidence", "0.9", "--seed", "5"],
            DocumentJson.Serialize(RecordedAnswers.Compare([a, b], baseline: true, options: new() { Metrics = ["exact_string"], Confidence = 0.9, Seed = 5 })));
    }

    [Fact]
    public async Task Power()
    {
        string pilot = TwoRuns.A(_scratch);
        using MeasureGenPowerCommand command = new() { ParameterSetName = "From", From = [pilot], Tasks = 30, Wordings = 2, Power = 0.9, Confidence = 0.9, Difference = 0.1, CostTask = 5, CostCall = 2, Metric = ["exact_string"] };
        PowerOptions options = new() { Tasks = 30, Wordings = 2, Power = 0.9, Confidence = 0.9, Difference = 0.1, CostTask = 5, CostCall = 2 };
        await Same(
            command,
            ["power", "--from", pilot, "--tasks", "30", "--wordings", "2", "--power", "0.9", "--confidence", "0.9", "--difference", "0.1", "--cost-task", "5", "--cost-call", "2", "--metric", "exact_string"],
            DocumentJson.Serialize(PowerStudy.Plan(options, InputResolver.Read([pilot]), new() { Metrics = ["exact_string"] })));
    }

    [Fact]
    public async Task Check()
    {
        string corpus = _scratch.Write("corpus.txt", SuiteReader.Read(Scratch.Legal).Instances[0].Input!);
        using TestGenSuiteCommand command = new() { ParameterSetName = "Path", Path = [Scratch.Legal], Corpus = [corpus], NGram = 9, MinShare = 0.6, MinCoverage = 0.5, MinJaccard = 0.4, Metric = ["f1"], Confidence = 0.9 };
        await Same(
            command,
            ["check", Scratch.Legal, "--corpus", corpus, "--ngram", "9", "--min-share", "0.6", "--min-coverage", "0.5", "--min-jaccard", "0.4", "--metric", "f1", "--confidence", "0.9"],
            DocumentJson.Serialize(ContaminationCheck.Run(
                [Scratch.Legal], [corpus], evaluation: new() { Metrics = ["f1"], Confidence = 0.9 }, options: new() { NGram = 9, MinShare = 0.6, MinCoverage = 0.5, MinJaccard = 0.4 })));
    }

    [Fact]
    public async Task Scorer()
    {
        string train = _scratch.Records("train.jsonl", RatedRecords.Make(count: 120));
        string test = _scratch.Records("test.jsonl", RatedRecords.Make(count: 80, seed: 2));
        (string byCommand, string byCmdlet) = (Path.Combine(_scratch.Folder, "a.json"), Path.Combine(_scratch.Folder, "b.json"));
        Assert.Equal(0, (await Geneval.RunAsync("scorer", "train", train, "--output", byCommand, "--trainer", "linear", "--seed", "5", "--confidence", "0.9")).ExitCode);
        using NewGenScorerCommand make = new() { ParameterSetName = "Path", Path = [train], Trainer = "linear", Seed = 5, Confidence = 0.9 };
        make.Run();
        ScorerModel scorer = Assert.IsType<ScorerModel>(make.Recording.Output[0]);
        using ExportGenScorerCommand export = new() { ParameterSetName = "Path", Path = byCmdlet, Scorer = scorer };
        export.Run();
        Assert.Equal(await File.ReadAllBytesAsync(byCommand, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(byCmdlet, TestContext.Current.CancellationToken));
        using TestGenScorerCommand command = new() { ParameterSetName = "Path", Path = [test], Scorer = scorer, Seed = 5, Confidence = 0.9 };
        await Same(
            command, ["scorer", "test", byCommand, test, "--seed", "5", "--confidence", "0.9"],
            DocumentJson.Serialize(ScorerTraining.Test(scorer, InputResolver.Read([test]), new() { Seed = 5, Confidence = 0.9 })));
    }

    private async Task Same(Cmdlet command, string[] arguments, string library)
    {
        command.Run();
        string path = Path.Combine(_scratch.Folder, "document.json");
        using (ExportGenReportCommand export = new() { ParameterSetName = "Path", Path = path, InputObject = [.. command.Recording.Output.Select(o => new PSObject(o))] })
        {
            export.Run();
        }

        Geneval run = await Geneval.RunAsync([.. arguments, "--format", "json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(library, run.Out);
        Assert.Equal(library, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Contains("\"schema\"", library, StringComparison.Ordinal);
    }
}
