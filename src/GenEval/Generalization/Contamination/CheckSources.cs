using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>What is checked; all of it is pooled.</summary>
public sealed record CheckSources
{
    /// <summary>Suite folders, or records as <see cref="InputResolver"/> takes them.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Suites, each with the answers recorded in its folder, if it has one.</summary>
    public IReadOnlyList<Suite> Suites { get; init; } = [];

    /// <summary>Answers.</summary>
    public IReadOnlyList<EvaluationRecord> Records { get; init; } = [];
}
