using System.Text.Json;

namespace GenEval.Suites;

/// <summary>
/// Gathers one record's fields from a line of any format and holds the rules that all formats share: each field once, mapped columns first,
/// words and ranges, what must be there. Reused from line to line.
/// </summary>
internal sealed class RecordBuilder
{
    private readonly string?[] _texts = new string?[Enum.GetValues<RecordField>().Length];
    private readonly Novelty?[] _novelties = new Novelty?[Enum.GetValues<RecordField>().Length];
    private readonly List<string> _unknown = [];
    private uint _given;
    private uint _mapped;
    private IReadOnlyList<string>? _references;
    private int? _repeat;
    private Dictionary<string, double>? _scores;
    private IReadOnlyDictionary<string, string>? _labels;
    private Dictionary<string, string>? _ownLabels;
    private double? _rating;
    private bool? _verdict;
    private (double Low, double High)? _scale;
    private Dictionary<string, JsonElement>? _extra;

    public void Reset()
    {
        Array.Clear(_texts);
        Array.Clear(_novelties);
        _unknown.Clear();
        _given = _mapped = 0;
        _references = null;
        _repeat = null;
        _scores = null;
        _labels = _ownLabels = null;
        _rating = null;
        _verdict = null;
        _scale = null;
        _extra = null;
    }

    /// <summary>Claims a field for the value that comes next; false where the value is to be skipped, because a mapped column has the field.</summary>
    public bool Claim(in FieldTarget target, out RecordProblem? problem)
    {
        problem = null;
        if (target.Name is not null || target.Field == RecordField.Extra)
        {
            return true;
        }

        uint bit = 1u << (int)(target.Field == RecordField.Reference ? RecordField.References : target.Field);
        ref uint mask = ref target.IsMapped ? ref _mapped : ref _given;
        if ((mask & bit) != 0)
        {
            problem = new(
                target.Field is RecordField.Reference or RecordField.References
                    ? "the references are given twice."
                    : $"the key '{RecordFields.NameOf(target.Field)}' is there twice in one object.",
                target.IsMapped ? "Map one column of a record to each field." : "Keep one of the two.");
            return false;
        }

        mask |= bit;
        return target.IsMapped || (_mapped & bit) == 0;
    }

    public void SetText(RecordField field, string? text) => _texts[(int)field] = text;

    public RecordProblem? SetNovelty(RecordField field, string word)
    {
        Novelty? novelty = RecordJson.NoveltyOf(word);
        _novelties[(int)field] = novelty;
        return novelty is null
            ? new($"{RecordFields.NameOf(field)} is {Quote.Of(word)}; seen, unseen or unknown is expected.", "Leave it out where nobody knows, or label tasks with --seen.")
            : null;
    }

    public void SetReferences(IReadOnlyList<string>? references) => _references = references;

    public RecordProblem? SetRepeat(double value)
    {
        _repeat = value is >= 0 and <= int.MaxValue && double.IsInteger(value) ? (int)value : null;
        return _repeat is null ? new("repeat must be a whole number from 0.", "Number the repeats of a prompt 0, 1, 2, ...") : null;
    }

    public RecordProblem? SetScore(string name, double value)
    {
        if (value is not (>= 0 and <= 1))
        {
            return new($"the score {Quote.Of(name)} is not in [0, 1].", "Divide it by its maximum (100 for a percentage), or leave it out.");
        }

        return (_scores ??= new(StringComparer.Ordinal)).TryAdd(name, value) ? null : Twice("score", name);
    }

    public RecordProblem? SetLabel(string name, string value) =>
        (_ownLabels ??= new(StringComparer.Ordinal)).TryAdd(name, value) ? null : Twice("label", name);

    public void SetLabels(IReadOnlyDictionary<string, string> labels) => _labels = labels;

    public void SetRating(bool correct) => _verdict = correct;

