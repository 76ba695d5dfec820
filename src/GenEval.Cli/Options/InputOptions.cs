using System.CommandLine;
using GenEval.Cli.Commands;
using GenEval.Generalization;
using GenEval.Runs;
using GenEval.Runs.Judging;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Cli.Options;

/// <summary>The arguments of whatever reads records: where they are, how their columns are called, what was tuned on, how they are scored.</summary>
internal sealed class InputOptions
{
    public Argument<string[]> Paths { get; } = new("PATH")
    {
        Description = "A records file (.jsonl, .jsonl.gz, .csv), a suite folder, another tool's log or folder of logs, run:ID, an exported run, or - for standard input. Several are pooled.",
        Arity = ArgumentArity.OneOrMore,
    };

    public Option<string[]> Metrics { get; } = new("--metric", "-m")
    {
        Description = "Metrics, NAME or NAME:ARGUMENT (numeric:0.01, judge:FILE.json). Default: each task's own, else the suite's, else rougeL.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "M",
    };

    public Option<string?> Embedding { get; } = EmbeddingOption();

    public Option<double?> Threshold { get; } = new("--threshold") { Description = "The score, from 0 to 1, above which a level counts as reached.", HelpName = "E" };

    public Option<UnscoredPolicy> Unscored { get; } = new("--unscored")
    {
        Description = "Answers without a score: exclude (default) or zero.",
        DefaultValueFactory = _ => UnscoredPolicy.Exclude,
    };

    public Option<string?> Seen { get; } = new("--seen") { Description = "The tasks that were tuned on: a file that lists them, or a pattern ('translate_*', 'category:Translation'); clusters:FILE goes by category.", HelpName = "FILE|GLOB" };

    public Option<string[]> Map { get; } = new("--map")
    {
        Description = "A column of another name: --map prediction=output.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "column=field",
    };

    public Option<WordingDesign?> WordingDesign { get; } = new("--wording-design") { Description = "Whether tasks share their wordings: crossed or nested. Default: the suite's word, else inferred." };

    public Option<string?> Store { get; } = RunsCommand.StoreOption();

    public void AddTo(Command command)
    {
        AddReadingTo(command);
        command.Add(Threshold);
        command.Add(Unscored);
        command.Add(WordingDesign);
    }

    /// <summary>Where the records are, what their columns mean and how they are scored; nothing about levels.</summary>
    public void AddReadingTo(Command command)
    {
        command.Add(Paths);
        command.Add(Metrics);
        command.Add(Embedding);
        command.Add(Seen);
        command.Add(Map);
        command.Add(Store);
    }

    public EvaluationOptions Evaluation(ParseResult parsed, OutputOptions output) => new()
    {
        Metrics = parsed.GetValue(Metrics) ?? [],
        Threshold = parsed.GetValue(Threshold),
        Unscored = parsed.GetValue(Unscored),
        WordingDesign = parsed.GetValue(WordingDesign),
        Confidence = parsed.GetValue(output.Confidence),
        Seed = parsed.GetValue(output.Seed),
    };

    /// <summary>Every metric that may be asked for; to be disposed of when all is scored.</summary>
    public MetricModels Models(ParseResult parsed, Progress? progress = null) => new(Value(parsed, Store), EmbeddingOf(parsed, Embedding)) { Progress = progress };

    /// <summary>
    /// Does the work of a command that scores answers, with progress on standard error; when it returns, its metrics have said what they asked and are disposed of.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="output">The command's other options.</param>
    /// <param name="console">Where progress is shown.</param>
    /// <param name="work">Is given the progress, how files are read and how answers are scored.</param>
    /// <param name="noun">What the progress counts; null for no progress at all.</param>
    public T Scored<T>(ParseResult parsed, OutputOptions output, CliConsole console, Func<Progress, RecordReadOptions, EvaluationOptions, T> work, string? noun = "records")
    {
        using Progress progress = new(console, parsed.GetValue(output.Quiet), noun);
        using MetricModels models = Models(parsed, progress);
        return work(progress, Reading(parsed, console, progress), Evaluation(parsed, output) with { Scorers = models.Catalog });
    }

    public static Option<string?> EmbeddingOption() => new("--embedding")
    {
        Description = "The embedding model of a learned scorer that is trained with one: a file as that of the metric embedding:FILE.json (docs/judging.md).",
        HelpName = "FILE.json",
    };

    /// <summary>The embedding model that was named, or null.</summary>
    public static EmbeddingSettings? EmbeddingOf(ParseResult parsed, Option<string?> option) => Value(parsed, option) is { } file ? EmbeddingSettings.Read(file) : null;

    /// <summary>The option's value; its default where the command does not have it.</summary>
    private static T? Value<T>(ParseResult parsed, Option<T> option) => parsed.GetResult(option) is null ? default : parsed.GetValue(option);

    public RecordReadOptions Reading(ParseResult parsed, CliConsole console, Progress? progress, RunPlan? plan = null) => StoredAnswers.Resolving(Value(parsed, Store), plan) with
    {
        Map = Value(parsed, Map) is { Length: > 0 } pairs ? ColumnMap.Parse(pairs) : null,
        Seen = parsed.GetValue(Seen) is { } seen ? SeenLabels.Parse(seen) : null,
        BytesRead = progress is null ? null : progress.BytesRead,
        StandardInput = console.Input,
    };
}
