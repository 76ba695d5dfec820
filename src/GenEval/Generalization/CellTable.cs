using GenEval.Generalization.Drivers;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>All answers of one model on one suite under one metric, without their texts: what every estimate is computed from.</summary>
internal sealed class CellTable(string? suite, string model)
{
    private static readonly Dictionary<string, string> s_noLabels = new(StringComparer.Ordinal);

    private readonly List<Cell> _cells = [];
    private readonly Dictionary<string, SortedSet<string>> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _unscored = new(StringComparer.Ordinal);

    public string? Suite => suite;

    public string Model => model;

    public NameTable Tasks { get; private init; } = new();

    public NameTable Instructions { get; private init; } = new();

    public NameTable Instances { get; private init; } = new();

    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>The cells that a person rated.</summary>
    public List<RatedCell> Rated { get; } = [];

    /// <summary>Scores by the remark that goes with them (<see cref="ScoreNote"/>).</summary>
    public SortedDictionary<string, int> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>What the drivers are looked for in.</summary>
    public DriverSample Drivers { get; } = new();

    public int Empty { get; private set; }

    public int Truncated { get; private set; }

    /// <summary>Answers by reason for which there is no score.</summary>
    public IReadOnlyDictionary<string, int> Unscored => _unscored;

    /// <summary>The card of the learned scorer among the metrics, or null.</summary>
    public ScorerCard? Learned { get; set; }

    /// <summary>Answers unlike any that the learned scorer was trained on.</summary>
    public int OutsideRange => Notes.GetValueOrDefault(ScoreNote.OutsideRange);

    /// <summary>The categories that records gave a task, by task index; null where none did.</summary>
    public Dictionary<int, string> Categories { get; } = [];

    /// <summary>How long the texts of each level are.</summary>
    public Dictionary<LevelKind, TextLengths> Lengths { get; } = [];

    /// <summary>Records of a seen task that did not say whether their input was tuned on.</summary>
    public int AssumedNewInputs { get; private set; }

    /// <summary>The metric names that records were scored by.</summary>
    public SortedSet<string> MetricNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The cells of which something holds, for estimates of a part; labels, counts and text lengths stay with the whole.</summary>
    public CellTable Where(Predicate<Cell> holds)
    {
        CellTable part = new(Suite, Model) { Tasks = Tasks, Instructions = Instructions, Instances = Instances };
        part._cells.AddRange(_cells.FindAll(holds));
        part.Rated.AddRange(Rated.FindAll(rated => holds(rated.Cell)));
        return part;
    }

    /// <summary>Adds an answer, and says where it stands.</summary>
    public LevelKind Add(EvaluationRecord record, in RecordIdentity key, Score score)
    {
        LevelKind level = LevelRule.Of(record.Novelty, record.InstructionNovelty, record.InstanceNovelty);
        int task = Tasks.Index(record.Task);
        bool empty = record.Output is { Length: 0 } || (record.Output is not null && string.IsNullOrWhiteSpace(record.Output));
        Cell cell = new()
        {
            Task = task,
            Instruction = Instructions.Index(key.Instruction),
            Instance = Instances.Index(key.Instance),
            Repeat = key.Repeat,
            Level = level,
            Score = score.Value,
            CanPair = key.CanPair,
            Answer = record.Output is { } text ? Fnv1a.Hash(text.AsSpan().Trim()) : null,
            Empty = empty,
        };
        _cells.Add(cell);
        Drivers.Add(record, key, cell);
        if (record.Rating is { } rating)
        {
            Rated.Add(new(cell, rating));
        }

        if (score.Note is { } note)
        {
            Notes[note] = Notes.GetValueOrDefault(note) + 1;
        }

        Empty += empty ? 1 : 0;
        Truncated += record.Output is not null && record.Finish == "length" ? 1 : 0;
        if (score.Reason is { } reason)
        {
            _unscored[reason] = _unscored.GetValueOrDefault(reason) + 1;
        }

        if (!Lengths.TryGetValue(level, out TextLengths? lengths))
        {
            Lengths[level] = lengths = new();
        }

        lengths.Add(record);
        AssumedNewInputs += record.Novelty == Novelty.Seen && record.InstanceNovelty is null ? 1 : 0;
        if (record.Category is { } category)
        {
            // Records that disagree on a category: the ordinally first is kept, whatever the order of the records.
            Categories[task] = Categories.TryGetValue(task, out string? known) && string.CompareOrdinal(known, category) <= 0 ? known : category;
        }

        foreach ((string name, string value) in record.Labels ?? s_noLabels)
        {
            if (!_labels.TryGetValue(name, out SortedSet<string>? values))
            {
                _labels[name] = values = new(StringComparer.Ordinal);
            }

            values.Add(value);
        }

        return level;
    }

    /// <summary>The labels of the run; records that disagree on one have all its values, in ordinal order.</summary>
    public IReadOnlyDictionary<string, string> Labels() => new SortedDictionary<string, string>(
        _labels.ToDictionary(l => l.Key, l => string.Join(", ", l.Value), StringComparer.Ordinal), StringComparer.Ordinal);

    public Counts Count() => new(
        _cells.Count, _cells.Count - _unscored.Values.Sum(), Empty, Truncated,
        new SortedDictionary<string, int>(_unscored, StringComparer.Ordinal)) { Notes = Notes };
}
