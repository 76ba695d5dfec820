using GenEval.Models;

namespace GenEval.Runs;

/// <summary>A run as its store knows it.</summary>
public sealed record RunInfo
{
    /// <summary>The run's id: <c>run:ID</c> stands for its answers wherever records are read.</summary>
    public required string Id { get; init; }

    /// <summary>What the store calls it in the places of its responses; 0 where no store has it.</summary>
    internal long Number { get; init; }

    /// <summary><c>run</c>: a suite's run; other kinds are kept for later.</summary>
    public required string Kind { get; init; }

    /// <summary>The suite's name.</summary>
    public required string Suite { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The endpoint, without secrets.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What it was made with.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>The hash of its plan.</summary>
    public required string Plan { get; init; }

    /// <summary>How many prompts it has.</summary>
    public required int Cells { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last stored something.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Whether a process is writing to it now.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Why it ended before its end, or null.</summary>
    public string? Note { get; init; }

    /// <summary>How its prompts ended.</summary>
    public RunCounts Counts { get; init; } = new();

    /// <summary><c>running</c>, <c>complete</c> or <c>incomplete</c>.</summary>
    public string State => IsRunning ? "running" : Counts.Done == Cells ? "complete" : "incomplete";
}

/// <summary>How many prompts ended how; an empty or truncated answer is an answer, counted once more here.</summary>
public sealed record RunCounts
{
    /// <summary>Prompts by status.</summary>
    public IReadOnlyDictionary<string, int> ByStatus { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Answers without a text, or of nothing but white space.</summary>
    public int Empty { get; init; }

    /// <summary>Answers that ended at the longest length.</summary>
    public int Truncated { get; init; }

    /// <summary>Calls that were sent for the outcomes that are stored.</summary>
    public long Calls { get; init; }

    /// <summary>Tokens of the prompts, as far as the endpoint counted them.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of the answers, as far as the endpoint counted them.</summary>
    public long OutputTokens { get; init; }

    /// <summary>Prompts that have an outcome.</summary>
    public int Done => ByStatus.Values.Sum();

    /// <summary>Prompts that were answered.</summary>
    public int Answered => ByStatus.GetValueOrDefault(ModelReply.Answered);

    /// <summary>Prompts whose calls failed, of all kinds.</summary>
    public int Failed => ByStatus.Where(pair => pair.Key.StartsWith(ModelReply.FailedPrefix, StringComparison.Ordinal)).Sum(pair => pair.Value);
}
