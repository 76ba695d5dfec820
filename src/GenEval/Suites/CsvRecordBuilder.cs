namespace GenEval.Suites;

/// <summary>Turns the texts of a row into the fields of a record.</summary>
internal sealed class CsvRecordBuilder(SeenLabels? seen)
{
    private readonly RecordBuilder _builder = new();
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private bool _hasError;
    private string? _status;
    private bool _hasOutput;

    public void Begin()
    {
        _builder.Reset();
        _hasError = _hasOutput = false;
        _status = null;
    }

    /// <summary>Takes one cell.</summary>
    public RecordProblem? Set(in FieldTarget target, string column, string cell)
    {
        _hasOutput |= target.Field == RecordField.Output;
        if (cell.Length == 0)
        {
            return null;
        }

        string text = CsvText.Unescape(cell);
        if (!_builder.Claim(target, out RecordProblem? problem))
        {
            return problem;
        }

        switch (target.Field)
        {
            case RecordField.Extra:
                return _builder.AddExtra(column, JsonText.ElementOf(text));
            case RecordField.References:
                _builder.SetReferences(CsvText.ReferencesOf(text, out problem));
                return problem;
            case RecordField.Reference:
                _builder.SetReferences([text]);
                return null;
            case RecordField.Novelty or RecordField.InstructionNovelty or RecordField.InstanceNovelty:
                return _builder.SetNovelty(target.Field, text.Trim());
            case RecordField.Repeat:
                return _builder.SetRepeat(CsvText.NumberOf(text));
            case RecordField.Scores when target.Name is not null:
                return _builder.SetScore(target.Name, CsvText.NumberOf(text));
            case RecordField.Labels when target.Name is not null:
                return _builder.SetLabel(target.Name, text);
            case RecordField.Scores or RecordField.Labels:
                return new($"a table has one column for each: {column}.NAME.", $"Rename the column, for example to {column}.exact_match.");
            case RecordField.Rating:
                return SetRating(text.Trim());
            case RecordField.RatingScale:
                (double low, double high) = CsvText.ScaleOf(text);
                return _builder.SetRatingScale(low, high);
            case RecordField.Status:
                _status = Shared(text);
                _builder.SetText(target.Field, _status);
                return AnswerStatus.Check(text);
            default:
                _hasError |= target.Field == RecordField.Error;
                _builder.SetText(target.Field, target.Field is RecordField.Output or RecordField.Input or RecordField.Instance or RecordField.Error ? text : Shared(text));
                return null;
        }
    }

    public RecordProblem? Build(string file, long line, out EvaluationRecord record)
    {
        bool answered = _status is null ? !_hasError : _status == AnswerStatus.Answered;
        if (_hasOutput && _builder.Claim(new(RecordField.Output), out _) && answered)
        {
            _builder.SetText(RecordField.Output, "");
        }

        return _builder.Build(file, line, seen, out record);
    }

    private RecordProblem? SetRating(string text)
    {
        if (bool.TryParse(text, out bool correct))
        {
            _builder.SetRating(correct);
            return null;
        }

        return double.IsNaN(CsvText.NumberOf(text))
            ? new("true, false or a number is expected.", "Write a number with a point, such as 3.5.")
            : _builder.SetRating(CsvText.NumberOf(text));
    }

    private string Shared(string text)
    {
        if (_words.TryGetValue(text, out string? known))
        {
            return known;
        }

        if (_words.Count < 1 << 15)
        {
            _words.Add(text, text);
        }

        return text;
    }
}
