namespace GenEval.Runs;

/// <summary>How a run ended.</summary>
public sealed record RunSummary
{
    /// <summary>The run, with its counts as the store has them.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>Its plan with the part of the suite that it ran: who reports the run at once need not read both from the store again.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Why it stopped before its end, or null; its message and action are for people.</summary>
    public GenEvalException? Problem { get; init; }

    /// <summary>Prompts that had their outcome before.</summary>
    public int Kept { get; init; }

    /// <summary>Prompts whose answer came from the cache.</summary>
    public int Cached { get; init; }

    /// <summary>Calls that this session sent for the outcomes it stored.</summary>
    public long Calls { get; init; }

    /// <summary>How long this session took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What a counted answer survives, in words.</summary>
    public required string Durability { get; init; }

    /// <summary>Whether every prompt of the plan has an outcome; where not, <c>run</c> exits with 3.</summary>
    public bool IsComplete => Run.Counts.Done == Run.Cells;
}
