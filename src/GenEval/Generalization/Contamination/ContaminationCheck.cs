using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Is the test set clean? Validity, contamination, near-duplicates across the line between seen and new, and the levels without what is flagged.</summary>
public static class ContaminationCheck
{
    /// <summary>Checks suites (with the answers recorded in them, if any) or records.</summary>
    /// <param name="paths">Suite folders, or records as <see cref="InputResolver"/> takes them; several are pooled.</param>
    /// <param name="corpus">Files or folders of training text, read once each; may be none.</param>
    /// <param name="reading">How files are read; null means as they are.</param>
    /// <param name="evaluation">How answers are scored and levels estimated.</param>
    /// <param name="options">When an input is flagged.</param>
    /// <param name="counted">Called with the number of bytes of the corpus since the last call.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="GenEvalException">A path cannot be read, a line breaks its format, there is nothing to check, or an option is out of range.</exception>
    public static CheckReport Run(
        IReadOnlyList<string> paths,
        IReadOnlyList<string>? corpus = null,
        RecordReadOptions? reading = null,
        EvaluationOptions? evaluation = null,
        ContaminationOptions? options = null,
        Action<long>? counted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Run(new CheckSources { Paths = paths }, corpus, reading, evaluation, options, counted, cancellationToken);
    }

    /// <summary>The same for what is already in memory too.</summary>
    /// <exception cref="GenEvalException">As for paths.</exception>
    public static CheckReport Run(
        CheckSources sources,
        IReadOnlyList<string>? corpus = null,
        RecordReadOptions? reading = null,
        EvaluationOptions? evaluation = null,
        ContaminationOptions? options = null,
        Action<long>? counted = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= new();
        options.Validate();
        evaluation = (evaluation ?? new()) with { Worst = 0, Sample = 0 };
        evaluation.Validate();
        IReadOnlyList<string> files = CorpusFiles.Of(corpus ?? []);
        CheckInput input = CheckInput.Read(sources, reading ?? new(), evaluation, cancellationToken);
        CheckedTexts texts = input.Texts;
        IReadOnlyList<CheckedText> fresh = texts.New;
        IReadOnlyList<CheckedText> training = texts.Training;
        ContaminationSearch search = ContaminationSearch.Run(texts, files, options, reading ?? new(), counted, cancellationToken);
        IReadOnlyList<ContaminationFinding> findings = search.Findings;
        CheckReport report = new()
        {
            Items = fresh.Count,
            Flagged = search.Flagged.Count,
            ByKind = Enum.GetValues<ContaminationKind>().ToDictionary(Words.Name, kind => findings.Count(f => f.Kind == kind), StringComparer.Ordinal),
            NearDuplicates =
            [
                .. Duplicates("instruction", texts.SeenInstructions, texts.NewInstructions, ContaminationSearch.Near(texts.SeenInstructions, texts.NewInstructions, options, cancellationToken)),
                .. Duplicates("input", training, fresh, search.NearInputs),
            ],
            Problems = input.Problems,
            Findings = findings,
            Rule = options,
            Scope = new(training.Count, texts.NewInstructions.Count, texts.SeenInstructions.Count, files.Count, search.CorpusBytes, search.TooShort, texts.WithoutText),
            Runs = [.. input.Tables.Select(t => ContaminationLevels.Of(t, search.Flagged, input.ThresholdOf(t), input.Evaluation))],
            Warnings = [],
        };
        return report with { Warnings = [.. input.Warnings, .. CheckWarnings.Of(report)] };
    }

    private static IEnumerable<NearDuplicate> Duplicates(
        string kind, IReadOnlyList<CheckedText> seen, IReadOnlyList<CheckedText> fresh, IReadOnlyList<NearPair> pairs) =>
        pairs.Select(p => new NearDuplicate(kind, PlaceOf(seen[p.Seen]), PlaceOf(fresh[p.New]), p.Jaccard, p.Containment));

    private static TextPlace PlaceOf(CheckedText text) => new(text.Suite, text.Task, text.Id);
}
