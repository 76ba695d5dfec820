using System.Collections.Concurrent;
using System.Text.Json;
using GenEval.Suites;

namespace GenEval.Scoring;

/// <summary>Scores a stream of records without holding it: reading, scoring and what the caller does with the result go on side by side.</summary>
public static class ScoreStream
{
    /// <summary>The field in which a record says why a metric gave it no score: <c>{"rougeL": "failed.timeout"}</c>.</summary>
    public const string UnscoredField = "unscored";

    private const int BatchSize = 2048;
    private const int BatchesAhead = 3;

    /// <summary>The records in their order, each with a score under every metric's name, or the reason under <see cref="UnscoredField"/>.</summary>
    /// <param name="records">Enumerated on a thread of its own, a few thousand records ahead.</param>
    /// <param name="scorers">The metrics; each record is scored by all of them.</param>
    /// <param name="threads">How many threads score; null: as many as there are processors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IEnumerable<EvaluationRecord> Annotate(
        IEnumerable<EvaluationRecord> records, IReadOnlyList<RecordScorer> scorers, int? threads = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(scorers);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using BlockingCollection<EvaluationRecord[]> scored = new(BatchesAhead);
        Task worker = Task.Run(() => Fill(records, scorers, threads, scored, stop.Token), CancellationToken.None);
        try
        {
            foreach (EvaluationRecord[] batch in scored.GetConsumingEnumerable(CancellationToken.None))
            {
                foreach (EvaluationRecord record in batch)
                {
                    yield return record;
                }
            }
        }
        finally
        {
            // Whoever stops early must not leave the worker at a full queue.
            stop.Cancel();
            ((IAsyncResult)worker).AsyncWaitHandle.WaitOne();
        }

        worker.GetAwaiter().GetResult();
    }

    private static void Fill(
        IEnumerable<EvaluationRecord> records, IReadOnlyList<RecordScorer> scorers, int? threads, BlockingCollection<EvaluationRecord[]> scored, CancellationToken stop)
    {
        try
        {
            foreach (EvaluationRecord[] batch in records.Chunk(BatchSize))
            {
                Score[][] scores = [.. scorers.Select(s => s.ScoreAll(batch, threads, stop))];
                for (int i = 0; i < batch.Length; i++)
                {
                    batch[i] = With(batch[i], scorers, scores, i);
                }

                scored.Add(batch, stop);
            }
        }
        finally
        {
            scored.CompleteAdding();
        }
    }

    private static EvaluationRecord With(EvaluationRecord record, IReadOnlyList<RecordScorer> scorers, Score[][] scores, int index)
    {
        Dictionary<string, double> values = new(record.Scores ?? new Dictionary<string, double>(StringComparer.Ordinal), StringComparer.Ordinal);
        Dictionary<string, string>? reasons = null;
        for (int metric = 0; metric < scorers.Count; metric++)
        {
            string name = scorers[metric].MetricOf(record);
            if (scores[metric][index].Value is { } value)
            {
                values[name] = value;
            }
            else
            {
                (reasons ??= new(StringComparer.Ordinal))[name] = scores[metric][index].Reason!;
            }
        }

        return record with { Scores = values.Count > 0 ? values : null, Extra = Extra(record, reasons) };
    }

    private static IReadOnlyDictionary<string, JsonElement>? Extra(EvaluationRecord record, Dictionary<string, string>? reasons)
    {
        if (reasons is null && record.Extra?.ContainsKey(UnscoredField) != true)
        {
            return record.Extra;
        }

        Dictionary<string, JsonElement> extra = new(record.Extra ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal), StringComparer.Ordinal);
        extra.Remove(UnscoredField);
        if (reasons is not null)
        {
            extra[UnscoredField] = JsonSerializer.SerializeToElement(reasons);
        }

        return extra.Count > 0 ? extra : null;
    }
}
