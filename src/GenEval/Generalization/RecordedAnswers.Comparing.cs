using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Comparisons of what a user names.</summary>
public static partial class RecordedAnswers
{
    /// <summary>What <c>--by</c> takes beside labels: the wording.</summary>
    private const string ByInstruction = "instruction";

    /// <summary>Compares the runs at the paths, or those that a label tells apart: <see cref="Comparer"/> on what a user names.</summary>
    /// <param name="paths">Each path is a run, or several if it has several models; with <paramref name="by"/> they are pooled. Benchmark files among them go with every run.</param>
    /// <param name="by">The label whose values name the runs, or <c>instruction</c> to compare wordings on the same inputs; null for neither.</param>
    /// <param name="baseline">Whether the last run is the others' model before tuning.</param>
    /// <param name="reading">How files are read; null means as they are.</param>
    /// <param name="options">How answers are scored, and the confidence.</param>
    /// <param name="counted">Called with the number of records since the last call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">As for an evaluation; fewer than two runs; records without the label.</exception>
    public static IReadOnlyList<Comparison> Compare(
        IReadOnlyList<string> paths,
        string? by = null,
        bool baseline = false,
        RecordReadOptions? reading = null,
        EvaluationOptions? options = null,
        Action<long>? counted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] benchmarks = by is null ? [.. paths.Where(path => !InputResolver.HoldAnswers([path], reading))] : [];
        IReadOnlyList<RunRecords> runs = by is null
            ? [.. paths.Where(path => !benchmarks.Contains(path, StringComparer.Ordinal)).Select(path => new RunRecords(path, InputResolver.Read([path, .. benchmarks], reading)))]
            : [new RunRecords(Name: null, InputResolver.Read(paths, reading))];
        return Compare(runs, by, baseline, options, counted, cancellationToken);
    }

    /// <summary>The same for answers from elsewhere too.</summary>
    /// <param name="runs">The runs; with <paramref name="by"/> their records are pooled.</param>
    /// <param name="by">The label whose values name the runs, or <c>instruction</c>, or null.</param>
    /// <param name="baseline">Whether the last run is the others' model before tuning.</param>
    /// <param name="options">How answers are scored, and the confidence.</param>
    /// <param name="counted">Called with the number of records since the last call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">As for paths.</exception>
    public static IReadOnlyList<Comparison> Compare(
        IReadOnlyList<RunRecords> runs, string? by = null, bool baseline = false, EvaluationOptions? options = null, Action<long>? counted = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (by is null)
        {
            return Comparer.Compare([.. runs.Select(r => r with { Records = Counting(r.Records, counted) })], options, baseline, cancellationToken);
        }

        SortedDictionary<string, SortedSet<string>> models = new(StringComparer.Ordinal);
        IReadOnlyList<Comparison> comparisons = Comparer.Compare(
            [new RunRecords(Name: null, Counting(runs.SelectMany(r => r.Records), counted).Select(record => Named(record, by, models)))], options, baseline, cancellationToken);
        return [.. comparisons.Select(c => c with { Warnings = [.. Pooled(models, by, c.A), .. Pooled(models, by, c.B), .. c.Warnings] })];
    }

    /// <summary>The record with what tells its run apart as its model; where that is the wording, it is no part of the prompt any more.</summary>
    private static EvaluationRecord Named(EvaluationRecord record, string by, SortedDictionary<string, SortedSet<string>> models)
    {
        bool wording = by == ByInstruction && record.Labels?.ContainsKey(by) != true;
        string name = wording ? record.Instruction ?? RecordIdentity.OnlyInstruction : LabelOf(record, by);
        if (!models.TryGetValue(name, out SortedSet<string>? of))
        {
            models.Add(name, of = new(StringComparer.Ordinal));
        }

        of.Add(record.Model ?? RecordIdentity.Unnamed);
        return record with { Model = name, Instruction = wording ? null : record.Instruction };
    }

    private static IEnumerable<Warning> Pooled(SortedDictionary<string, SortedSet<string>> models, string by, string name)
    {
        if (models.GetValueOrDefault(name) is { Count: > 1 } of)
        {
            yield return new("modelsPooled", $"{name} ({by}) pools the answers of {Words.Count(of.Count)} models ({Words.List(of)}): their answers to a prompt are averaged, as repeats are.");
        }
    }

    private static string LabelOf(EvaluationRecord record, string label) => record.Labels?.GetValueOrDefault(label) ?? throw new GenEvalException(
        $"{record.Origin}: the record has no label '{label}'{(record.Labels is { Count: > 0 } has ? $"; it has {Words.List(has.Keys.Order(StringComparer.Ordinal))}" : "")}.")
    {
        Id = "LabelMissing",
        Action = "Every record needs the label to be told apart by it: \"labels\": {\"" + label + "\": \"...\"}.",
    };
}
