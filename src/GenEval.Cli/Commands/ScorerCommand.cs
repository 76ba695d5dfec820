using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Generalization.Learned;
using GenEval.Reports;
using GenEval.Runs.Judging;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval scorer train|test</c>: learned scorers.</summary>
internal static class ScorerCommand
{
    public static Command Create(CliConsole console)
    {
        Command command = new("scorer", "Train a scorer on people's ratings, or test one: learned:FILE is then a metric.") { Train(console), Test(console) };
        return command;
    }

    private static Command Train(CliConsole console)
    {
        RatingOptions ratings = new();
        OutputOptions output = new();
        Option<string> file = new("--output", "-o") { Description = "Where to write the scorer.", HelpName = "FILE", Required = true };
        Option<string?> trainer = new("--trainer")
        {
            Description = $"{ScorerOptions.Auto} (default: the best in cross-validation of those there are), {LearnedBackend.Linear}, or with ML.NET {string.Join(", ", LearnedBackend.TrainerNames)}.",
            HelpName = "NAME",
        };
        Option<bool> texts = new("--text-features") { Description = "Let an ML.NET trainer read the texts too: words, pairs of words, runs of characters. The scorer's file then holds these of the rated answers." };
        Option<string?> embedding = InputOptions.EmbeddingOption();
        Command command = new("train", "Train a scorer on rated answers, and say how far it agrees with people on tasks that it was not trained on.");
        ratings.AddTo(command);
        command.Add(file);
        command.Add(trainer);
        command.Add(texts);
        command.Add(embedding);
        command.Add(output.Format);
        command.Add(output.Confidence);
        command.Add(output.Seed);
        command.Add(output.Quiet);
        command.SetAction((parsed, cancellationToken) =>
        {
            bool quiet = parsed.GetValue(output.Quiet);
            List<SuiteWarning> warnings = [];
            using ModelScorers models = new(embedding: InputOptions.EmbeddingOf(parsed, embedding));
            ScorerOptions options = Options(parsed, output, quiet, console) with { Trainer = parsed.GetValue(trainer), TextFeatures = parsed.GetValue(texts), Embedder = models.Embedder };
            ScorerModel scorer = ScorerTraining.Train(ratings.Read(parsed, console, warnings), options, cancellationToken);
            string path = parsed.GetRequiredValue(file);
            ScorerFile.Write(path, scorer);
            Show(scorer.Card, warnings, parsed, output, console);
            SayTallies(models, quiet, console);
            if (!quiet)
            {
                console.Error.WriteLine($"Wrote {Printable.Line(path)}; use it with --metric learned:{Printable.Line(path)}{(parsed.GetValue(embedding) is { } model ? $" --embedding {Printable.Line(model)}" : "")}");
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Command Test(CliConsole console)
    {
        RatingOptions ratings = new();
        OutputOptions output = new();
        Argument<string> file = new("FILE") { Description = "The scorer, as geneval scorer train wrote it." };
        Option<string?> embedding = InputOptions.EmbeddingOption();
        Command command = new("test", "Compare a scorer with ratings that it was not trained on.") { file };
        ratings.AddTo(command);
        command.Add(embedding);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            List<SuiteWarning> warnings = [];
            ScorerModel scorer = ScorerFile.Read(parsed.GetRequiredValue(file));
            bool quiet = parsed.GetValue(output.Quiet);
            using ModelScorers models = new(embedding: InputOptions.EmbeddingOf(parsed, embedding));
            ScorerCard card = ScorerTraining.Test(
                scorer, ratings.Read(parsed, console, warnings), Options(parsed, output, quiet, console) with { Embedder = models.Embedder }, cancellationToken);
            Show(card, warnings, parsed, output, console);
            SayTallies(models, quiet, console);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static ScorerOptions Options(ParseResult parsed, OutputOptions output, bool quiet, CliConsole console) => new()
    {
        Confidence = parsed.GetValue(output.Confidence),
        Seed = parsed.GetValue(output.Seed),
        Step = quiet ? null : step => console.Error.WriteLine($"{step} ..."),
    };

    private static void SayTallies(ModelScorers models, bool quiet, CliConsole console)
    {
        foreach (ScorerTally tally in quiet ? [] : models.Tallies)
        {
            console.Error.WriteLine(Printable.Line(tally.ToString()));
        }
    }

    private static void Show(ScorerCard card, IEnumerable<SuiteWarning> warnings, ParseResult parsed, OutputOptions output, CliConsole console)
    {
        ScorerCard all = card.Read(warnings);
        DocumentOutput.Write(
            all.Warnings.Select(w => new Warning(w.Code, w.Message)), parsed, output, console, (format, writer, render) => DocumentRenderer.Render(all, format, writer, render));
    }
}
