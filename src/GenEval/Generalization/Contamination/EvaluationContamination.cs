using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>The report's contamination section: new inputs against training inputs and a corpus, where the data allow it.</summary>
internal sealed class EvaluationContamination
{
    private readonly ContaminationSearch? _found;
    private readonly string? _reason;

    private EvaluationContamination(ContaminationSearch? found, string? reason)
    {
        _found = found;
        _reason = reason;
    }

    /// <exception cref="GenEvalException">A file of the corpus cannot be read.</exception>
    public static EvaluationContamination Find(EvaluatedTexts texts, IReadOnlyList<string> corpus, CancellationToken cancellationToken)
    {
        string? reason = texts.TooMany
            ? FormattableString.Invariant($"the inputs have more than {EvaluatedTexts.MostCharacters / 1_000_000} million characters, too many to keep on the way: geneval check looks at them, and so does --corpus")
            : !texts.HasTraining && corpus.Count == 0 ? "no training inputs to compare with (instanceNovelty seen), and no --corpus"
            : !texts.HasNew ? "no new input carries its text"
            : null;
        return new(reason is null ? ContaminationSearch.Run(texts.ToChecked(), corpus, new(), new RecordReadOptions(), counted: null, cancellationToken) : null, reason);
    }

    /// <summary>The section, or null with the reason.</summary>
    public (ContaminationReport? Report, string? Reason) Of(CellTable table, LevelSet levels, double threshold, EvaluationOptions options)
    {
        if (_found is not { } found)
        {
            return (null, _reason);
        }

        // Most often nothing is flagged; then the levels are those of the report, and nothing is estimated again.
        bool any = found.Findings.Any(f => string.Equals(f.Suite, table.Suite, StringComparison.Ordinal));
        ContaminationReport report = any
            ? ContaminationLevels.Of(table, found.Flagged, threshold, options).Contamination
            : new(0, ContaminationLevels.NewInputs(table).Count, levels);
        return (report with { ByKind = KindsOf(found.Findings, table), TooShort = found.TooShort }, null);
    }

    /// <summary>Flagged inputs that the run answered, by kind.</summary>
    private static Dictionary<string, int> KindsOf(IReadOnlyList<ContaminationFinding> findings, CellTable table)
    {
        HashSet<(string, string)> answered = [.. findings.Count == 0 ? [] : ContaminationLevels.NewInputs(table).Select(i => (table.Tasks[i.Task], table.Instances[i.Instance]))];
        ContaminationFinding[] own = [.. findings.Where(f => string.Equals(f.Suite, table.Suite, StringComparison.Ordinal) && answered.Contains((f.Task, f.Instance)))];
        return Enum.GetValues<ContaminationKind>().ToDictionary(Words.Name, kind => own.Count(f => f.Kind == kind), StringComparer.Ordinal);
    }
}
