using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>
/// The main job: records in, one report for each suite, model and metric out. The numbers do not depend on the order of the records,
/// the number of threads or the culture.
/// </summary>
public static class Evaluator
{
    /// <summary>Scores the records (in one pass, keeping no texts but the worst answers' and, within a bound, the inputs') and reports every suite, model and metric among them.</summary>
    /// <returns>Reports in ordinal order of suite, then model, then the order in which the metrics were asked for.</returns>
    /// <exception cref="GenEvalException">There is no record, an option is out of range, a metric is unknown, or two records answer the same prompt.</exception>
    /// <exception cref="SuiteFormatException">While the records are read: a line is not a record.</exception>
    public static IReadOnlyList<Report> Evaluate(
        IEnumerable<EvaluationRecord> records, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return Evaluate(records, options, new EvaluatedTexts(bounded: options.Corpus.Count == 0), cancellationToken);
    }

    /// <summary>The same with training inputs that are known before the records are read, or become known with them.</summary>
    internal static IReadOnlyList<Report> Evaluate(IEnumerable<EvaluationRecord> records, EvaluationOptions options, EvaluatedTexts texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        options.Validate();
        IReadOnlyList<string> corpus = CorpusFiles.Of(options.Corpus);
        CellTables tables = CellTables.Read(records, options, cancellationToken, texts);
        CellTables? before = options.Baseline is { } baseline ? CellTables.Read(baseline, options with { Worst = 0, Sample = 0 }, cancellationToken) : null;
        EvaluationContamination contamination = EvaluationContamination.Find(texts, corpus, cancellationToken);
        return [.. tables.All.Select(t => ReportBuilder.Build(t.Table, t.Answers, before?.Partner(t.Table), contamination, tables.Warnings, options))];
    }
}
