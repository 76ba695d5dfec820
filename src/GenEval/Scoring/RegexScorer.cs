using System.Text.RegularExpressions;

namespace GenEval.Scoring;

/// <summary>
/// Whether a pattern is found in the answer. It cannot hang: patterns run without backtracking, in time linear in the answer; the few that
/// need it (back-references, look-around, atomic groups) have <see cref="Timeout"/>, and an answer that takes longer is unscored, <c>notJudged</c>.
/// </summary>
public sealed class RegexScorer : IScorer
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private readonly Regex _pattern;

    /// <summary>A scorer for a .NET regular expression; options stand in the pattern, as in <c>(?i)yes</c>.</summary>
    /// <exception cref="GenEvalException">The pattern is missing or wrong.</exception>
    public RegexScorer(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            throw ScorerCatalog.BadArgument(About, pattern, "a regular expression behind the colon, as in 'regex:^yes'");
        }

        _pattern = Compile(pattern);
    }

    /// <summary>How long one answer may take where the pattern needs backtracking: 1 s.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What the metric says of itself.</summary>
    public static MetricInfo About { get; } = new(
        "regex",
        "the pattern is found in the answer",
        ".NET `Regex.IsMatch`, culture invariant, without backtracking where the pattern allows it",
        "nothing; `(?i)` ignores case",
        NeedsReference: false,
        IsBinary: true,
        Argument: "PATTERN")
    { UnscoredWhen = "a pattern that needs backtracking takes over 1 s (`notJudged`)" };

    /// <inheritdoc/>
    public MetricInfo Info => About;

    /// <inheritdoc/>
    public Score Score(in ScoringItem item)
    {
        try
        {
            return Scoring.Score.Of(_pattern.IsMatch(item.Output) ? 1 : 0);
        }
        catch (RegexMatchTimeoutException)
        {
            return Scoring.Score.Unscored(UnscoredReason.NotJudged);
        }
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, Options, Timeout);
        }
        catch (RegexParseException error)
        {
            throw new GenEvalException(
                $"The metric 'regex' has a pattern that is no regular expression, at character {error.Offset} of '{pattern}': {error.Message}",
                error)
            { Id = "MetricArgumentInvalid", Action = "Correct the pattern; a character with a meaning of its own is written with a \\ before it." };
        }
    }
}