    public RecordProblem? SetRating(double value)
    {
        _rating = value;
        return double.IsFinite(value) ? null : new("the rating is beyond the range of numbers.", "Write a number on the rating's scale.");
    }

    public RecordProblem? SetRatingScale(double low, double high)
    {
        _scale = (low, high);
        return double.IsFinite(low) && double.IsFinite(high) && low < high
            ? null
            : new("ratingScale must be [low, high] with low below high.", "For example: \"ratingScale\": [1, 5]");
    }

    public RecordProblem? AddExtra(string name, JsonElement value)
    {
        _unknown.Add(name);
        return (_extra ??= new(StringComparer.Ordinal)).TryAdd(name, value)
            ? null
            : new($"the key {Quote.Of(name)} is there twice in one object.", "Keep one of the two.");
    }

    public RecordProblem? Build(string file, long line, SeenLabels? seen, out EvaluationRecord record)
    {
        record = s_none;
        if (Text(RecordField.Task) is not { Length: > 0 } task)
        {
            return _unknown.Count == 0
                ? new("the record has no task.", "Give every record a \"task\".")
                : new($"the record has no task; its other fields are {Quote.List(_unknown)}.", "If one of these names the task, add --map FIELD=task.");
        }

        const uint Outcome = (1u << (int)RecordField.Output) | (1u << (int)RecordField.Status) | (1u << (int)RecordField.Error);
        if (((_given | _mapped) & Outcome) == 0)
        {
            return new(
                "the record has neither an output nor a status" + (_unknown.Count == 0 ? "." : $"; its other fields are {Quote.List(_unknown)}."),
                "If one of these is the model's answer, add --map FIELD=output; for a failed call write \"output\": null.");
        }

        if (_rating is { } value && (_scale is not { } scale || value < scale.Low || value > scale.High))
        {
            return _scale is null
                ? new("a rating that is a number needs a ratingScale.", "Add \"ratingScale\": [low, high], or write true or false.")
                : new("the rating is outside its ratingScale.", "Correct the one or the other.");
        }

        record = new()
        {
            Suite = Text(RecordField.Suite),
            Model = Text(RecordField.Model),
            Task = task,
            Category = Text(RecordField.Category),
            Novelty = seen is null ? _novelties[(int)RecordField.Novelty] : seen.Label(task, Text(RecordField.Category), _novelties[(int)RecordField.Novelty]),
            Instruction = Text(RecordField.Instruction),
            InstructionText = Text(RecordField.InstructionText),
            InstructionNovelty = _novelties[(int)RecordField.InstructionNovelty],
            Instance = Text(RecordField.Instance),
            InstanceNovelty = _novelties[(int)RecordField.InstanceNovelty],
            Input = Text(RecordField.Input),
            References = _references,
            Output = Text(RecordField.Output),
            Repeat = _repeat,
            Status = Text(RecordField.Status),
            Finish = Text(RecordField.Finish),
            Error = Text(RecordField.Error),
            Scores = _scores,
            Labels = Labels(),
            Rating = _verdict is { } verdict ? Suites.Rating.Of(verdict) : _rating is { } number ? new Rating(number, _scale!.Value.Low, _scale.Value.High, IsBinary: false) : null,
            Metric = Text(RecordField.Metric),
            Extra = _extra,
            Origin = new(file, line),
        };
        return null;
    }

    private static readonly EvaluationRecord s_none = new() { Task = "" };

    private string? Text(RecordField field) => _texts[(int)field];

    private static RecordProblem Twice(string what, string name) => new($"the {what} {Quote.Of(name)} is there twice.", "Keep one of the two.");

    private IReadOnlyDictionary<string, string>? Labels()
    {
        if (_labels is null || _ownLabels is null)
        {
            return _labels ?? _ownLabels;
        }

        Dictionary<string, string> labels = new(_labels, StringComparer.Ordinal);
        foreach ((string name, string value) in _ownLabels)
        {
            labels[name] = value;
        }

        return labels;
    }
}
