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
}
