using System.Globalization;

namespace GenEval.Runs.Judging;

/// <summary>What a metric that asks a model has asked so far; from many threads.</summary>
/// <param name="metric">The metric.</param>
/// <param name="changed">Told after each change, a few thousand times a second at most where the endpoint answers that fast.</param>
public sealed class ScorerTally(string metric, Action<ScorerTally>? changed = null)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _failed = new(StringComparer.Ordinal);
    private string? _error;

    /// <summary>The metric.</summary>
    public string Metric => metric;

    /// <summary>Questions of all batches so far.</summary>
    public int Total { get; private set; }

    /// <summary>Questions that have their outcome.</summary>
    public int Done { get; private set; }

    /// <summary>Those of them that the run store knew.</summary>
    public int FromStore { get; private set; }

    /// <summary>Those without a usable outcome, by the kind of failure.</summary>
    public IReadOnlyDictionary<string, int> Failed
    {
        get
        {
            lock (_lock)
            {
                return new SortedDictionary<string, int>(_failed, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>In a line: how much was asked, and what came of it.</summary>
    public override string ToString()
    {
        string failed = string.Join(", ", Failed.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value:N0}")));
        return string.Create(CultureInfo.InvariantCulture, $"{metric}: {Done:N0} of {Total:N0} questions")
            + (FromStore > 0 ? string.Create(CultureInfo.InvariantCulture, $", {FromStore:N0} known from the store") : "")
            + (failed.Length > 0 ? $", without an outcome: {failed}{(_error is null ? "" : $" (such as: {_error})")}" : "");
    }

    internal void Add(int questions)
    {
        lock (_lock)
        {
            Total += questions;
        }
    }

    internal void Known()
    {
        lock (_lock)
        {
            Done++;
            FromStore++;
        }

        changed?.Invoke(this);
    }

    internal void Asked(string? failure, string? error, int questions = 1)
    {
        lock (_lock)
        {
            Done += questions;
            if (failure is not null)
            {
                _failed[failure] = _failed.GetValueOrDefault(failure) + questions;
                _error ??= error;
            }
        }

        changed?.Invoke(this);
    }
}
