using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>From what a user names (files, suite folders, logs, standard input) to reports: what every face calls.</summary>
public static partial class RecordedAnswers
{
    private const int CountEvery = 1000;

    /// <summary>Reads, scores and reports the answers at the paths; several paths are pooled, then told apart by suite, model and metric.</summary>
    /// <param name="paths">As <see cref="InputResolver"/> takes them.</param>
    /// <param name="reading">How files are read; null means as they are.</param>
    /// <param name="options">How the evaluation is done; a suite's threshold and wording design are used where it does not say.</param>
    /// <param name="baseline">The answers of the same model before tuning, for the transfer ratio; null without.</param>
    /// <param name="counted">Called with the number of records since the last call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">A path cannot be read, a record breaks the format, there is no record, or an option is out of range.</exception>
    public static IReadOnlyList<Report> Evaluate(
        IReadOnlyList<string> paths,
        RecordReadOptions? reading = null,
        EvaluationOptions? options = null,
        IReadOnlyList<string>? baseline = null,
        Action<long>? counted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Evaluate(o => InputResolver.Read(paths, o), reading, options, baseline, counted, cancellationToken);
    }

    /// <summary>The same for answers from elsewhere too: <paramref name="read"/> is given the options to read files with, and its records are pooled.</summary>
    /// <exception cref="GenEvalException">As for paths.</exception>
    public static IReadOnlyList<Report> Evaluate(
        Func<RecordReadOptions, IEnumerable<EvaluationRecord>> read,
        RecordReadOptions? reading = null,
        EvaluationOptions? options = null,
        IReadOnlyList<string>? baseline = null,
        Action<long>? counted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        reading ??= new();
        options ??= new();
        Dictionary<string, SuiteDefaults> suites = new(options.Suites, StringComparer.Ordinal);
        List<Warning> warnings = [];
        EvaluatedTexts texts = new(bounded: options.Corpus.Count == 0);
        RecordReadOptions noting = reading with
        {
            SuiteRead = suite =>
            {
                suites.TryAdd(suite.Name, DefaultsOf(suite));
                texts.Add(suite);
            },
            Warn = warning => warnings.Add(new(warning.Code, warning.Message)),
        };
        IEnumerable<EvaluationRecord> records = Counting(read(noting), counted);
        // The dictionary fills while the records are read; it is asked when they all are.
        EvaluationOptions all = options with { Suites = suites, Baseline = baseline is null ? options.Baseline : InputResolver.Read(baseline, reading with { Warn = null }) };
        IReadOnlyList<Report> reports = Evaluator.Evaluate(records, all, texts, cancellationToken);
        return warnings.Count == 0 ? reports : [.. reports.Select(r => r with { Warnings = [.. warnings, .. r.Warnings] })];
    }

    /// <summary>What a suite says for whoever does not say otherwise.</summary>
    public static SuiteDefaults DefaultsOf(Suite suite)
    {
        ArgumentNullException.ThrowIfNull(suite);
        return new(suite.Threshold, suite.Wordings switch
        {
            "crossed" => WordingDesign.Crossed,
            "nested" => WordingDesign.Nested,
            _ => null,
        });
    }

    private static IEnumerable<EvaluationRecord> Counting(IEnumerable<EvaluationRecord> records, Action<long>? counted)
    {
        int since = 0;
        foreach (EvaluationRecord record in records)
        {
            yield return record;
            if (++since == CountEvery)
            {
                counted?.Invoke(since);
                since = 0;
            }
        }

        counted?.Invoke(since);
    }
}
