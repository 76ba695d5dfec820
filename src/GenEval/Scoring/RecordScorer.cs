using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using GenEval.Suites;

namespace GenEval.Scoring;

/// <summary>
/// Scores records by one metric, or each by its own. A metric of the catalog is computed; any other name (also <c>TOOL:NAME</c> such as
/// <c>inspect_ai:f1</c>) is a score that came with the record, and a record without it is unscored, <c>missing</c>. A record that holds no answer is unscored
/// whatever scores it carries. Safe to use from many threads.
/// </summary>
public sealed class RecordScorer
{
    private const int Chunk = 128;
    private readonly ScorerCatalog _catalog;
    private readonly string? _metric;
    private readonly ConcurrentDictionary<string, IScorer?> _scorers = new(StringComparer.Ordinal);

    /// <summary>A scorer by one metric for all records; null: by each record's own metric, else rougeL.</summary>
    /// <param name="metric"><c>NAME</c> or <c>NAME:ARGUMENT</c>, or the name of a score that the records carry.</param>
    /// <param name="catalog">The metrics there are; null: <see cref="Scorers.Catalog"/>.</param>
    /// <exception cref="GenEvalException">The metric is one of the catalog, but its argument cannot be used.</exception>
    public RecordScorer(string? metric = null, ScorerCatalog? catalog = null)
    {
        _catalog = catalog ?? Scorers.Catalog;
        _metric = metric;
        if (metric is not null)
        {
            _ = Find(metric);
        }
    }

    /// <summary>The metric that a record is scored by.</summary>
    public string MetricOf(EvaluationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _metric ?? record.Metric ?? Scorers.Default;
    }

    /// <summary>Whether the record's metric is better asked for many records at once: then a look at one answer alone is dear.</summary>
    public bool IsBatched(EvaluationRecord record) => Find(MetricOf(record)) is IBatchScorer;

    /// <summary>The record's score, or why it has none.</summary>
    /// <exception cref="GenEvalException">
    /// The record's own metric is one of the catalog, but its argument cannot be used; or the score that came with it is not in [0, 1].
    /// </exception>
    public Score Score(EvaluationRecord record)
    {
        Score score = Score(record, out IBatchScorer? later);
        return later is null ? score : later.Score(ItemOf(record));
    }

    /// <summary>The score, or the scorer that is to be asked for those of many records at once.</summary>
    private Score Score(EvaluationRecord record, out IBatchScorer? later)
    {
        later = null;
        string metric = MetricOf(record);
        if (AnswerStatus.FailureOf(record) is { } reason)
        {
            return Scoring.Score.Unscored(reason);
        }

        if (Find(metric) is { } scorer)
        {
            later = scorer as IBatchScorer;
            return later is null ? scorer.Score(ItemOf(record)) : default;
        }

        if (record.Scores is not { } scores || !scores.TryGetValue(metric, out double value))
        {
            return Scoring.Score.Unscored(UnscoredReason.Missing);
        }

        return value is >= 0 and <= 1 ? Scoring.Score.Of(value) : throw new GenEvalException(
            string.Create(CultureInfo.InvariantCulture, $"The score '{metric}' of a record of the task '{record.Task}' is {value}; a score is in [0, 1]."));
    }

    /// <summary>
    /// The scores of many records, in their order, computed on several threads; the same whatever their number. Records of an <see cref="IBatchScorer"/>
    /// are handed to it together.
    /// </summary>
    /// <param name="records">The records.</param>
    /// <param name="threads">How many threads at most; null: as many as there are processors.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Score[] ScoreAll(IReadOnlyList<EvaluationRecord> records, int? threads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        Score[] scores = new Score[records.Count];
        if (scores.Length == 0)
        {
            return scores;
        }

        ConcurrentBag<(int Index, IBatchScorer Scorer)> batched = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellation };
        try
        {
            _ = Parallel.ForEach(Partitioner.Create(0, scores.Length, Chunk), options, range =>
            {
                for (int i = range.Item1; i < range.Item2; i++)
                {
                    scores[i] = Score(records[i], out IBatchScorer? later);
                    if (later is not null)
                    {
                        batched.Add((i, later));
                    }
                }
            });
        }
        catch (AggregateException errors)
        {
            // The caller sees the scorer's own error, as in a loop.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }

        foreach (IGrouping<IBatchScorer, int> batch in batched.OrderBy(b => b.Index).GroupBy(b => b.Scorer, b => b.Index))
        {
            int[] places = [.. batch];
            Score[] some = batch.Key.ScoreAll(Array.ConvertAll(places, i => ItemOf(records[i])), cancellation);
            for (int i = 0; i < places.Length; i++)
            {
                scores[places[i]] = some[i];
            }
        }

        return scores;
    }

    internal static ScoringItem ItemOf(EvaluationRecord record) => new(record.Output!, record.References ?? [], record.Input, record.InstructionText);

    /// <summary>The scorer that computes a record's score, or null where the score comes with the record.</summary>
    internal IScorer? ScorerOf(EvaluationRecord record) => Find(MetricOf(record));

    private IScorer? Find(string metric) =>
        _scorers.TryGetValue(metric, out IScorer? known) ? known
            : _scorers.GetOrAdd(metric, _catalog.Contains(metric) ? Create(metric) : null);

    private IScorer Create(string metric)
    {
        if (_metric is null && _catalog.InfoOf(metric)?.AsksModel == true)
        {
            throw new GenEvalException($"A suite or record asks for the metric '{metric}', which sends its answers to an endpoint; only you can decide that.")
            {
                Id = "MetricNotAsked",
                Action = $"Read the file behind the colon, then ask for it: --metric {metric}",
            };
        }

        return _catalog.Create(metric);
    }
}
