namespace GenEval.Suites;

/// <summary>
/// Reads records that come one at a time from elsewhere than a file (the objects of a pipeline, rows of a database), by the rules that files
/// are read by. Messages name the source and the record's running number. For one thread.
/// </summary>
public sealed class RecordParser
{
    private readonly string _source;
    private readonly RecordReadOptions _options;
    private readonly JsonRecordParser _json;
    private readonly CsvRecordBuilder _cells;
    private long _number;

    /// <summary>A parser of a source that messages call by this name.</summary>
    public RecordParser(string source, RecordReadOptions? options = null)
    {
        _source = source;
        _options = options ?? new();
        _json = new(source, _options);
        _cells = new(_options.Seen);
    }

    /// <summary>The names that have a meaning in a record, as files write them.</summary>
    public static IReadOnlyCollection<string> FieldNames => RecordFields.ByName.Keys;

    /// <summary>A record from a JSON object in UTF-8.</summary>
    /// <exception cref="SuiteFormatException">It is no JSON object or breaks a rule of the format.</exception>
    public EvaluationRecord FromJson(ReadOnlySpan<byte> json) => _json.Parse(json, ++_number);

    /// <summary>A record from texts by column, as a row of a table has them: <c>repeat</c>, <c>scores.NAME</c> and their like are read as what they stand for, an empty text is no value except for <c>output</c>.</summary>
    /// <exception cref="SuiteFormatException">The row breaks a rule of the format.</exception>
    public EvaluationRecord FromCells(IEnumerable<KeyValuePair<string, string>> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        _number++;
        _cells.Begin();
        foreach ((string column, string text) in cells)
        {
            FieldTarget target = _options.Map?.Find(column) ?? RecordFields.Find(column) ?? default;
            // These texts never were in a spreadsheet, so an apostrophe in front is theirs.
            if (_cells.Set(target, column, CsvText.Escape(text)) is { } problem)
            {
                throw (problem with { Message = $"{Quote.Of(column)}: {problem.Message}" }).At(_source, _number);
            }
        }

        RecordProblem? incomplete = _cells.Build(_source, _number, out EvaluationRecord record);
        return incomplete is null ? record : throw incomplete.At(_source, _number);
    }
}
