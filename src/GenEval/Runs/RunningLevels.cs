using GenEval.Scoring;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// The mean score of each rung while answers come in, the mean of its tasks' means. For a person's eye only: no interval, no verdict. Where a record
/// stands and what it scores is said from outside, so that nothing here repeats the evaluation.
/// </summary>
/// <param name="rungOf">The rung of a record, or null for none.</param>
/// <param name="scoreOf">The score of a record, or null where it is unscored.</param>
public sealed class RunningLevels(Func<EvaluationRecord, string?> rungOf, Func<EvaluationRecord, double?> scoreOf)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Rung, string Task), (double Sum, int Count)> _tasks = [];

    /// <summary>The levels by the first of the metrics. One that asks a model, or knows only the whole, has none while answers come in.</summary>
    /// <param name="metrics">As an evaluation takes them; empty for each task's own.</param>
    /// <param name="rungOf">The rung of a record, or null for none.</param>
    /// <param name="catalog">The metrics there are.</param>
    /// <exception cref="GenEvalException">The argument of a metric, the first or another, cannot be used: better said before the run than after it.</exception>
    public static RunningLevels Of(IReadOnlyList<string> metrics, Func<EvaluationRecord, string?> rungOf, ScorerCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(catalog);
        foreach (string later in metrics.Skip(1).Where(catalog.Contains))
        {
            _ = catalog.Create(later);
        }

        RecordScorer? scorer = metrics is [string metric, ..] ? catalog.Contains(metric) ? new(metric, catalog) : null : new(metric: null, Scorers.Rules);
        return new(rungOf, record => scorer is null || scorer.IsBatched(record) ? null : scorer.Score(record).Value);
    }

    /// <summary>Takes in one record; from any thread.</summary>
    public void Add(EvaluationRecord record)
    {
        if (rungOf(record) is not { } rung || scoreOf(record) is not { } score)
        {
            return;
        }

        lock (_lock)
        {
            (double sum, int count) = _tasks.GetValueOrDefault((rung, record.Task));
            _tasks[(rung, record.Task)] = (sum + score, count + 1);
        }
    }

    /// <summary>The levels now, by rung; a rung without a score is not in it.</summary>
    public IReadOnlyDictionary<string, double> Snapshot()
    {
        lock (_lock)
        {
            return _tasks.GroupBy(task => task.Key.Rung, StringComparer.Ordinal)
                .ToDictionary(rung => rung.Key, rung => rung.Average(task => task.Value.Sum / task.Value.Count), StringComparer.Ordinal);
        }
    }
}
