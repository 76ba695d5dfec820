using System.Globalization;

namespace GenEval.Runs;

/// <summary>How far a run is.</summary>
public sealed record RunProgress
{
    /// <summary>Prompts of the plan.</summary>
    public required int Cells { get; init; }

    /// <summary>Prompts that have a durable outcome, those from before a resume and from the cache included.</summary>
    public required int Done { get; init; }

    /// <summary>Prompts by status.</summary>
    public required IReadOnlyDictionary<string, int> ByStatus { get; init; }

    /// <summary>Attempts that will be or were made again, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Retried { get; init; }

    /// <summary>Answers without a text, or of nothing but white space.</summary>
    public required int Empty { get; init; }

    /// <summary>Answers that ended at the longest length.</summary>
    public required int Truncated { get; init; }

    /// <summary>Calls in flight.</summary>
    public required int InFlight { get; init; }

    /// <summary>The most calls in flight that the endpoint allows now.</summary>
    public required int Limit { get; init; }

    /// <summary>Outcomes a second over the last ten seconds; null at the start.</summary>
    public double? Rate { get; init; }

    /// <summary>The time to the end at that rate; null while there is none.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>Tokens of prompts and answers of this session.</summary>
    public (long Input, long Output) Tokens { get; init; }

    /// <summary>The mean score of each rung so far, over tasks; empty where nobody asked.</summary>
    public IReadOnlyDictionary<string, double> Levels { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>All of it on one line, the same in every culture: 56/112, 8.0/s, 00:00:07 left, 16/16 in flight; so far interTask 0.100.</summary>
    public string Describe()
    {
        string statuses = string.Join(", ", ByStatus.Where(s => s.Key != Models.ModelReply.Answered && s.Value > 0).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} {s.Value}")));
        string retried = string.Join(", ", Retried.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Key} {r.Value}")));
        string levels = string.Join(", ", Levels.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Key} {l.Value:0.000}")));
        return string.Create(CultureInfo.InvariantCulture, $"{Done:N0}/{Cells:N0}")
            + (Rate is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate:0.0}/s") : "")
            + (Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $", {left:hh\\:mm\\:ss} left") : "")
            + string.Create(CultureInfo.InvariantCulture, $", {InFlight}/{Limit} in flight")
            + (statuses.Length > 0 ? $", {statuses}" : "")
            + (retried.Length > 0 ? $", sent again: {retried}" : "")
            + (levels.Length > 0 ? $"; so far {levels}" : "");
    }
}
