using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Generalization.Learned;
using GenEval.Models;
using GenEval.PowerShell.Commands;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Scoring.Learned;
using GenEval.Suites;
using GenEval.Tests.Learned;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class GenScorerTests : IDisposable
{
    private static readonly List<EvaluationRecord> s_rated = RatedRecords.Make(count: 120);
    private static readonly List<EvaluationRecord> s_others = RatedRecords.Make(count: 80, seed: 2);
    private static readonly ScorerModel s_scorer = ScorerTraining.Train(s_rated, new() { Trainer = LearnedBackend.Linear });
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Ratings_of_a_file_and_of_the_pipeline_train_the_scorer_of_the_core()
    {
        byte[] expected = ScorerFile.Serialize(s_scorer);
        using NewGenScorerCommand file = new() { ParameterSetName = "Path", Path = [_scratch.Records("ratings.jsonl", s_rated)], Trainer = LearnedBackend.Linear };
        file.Run();
        Assert.Equal(expected, ScorerFile.Serialize(Assert.IsType<ScorerModel>(Assert.Single(file.Recording.Output))));
        Assert.Equal(s_scorer.Card.Warnings.Select(w => w.Message), file.Recording.Warnings);
        Assert.NotEmpty(file.Recording.Verbose);

        using NewGenScorerCommand objects = new() { ParameterSetName = "InputObject", Trainer = LearnedBackend.Linear };
        objects.Run([.. s_rated.Select<EvaluationRecord, Action>(r => () => objects.InputObject = new(r))]);
        Assert.Equal(expected, ScorerFile.Serialize((ScorerModel)objects.Recording.Output[0]!));
    }

    [Fact]
    public void Options_reach_the_core_and_its_errors_come_back()
    {
        string ratings = _scratch.Records("ratings.jsonl", s_rated);
        using NewGenScorerCommand command = new() { ParameterSetName = "Path", Path = [ratings], Trainer = LearnedBackend.Linear, Seed = 9, Confidence = 0.9 };
        command.Run();
        ScorerCard card = ((ScorerModel)command.Recording.Output[0]!).Card;
        Assert.Equal((9, 0.9), (card.Seed, card.Confidence));

        Assert.Equal("TrainerUnknown", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = [ratings], Trainer = "forest" }));
        Assert.Equal("TrainerUnsuited", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = [ratings], Trainer = LearnedBackend.Linear, TextFeatures = true }));
        Assert.Equal("ConfidenceOutOfRange", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = [ratings], Confidence = 2 }));
        Assert.Equal("TooFewRatings", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = [_scratch.Records("few.jsonl", s_rated.Take(5))] }));
        Assert.Equal("MapInvalid", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = [ratings], Map = ["nonsense"] }));
        Assert.Equal("PathNotFound", Error(new NewGenScorerCommand { ParameterSetName = "Path", Path = ["missing.jsonl"] }));
    }

    [Fact]
    public void Each_scorer_of_the_pipeline_is_tested_and_a_leak_is_said()
    {
        using TestGenScorerCommand command = new() { ParameterSetName = "Path", Path = [_scratch.Records("others.jsonl", s_others)] };
        command.Run(() => command.Scorer = s_scorer, () => command.Scorer = s_scorer);
        Assert.Equal([80, 80], command.Recording.Output.Select(c => Assert.IsType<ScorerCard>(c).Test!.Ratings));

        using TestGenScorerCommand leaking = new() { ParameterSetName = "InputObject", Scorer = s_scorer };
        leaking.Run([.. s_rated.Select<EvaluationRecord, Action>(r => () => leaking.InputObject = new(r))]);
        Assert.Equal("leakedItems", ((ScorerCard)leaking.Recording.Output[0]!).Warnings[0].Code);
        Assert.Contains("flatters", leaking.Recording.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_scorer_is_written_asked_for_first_and_read_again()
    {
        string path = Path.Combine(_scratch.Folder, "scorer.json");
        using ExportGenScorerCommand what = new() { ParameterSetName = "Path", Path = path, Scorer = s_scorer };
        what.Recording.WhatIf = true;
        what.Run();
        Assert.Contains("linear", Assert.Single(what.Recording.Processed).Action, StringComparison.Ordinal);
        Assert.False(File.Exists(path));

        using ExportGenScorerCommand write = new() { ParameterSetName = "LiteralPath", LiteralPath = path, Scorer = s_scorer, PassThru = true };
        write.Run();
        Assert.Equal(ScorerFile.Serialize(s_scorer), File.ReadAllBytes(Assert.IsType<FileInfo>(write.Recording.Output[0]).FullName));
        Assert.Equal("FileExists", Error(new ExportGenScorerCommand { ParameterSetName = "Path", Path = path, Scorer = s_scorer }));

        using ImportGenScorerCommand read = new() { ParameterSetName = "Path", Path = ["missing", _scratch.Write("broken.json", "{}"), path] };
        read.Run();
        Assert.Equal(["PathNotFound", "ScorerInvalid"], read.Recording.Errors.Select(e => e.FullyQualifiedErrorId));
        Assert.Equal(s_scorer.Card.Data.Sha256, Assert.IsType<ScorerModel>(Assert.Single(read.Recording.Output)).Card.Data.Sha256);
        Assert.IsType<ScorerModel>(new ScorerTransformationAttribute().Transform(new EngineIntrinsics(), new PSObject(path)));
        Assert.Throws<ArgumentTransformationMetadataException>(() => new ScorerTransformationAttribute().Transform(new EngineIntrinsics(), "missing"));
    }

    [Fact]
    public void A_metric_finds_its_scorer_from_the_location_of_the_session()
    {
        ScorerFile.Write(Path.Combine(_scratch.Folder, "scorer.json"), s_scorer);
        using MeasureGenScoreCommand command = new() { Prediction = "Paris", Reference = ["Paris"], Metric = ["learned:scorer.json"] };
        command.SessionState.Path.Location = _scratch.Folder;
        command.Run();
        ScoreResult result = Assert.IsType<ScoreResult>(command.Recording.Output[0]);
        Assert.Equal("learned:scorer.json", result.Metric);
        Assert.Equal(new LearnedScorer(s_scorer).Score(new("Paris", ["Paris"])).Value, result.Score);
    }

    [Fact]
    public void An_embedding_model_is_named_by_its_file_or_is_one_of_New_GenModel()
    {
        List<EvaluationRecord> rated = MeaningEmbedder.Records(120);
        using MeaningEmbedder generator = new();
        string vectors = _scratch.Write("vectors.jsonl", generator.Fixture(rated).TrimEnd('\n'));
        string file = _scratch.Write("embedding.json", """{"model": "meaning-1", "endpoint": "fixture:vectors.jsonl"}""");
        EmbeddingSettings ofFile = Assert.IsType<EmbeddingSettings>(new EmbeddingTransformationAttribute().Transform(new EngineIntrinsics(), new PSObject(file)));
        EmbeddingSettings ofModel = Assert.IsType<EmbeddingSettings>(
            new EmbeddingTransformationAttribute().Transform(new EngineIntrinsics(), new PSObject(new ModelOptions { Name = "meaning-1", Endpoint = $"fixture:{vectors}" })));
        Assert.Equal((ofFile.Model.Name, ofFile.Model.Endpoint, ofFile.Batch), (ofModel.Model.Name, ofModel.Model.Endpoint, ofModel.Batch));
        Assert.Throws<ArgumentTransformationMetadataException>(() => new EmbeddingTransformationAttribute().Transform(new EngineIntrinsics(), "missing"));

        string ratings = _scratch.Records("ratings.jsonl", rated);
        using NewGenScorerCommand train = new() { ParameterSetName = "Path", Path = [ratings], Trainer = LearnedBackend.Linear, Embedding = ofModel };
        train.Run();
        ScorerModel scorer = Assert.IsType<ScorerModel>(Assert.Single(train.Recording.Output));
        using EmbeddingSource source = generator.Source();
        Assert.Equal(ScorerFile.Serialize(ScorerTraining.Train(rated, new() { Trainer = LearnedBackend.Linear, Embedder = source })), ScorerFile.Serialize(scorer));
        Assert.Contains(train.Recording.Verbose, line => line.StartsWith("embeddings of meaning-1: ", StringComparison.Ordinal));
        string path = Path.Combine(_scratch.Folder, "embedded.json");
        ScorerFile.Write(path, scorer);

        using TestGenScorerCommand test = new() { ParameterSetName = "Path", Path = [ratings], Scorer = scorer, Embedding = ofFile };
        test.Run();
        Assert.Equal(120, Assert.IsType<ScorerCard>(Assert.Single(test.Recording.Output)).Test!.Ratings);
        Assert.Contains(test.Recording.Verbose, line => line.StartsWith("embeddings of meaning-1: ", StringComparison.Ordinal));

        using MeasureGenScoreCommand measure = new() { Metric = [$"learned:{path}"], Embedding = ofFile };
        measure.Run(
            () => (measure.Prediction, measure.Reference) = (rated[0].Output, [.. rated[0].References!]),
            () => (measure.Prediction, measure.Reference) = (MeaningEmbedder.Unknown, [.. rated[0].References!]));
        Assert.Equal(new LearnedScorer(scorer, source).Score(new(rated[0].Output!, rated[0].References!)).Value, Assert.IsType<ScoreResult>(measure.Recording.Output[0]).Score);
        Assert.StartsWith("embeddings of meaning-1: 3 of 3 questions", Assert.Single(measure.Recording.Verbose), StringComparison.Ordinal);
        Assert.Equal((null, "notJudged"), (((ScoreResult)measure.Recording.Output[1]!).Score, ((ScoreResult)measure.Recording.Output[1]!).Reason));

        string answers = _scratch.Records("answers.jsonl", rated.Select((r, i) => r with { Model = "m", Rating = null, Novelty = i % 2 == 0 ? Novelty.Seen : Novelty.Unseen }));
        using InvokeGenEvaluationCommand evaluate = new() { ParameterSetName = "Path", Path = [answers], Metric = [$"learned:{path}"], Embedding = ofFile };
        evaluate.Run();
        Assert.Equal(120, Assert.IsType<Report>(Assert.Single(evaluate.Recording.Output)).Counts.Scored);
        int texts = rated.SelectMany(r => (string[])[r.Output!, r.Input!, r.InstructionText!, .. r.References!]).Distinct().Count();
        Assert.Equal($"learned:{path}, {(texts + 63) / 64} calls to meaning-1", Assert.Single(evaluate.Recording.Processed).Target);
        using InvokeGenEvaluationCommand what = new() { ParameterSetName = "Path", Path = [answers], Metric = [$"learned:{path}"], Embedding = ofFile };
        what.Recording.WhatIf = true;
        what.Run();
        Assert.Empty(what.Recording.Output);
        Assert.Matches("^Ask, about [0-9,]+ tokens in$", Assert.Single(what.Recording.Processed).Action);

        Assert.Equal("EmbeddingMissing", Error(new TestGenScorerCommand { ParameterSetName = "Path", Path = [ratings], Scorer = scorer }));
        Assert.Equal("EmbeddingMissing", Error(new MeasureGenScoreCommand { Metric = [$"learned:{path}"] }));
        EmbeddingSettings other = ofFile with { Model = ofFile.Model with { Name = "meaning-2" } };
        Assert.Equal("EmbeddingMismatch", Error(new InvokeGenEvaluationCommand { ParameterSetName = "Path", Path = [answers], Metric = [$"learned:{path}"], Embedding = other }));
    }

    private static string Error(GenCommand command)
    {
        using (command)
        {
            return Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord.FullyQualifiedErrorId;
        }
    }
}
