namespace GenEval.Scoring;

/// <summary>A metric: a pure function from an answer and its references to a score. Implementations are safe to call from many threads.</summary>
public interface IScorer
{
    /// <summary>What it is called, what it needs and what it normalizes.</summary>
    MetricInfo Info { get; }

    /// <summary>Scores one answer; the answer is there (failed and refused calls never get here), references may be empty.</summary>
    Score Score(in ScoringItem item);
}

/// <summary>
/// A metric that is better scored many answers at once: one that asks a model, or that works on matrices. The score of an answer does not depend on
/// which others are scored with it.
/// </summary>
public interface IBatchScorer : IScorer
{
    /// <summary>The scores of some thousands of answers, in their order; blocks until all are there.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Score[] ScoreAll(IReadOnlyList<ScoringItem> items, CancellationToken cancellationToken);

    /// <inheritdoc/>
    Score IScorer.Score(in ScoringItem item) => ScoreAll([item], CancellationToken.None)[0];
}

/// <summary>What a scorer sees of an answer.</summary>
/// <param name="Output">The model's answer; may be empty.</param>
/// <param name="References">The reference answers; may be empty.</param>
/// <param name="Input">The input, where known.</param>
/// <param name="Instruction">The instruction's words, where known.</param>
public readonly record struct ScoringItem(string Output, IReadOnlyList<string> References, string? Input = null, string? Instruction = null);

/// <summary>What a metric says of itself; the table in docs/metrics.md is held against it by a test.</summary>
/// <param name="Name">The name on the command line; snake_case or camelCase as the field writes it.</param>
/// <param name="Summary">One line: what a score of 1 means.</param>
/// <param name="Reference">The implementation whose values it reproduces, with its version where that matters.</param>
/// <param name="Normalizes">What it does to both texts before comparing.</param>
/// <param name="NeedsReference">Whether an answer without a reference is unscored (<c>noReference</c>).</param>
/// <param name="IsBinary">Whether every score is 0 or 1.</param>
/// <param name="Argument">What may stand behind the colon of NAME:ARGUMENT, or null where nothing may.</param>
public sealed record MetricInfo(
    string Name, string Summary, string Reference, string Normalizes, bool NeedsReference = true, bool IsBinary = false, string? Argument = null)
{
    /// <summary>
    /// Whether the name stands for this metric only with an argument; alone it is the name of a score that came with the records, as tools call theirs
    /// <c>judge</c>.
    /// </summary>
    public bool OnlyWithArgument { get; init; }

    /// <summary>Whether scoring sends answers, and maybe a key, to an endpoint: then only a person can ask for it, and no suite by being read.</summary>
    public bool AsksModel { get; init; }

    /// <summary>When an answer gets no score, beside answers that are none (failed, refused, filtered).</summary>
    public string UnscoredWhen { get; init; } = NeedsReference ? "no reference" : "never";
}
