using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>A table for each suite, model and metric, filled batch by batch.</summary>
internal sealed class CellTables
{
    private const int BatchSize = 4096;

    private readonly EvaluationOptions _options;
    private readonly RecordScorer[] _scorers;

    private readonly Dictionary<(string? Suite, string Model, int Metric), (CellTable Table, ReadableAnswers Answers)> _tables = [];
    private readonly RecordIdentifier _identifier = new();
    private readonly EvaluatedTexts? _texts;

    private CellTables(EvaluationOptions options, EvaluatedTexts? texts)
    {
        _options = options;
        _texts = texts;
        _scorers = options.Metrics.Count == 0
            ? [new RecordScorer(metric: null, options.Scorers)]
            : [.. options.Metrics.Select(m => new RecordScorer(m, options.Scorers))];
    }

    public IReadOnlyList<(CellTable Table, ReadableAnswers Answers)> All =>
        [.. _tables.OrderBy(t => t.Key.Suite, StringComparer.Ordinal).ThenBy(t => t.Key.Model, StringComparer.Ordinal).ThenBy(t => t.Key.Metric).Select(t => t.Value)];

    /// <summary>The one table of the same suite and metric, whatever its model: the run that another is compared with.</summary>
    /// <exception cref="GenEvalException">There is none, or several models.</exception>
    public CellTable Partner(CellTable table)
    {
        CellTable[] partners = [.. All.Select(t => t.Table).Where(t => string.Equals(t.Suite, table.Suite, StringComparison.Ordinal) && t.MetricNames.SetEquals(table.MetricNames))];
        return partners is [CellTable partner] ? partner : throw new GenEvalException(
            $"The baseline must be one run of one model on the same suite and metric; it has {(partners.Length == 0 ? "none" : Words.List(partners.Select(p => p.Model)))}.")
        {
            Id = "BaselineInvalid",
            Action = "Name a file that holds the answers of the one model before tuning.",
        };
    }

    public IReadOnlyList<SuiteWarning> Warnings => _identifier.Warnings;

    /// <exception cref="GenEvalException">There is no record, or a metric is known to nobody.</exception>
    public static CellTables Read(IEnumerable<EvaluationRecord> records, EvaluationOptions options, CancellationToken cancellationToken, EvaluatedTexts? texts = null)
    {
        CellTables tables = new(options, texts);
        foreach (EvaluationRecord[] batch in records.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tables.Add(batch, cancellationToken);
        }

        if (tables._tables.Count == 0)
        {
            throw new GenEvalException("There is no record to evaluate: the input is empty.")
            {
                Id = "NoRecords",
                Action = "Give a records file with at least one answer, a suite folder with responses, or '-' for standard input.",
            };
        }

        tables.ThrowIfAMetricIsNowhere();
        return tables;
    }

    private void Add(EvaluationRecord[] batch, CancellationToken cancellationToken)
    {
        RecordIdentity[] keys = Array.ConvertAll(batch, _identifier.Identify);
        for (int i = 0; i < batch.Length; i++)
        {
            _texts?.Add(batch[i], keys[i]);
        }

        for (int metric = 0; metric < _scorers.Length; metric++)
        {
            Score[] scores = _scorers[metric].ScoreAll(batch, _options.Threads == 0 ? null : _options.Threads, cancellationToken);
            for (int i = 0; i < batch.Length; i++)
            {
                Add(batch[i], keys[i], scores[i], metric);
            }
        }
    }

    /// <summary>A name that is no metric of ours and that no record carries as a score is a slip, not a run of unscored answers.</summary>
    private void ThrowIfAMetricIsNowhere()
    {
        for (int metric = 0; metric < _options.Metrics.Count; metric++)
        {
            string name = _options.Metrics[metric];
            bool carried = _tables.Any(t => t.Key.Metric == metric && t.Value.Table.Count().Scored > 0);
            if (!carried && !_options.Scorers.Contains(name))
            {
                string? nearest = _options.Scorers.Nearest(name);
                throw new GenEvalException($"There is no metric '{name}', and no record has a score of that name.")
                {
                    Id = "MetricUnknown",
                    Action = nearest is null
                        ? $"Choose one of {Words.List(_options.Scorers.All.Select(m => m.Name))}, or a name under the records' scores."
                        : $"Did you mean '{nearest}'?",
                };
            }
        }
    }

    private void Add(EvaluationRecord record, in RecordIdentity key, Score score, int metric)
    {
        (string?, string, int) id = (key.Suite, key.Model, metric);
        if (!_tables.TryGetValue(id, out (CellTable Table, ReadableAnswers Answers) table))
        {
            table = (new(key.Suite, key.Model), new(new(_options.Worst), new(_options.Sample, _options.Seed)));
            _tables.Add(id, table);
        }

        if (table.Table.MetricNames.Add(_scorers[metric].MetricOf(record)))
        {
            table.Table.Learned ??= (_scorers[metric].ScorerOf(record) as LearnedScorer)?.Card;
        }

        LevelKind level = table.Table.Add(record, key, score);
        table.Answers.Worst.Add(level, record, key, score);
        table.Answers.Sample.Add(level, record, key, score);
    }
}

/// <summary>The answers of a table that its report holds.</summary>
/// <param name="Worst">The lowest scores.</param>
/// <param name="Sample">Drawn at random.</param>
internal sealed record ReadableAnswers(WorstAnswers Worst, SampledAnswers Sample);
