namespace GenEval.Runs;

/// <summary>How a suite is run; what may be left out has a default.</summary>
public sealed record RunOptions
{
    /// <summary>How much of the suite, and how often.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary>Words about the run (strategy, trainTasks, ...), by name; they stand on each of its records.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>
    /// Takes answers from earlier runs of the store where everything that shapes an answer is the same: model, endpoint, settings, prompt and
    /// repeat. Off unless asked for: a server that now serves other weights under the same name cannot be told from outside.
    /// </summary>
    public bool UseCache { get; init; }

    /// <summary>When resuming: also sends prompts again that ended as failed, and not only those that the endpoint as a whole failed.</summary>
    public bool RetryFailed { get; init; }

    /// <summary>Follows the levels while the run goes on; null for none.</summary>
    public RunningLevels? Levels { get; init; }

    /// <summary>How long a store that went away is waited for before the run stops.</summary>
    public TimeSpan StorePatience { get; init; } = TimeSpan.FromMinutes(2);
}
