namespace GenEval.Generalization;

/// <summary>How many answers, and what became of them: records = scored + all unscored.</summary>
/// <param name="Records">Answers, failures included.</param>
/// <param name="Scored">Those with a score.</param>
/// <param name="Empty">Answers without text.</param>
/// <param name="Truncated">Answers cut at the token limit.</param>
/// <param name="Unscored">By reason.</param>
public sealed record Counts(int Records, int Scored, int Empty, int Truncated, IReadOnlyDictionary<string, int> Unscored)
{
    /// <summary>Scores by the remark that the metric made on them, such as <c>orderDisagreement</c>; empty where it made none.</summary>
    public IReadOnlyDictionary<string, int> Notes { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}

/// <summary>Something that a reader must know before trusting the numbers.</summary>
/// <param name="Code">Stable, camelCase.</param>
/// <param name="Message">What it is, with numbers, and what to do.</param>
public sealed record Warning(string Code, string Message);
