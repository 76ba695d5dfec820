using System.CommandLine;
using GenEval.Cli.Options;
using GenEval.Generalization;
using GenEval.Reports;

namespace GenEval.Cli.Commands;

/// <summary><c>geneval check SUITE|RECORDS [--corpus PATH]...</c>: is the test set sound and clean?</summary>
internal static class CheckCommand
{
    private static readonly ContaminationOptions s_defaults = new();

    public static Command Create(CliConsole console)
    {
        InputOptions input = new();
        OutputOptions output = new();
        Option<string[]> corpus = EvaluateCommand.CorpusOption();
        Option<int> ngram = new("--ngram") { Description = "Words of an n-gram, 8 to 13.", DefaultValueFactory = _ => s_defaults.NGram, HelpName = "N" };
        Option<double> share = new("--min-share") { Description = "Flag from this share of n-grams found on.", DefaultValueFactory = _ => s_defaults.MinShare, HelpName = "S" };
        Option<double> coverage = new("--min-coverage") { Description = "Flag from this share of words inside found n-grams on.", DefaultValueFactory = _ => s_defaults.MinCoverage, HelpName = "S" };
        Option<double> jaccard = new("--min-jaccard") { Description = "Near-duplicates have at least this Jaccard index of 3-grams.", DefaultValueFactory = _ => s_defaults.MinJaccard, HelpName = "J" };
        Command command = new("check", "Look for problems of a suite or of records, and for new inputs that stand in training text; estimate the levels without them.");
        input.AddTo(command);
        command.Add(corpus);
        command.Add(ngram);
        command.Add(share);
        command.Add(coverage);
        command.Add(jaccard);
        output.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            ContaminationOptions options = new()
            {
                NGram = parsed.GetValue(ngram), MinShare = parsed.GetValue(share), MinCoverage = parsed.GetValue(coverage), MinJaccard = parsed.GetValue(jaccard),
            };
            CheckReport report = input.Scored(
                parsed, output, console,
                (progress, reading, evaluation) => ContaminationCheck.Run(
                    parsed.GetRequiredValue(input.Paths), parsed.GetValue(corpus), reading, evaluation, options, progress.Count, cancellationToken),
                noun: parsed.GetValue(corpus) is { Length: > 0 } ? "bytes of the corpus" : null);
            DocumentOutput.Write(report.Warnings, parsed, output, console, (format, writer, render) => DocumentRenderer.Render(report, format, writer, render));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
