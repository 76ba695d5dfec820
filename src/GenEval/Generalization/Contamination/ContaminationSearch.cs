using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>What stands in training text, of all new inputs.</summary>
/// <param name="Findings">Every flag with its evidence.</param>
/// <param name="NearInputs">Pairs of a training and a new input that are nearly the same.</param>
/// <param name="CorpusBytes">Bytes of the corpus that were read.</param>
/// <param name="TooShort">New inputs with fewer words than an n-gram.</param>
internal sealed record ContaminationSearch(IReadOnlyList<ContaminationFinding> Findings, IReadOnlyList<NearPair> NearInputs, long CorpusBytes, int TooShort)
{
    /// <summary>The flagged inputs.</summary>
    public IReadOnlySet<(string? Suite, string Task, string Instance)> Flagged { get; } = Findings.Select(f => (f.Suite, f.Task, f.Instance)).ToHashSet();

    /// <exception cref="GenEvalException">A file of the corpus cannot be read.</exception>
    public static ContaminationSearch Run(
        CheckedTexts texts, IReadOnlyList<string> corpus, ContaminationOptions options, RecordReadOptions reading, Action<long>? counted, CancellationToken cancellationToken)
    {
        Contamination contamination = new(texts, options);
        OverlapHits? hits = null;
        long bytes = 0;
        if (corpus.Count > 0)
        {
            hits = new(contamination.Index);
            bytes = CorpusScan.Run(corpus, contamination.Index, hits, reading, counted, cancellationToken);
        }

        IReadOnlyList<NearPair> near = Near(texts.Training, texts.New, options, cancellationToken);
        return new(contamination.Findings(near, hits, corpus), near, bytes, contamination.TooShort);
    }

    public static IReadOnlyList<NearPair> Near(
        IReadOnlyList<CheckedText> seen, IReadOnlyList<CheckedText> fresh, ContaminationOptions options, CancellationToken cancellationToken) =>
        NearDuplicateFinder.Find([.. seen.Select(t => t.Shingles)], [.. fresh.Select(t => t.Shingles)], options.MinJaccard, cancellationToken);
}
