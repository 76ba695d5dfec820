using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Compares collected texts with training inputs and a corpus.</summary>
internal sealed class Contamination
{
    private readonly IReadOnlyList<CheckedText> _new;
    private readonly IReadOnlyList<CheckedText> _training;
    private readonly ContaminationOptions _options;
    private readonly OverlapIndex _index;

    public Contamination(CheckedTexts texts, ContaminationOptions options)
    {
        _new = texts.New;
        _training = texts.Training;
        _options = options;
        _index = new(options.NGram);
        foreach (CheckedText text in _new)
        {
            _index.Add(text.Words);
        }

        _index.Seal();
    }

    public OverlapIndex Index => _index;

    public int TooShort => _new.Count(t => t.Words.Length < _options.NGram);

    /// <summary>Every finding, by input, then kind.</summary>
    public IReadOnlyList<ContaminationFinding> Findings(IReadOnlyList<NearPair> near, OverlapHits? corpus, IReadOnlyList<string> files)
    {
        OverlapHits training = new(_index);
        ScanTraining(training);
        Dictionary<ulong, int> exact = [];
        for (int i = _training.Count - 1; i >= 0; i--)
        {
            exact[_training[i].Exact] = i;
        }

        ILookup<int, NearPair> nearest = near.ToLookup(p => p.New);
        List<ContaminationFinding> findings = [];
        for (int i = 0; i < _new.Count; i++)
        {
            Overlap overlap = _index.Measure(i, training);
            if (exact.TryGetValue(_new[i].Exact, out int same))
            {
                findings.Add(OfTraining(i, ContaminationKind.SameInput, overlap, same));
            }

            if (nearest[i].OrderByDescending(p => p.Jaccard).ThenBy(p => p.Seen).Cast<NearPair?>().FirstOrDefault() is { } pair)
            {
                findings.Add(OfTraining(i, ContaminationKind.NearDuplicate, overlap, pair.Seen));
            }

            if (IsFlagged(overlap))
            {
                findings.Add(OfTraining(i, ContaminationKind.TrainingOverlap, overlap, (int)overlap.Place));
            }

            if (corpus is not null && _index.Measure(i, corpus) is var found && IsFlagged(found))
            {
                findings.Add(Of(i, ContaminationKind.CorpusOverlap, found, CorpusScan.PlaceOf(found.Place, files)));
            }
        }

        return findings;
    }

    private bool IsFlagged(in Overlap overlap) => overlap.Hits > 0 && (overlap.Share >= _options.MinShare || overlap.Coverage >= _options.MinCoverage);

    private void ScanTraining(OverlapHits hits)
    {
        OverlapScanner scanner = new(_index, hits);
        for (int text = 0; text < _training.Count; text++)
        {
            scanner.Begin();
            foreach ((int gram, _) in scanner.Scan(_training[text].Words))
            {
                hits.Places[gram] = text;
            }
        }
    }

    private ContaminationFinding OfTraining(int item, ContaminationKind kind, in Overlap overlap, int training)
    {
        CheckedText source = _training[training];
        ShingleSet own = _new[item].Shingles;
        return Of(item, kind, overlap, $"task {Quote.Of(source.Task)}, input {Quote.Of(source.Id)}") with
        {
            Jaccard = own.Jaccard(source.Shingles),
            Containment = own.ContainedIn(source.Shingles),
        };
    }

    private ContaminationFinding Of(int item, ContaminationKind kind, in Overlap overlap, string place) => new()
    {
        Suite = _new[item].Suite,
        Task = _new[item].Task,
        Instance = _new[item].Id,
        Kind = kind,
        Place = place,
        Words = overlap.Words,
        NGrams = overlap.NGrams,
        Hits = overlap.Hits,
        LongHits = overlap.LongHits,
        Share = overlap.Share,
        Coverage = overlap.Coverage,
    };
}
