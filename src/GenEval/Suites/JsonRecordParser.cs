using System.Text;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Reads a record from one line of JSON, without an intermediate document.</summary>
internal sealed partial class JsonRecordParser
{
    private readonly string _file;
    private readonly RecordReadOptions _options;
    private readonly RecordBuilder _builder = new();
    private readonly Utf8StringPool _names = new(capacity: 4096, longest: 256);
    private readonly Utf8StringPool _words = new();
    private readonly List<FieldTarget> _targets = [];
    private readonly HashSet<string> _pathHeads;
    private byte[] _labelsJson = [];
    private IReadOnlyDictionary<string, string>? _labels;
    private long _line;

    public JsonRecordParser(string file, RecordReadOptions options)
    {
        _file = file;
        _options = options;
        _pathHeads = [.. options.Map?.Paths.Select(path => path.Path[0]) ?? []];
        foreach (string name in RecordFields.ByName.Keys.Concat(options.Map?.Columns ?? []))
        {
            TargetOf(Encoding.UTF8.GetBytes(name), out _);
        }
    }

    /// <summary>The record of a line.</summary>
    /// <exception cref="SuiteFormatException">The line is no JSON object or breaks a rule of the format.</exception>
    public EvaluationRecord Parse(ReadOnlySpan<byte> line, long number)
    {
        _line = number;
        _builder.Reset();
        Utf8JsonReader reader = new(line);
        try
        {
            ReadObject(line, ref reader);
        }
        catch (JsonException e)
        {
            throw JsonProblem.Explain(e, line, _file, number);
        }
        catch (InvalidOperationException e)
        {
            throw LoneSurrogate(reader.TokenStartIndex, e);
        }

        RecordProblem? problem = _builder.Build(_file, number, _options.Seen, out EvaluationRecord record);
        return problem is null ? record : throw problem.At(_file, number);
    }

    private void ReadObject(ReadOnlySpan<byte> line, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // What is no object may be no JSON either, which is then the better message.
            long column = reader.TokenStartIndex + 1;
            JsonProblem.ReadToEnd(ref reader);
            throw new RecordProblem("one JSON object a line is expected.", "A JSON array becomes lines with: jq -c '.[]' IN > OUT").At(_file, _line, column);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            long column = reader.TokenStartIndex + 1;
            FieldTarget target = reader.ValueIsEscaped ? TargetOf(Encoding.UTF8.GetBytes(reader.GetString()!), out string name) : TargetOf(reader.ValueSpan, out name);
            if (_pathHeads.Count > 0 && _pathHeads.Contains(name))
            {
                Utf8JsonReader ahead = reader;
                ReadPaths(name, line, ref ahead);
            }

            bool wanted = _builder.Claim(target, out RecordProblem? problem);
            Check(problem, column);
            reader.Read();
            if (!wanted)
            {
                reader.Skip();
            }
            else if (target.Field == RecordField.Extra)
            {
                Check(_builder.AddExtra(name, Element(line, ref reader)), column);
            }
            else
            {
                ReadField(target, line, ref reader);
            }
        }

        // The reader only notices something behind the object when it is asked for it.
        JsonProblem.ReadToEnd(ref reader);
    }

    private FieldTarget TargetOf(ReadOnlySpan<byte> utf8, out string name)
    {
        name = _names.Intern(utf8, out int id);
        if (id >= 0 && id < _targets.Count)
        {
            return _targets[id];
        }

        FieldTarget target = _options.Map?.Find(name) ?? (RecordFields.ByName.TryGetValue(name, out RecordField field) ? new(field) : default);
        if (id >= 0)
        {
            _targets.Add(target);
        }

        return target;
    }

    private void ReadField(in FieldTarget target, ReadOnlySpan<byte> line, ref Utf8JsonReader reader)
    {
        long column = reader.TokenStartIndex + 1;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        switch (target.Field)
        {
            case RecordField.Scores when target.Name is null:
                ReadScores(ref reader);
                break;
            case RecordField.Scores:
                Check(reader.TokenType == JsonTokenType.Number ? _builder.SetScore(target.Name!, reader.GetDouble()) : NotNumber(target.Name!), column);
                break;
            case RecordField.Labels when target.Name is null:
                ReadLabels(line, ref reader);
                break;
            case RecordField.Labels:
                Check(_builder.SetLabel(target.Name!, Text(target, RecordField.Extra, ref reader)), column);
                break;
            case RecordField.References:
                _builder.SetReferences(ReadReferences(target, ref reader));
                break;
            case RecordField.Reference when !(target.IsMapped && reader.TokenType == JsonTokenType.StartArray):
                _builder.SetReferences([Text(target, RecordField.Extra, ref reader)]);
                break;
            case RecordField.Reference:
                _builder.SetReferences(ReadReferences(target, ref reader));
                break;
            case RecordField.Repeat:
                Check(reader.TokenType == JsonTokenType.Number ? _builder.SetRepeat(reader.GetDouble()) : WrongType("repeat", "a whole number from 0", reader.TokenType), column);
                break;
            case RecordField.Rating:
                ReadRating(ref reader);
                break;
            case RecordField.RatingScale:
                ReadRatingScale(ref reader);
                break;
            case RecordField.Novelty or RecordField.InstructionNovelty or RecordField.InstanceNovelty:
                Check(_builder.SetNovelty(target.Field, Text(target, target.Field, ref reader)), column);
                break;
            default:
                string text = Text(target, target.Field, ref reader);
                Check(target.Field == RecordField.Status ? AnswerStatus.Check(text) : null, column);
                _builder.SetText(target.Field, text);
                break;
        }
    }

    /// <summary>Looks up the mapped paths that begin with this key; the value itself is read as usual.</summary>
    private void ReadPaths(string head, ReadOnlySpan<byte> line, ref Utf8JsonReader reader)
    {
        reader.Read();
        JsonElement root = Element(line, ref reader);
        foreach ((string[] path, FieldTarget target) in _options.Map!.Paths.Where(path => path.Path[0] == head))
        {
            if (JsonPath.Find(root, path.AsSpan(1)) is not { } value || !_builder.Claim(target, out RecordProblem? problem))
            {
                continue;
            }

            Check(problem, reader.TokenStartIndex + 1);
            byte[] json = Encoding.UTF8.GetBytes(value.GetRawText());
            Utf8JsonReader at = new(json);
            at.Read();
            ReadField(target, json, ref at);
        }
    }

    private JsonElement Element(ReadOnlySpan<byte> line, ref Utf8JsonReader reader)
    {
        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        ReadOnlySpan<byte> json = line[start..(int)reader.BytesConsumed];
        try
        {
            if (json.IndexOf("\\u"u8) >= 0)
            {
                JsonProblem.CheckSurrogates(json);
            }

            return JsonElement.Parse(json, JsonProblem.Strict);
        }
        catch (InvalidOperationException e)
        {
            throw LoneSurrogate(start, e);
        }
        catch (JsonException e)
        {
            throw new RecordProblem("a key is there twice in one object: " + JsonProblem.Text(e), "Keep one of the two.").At(_file, _line, start + 1);
        }
    }

    private void StartOf(string name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw WrongType(name, "an object", reader.TokenType).At(_file, _line, reader.TokenStartIndex + 1);
        }
    }

    private void Check(RecordProblem? problem, long column)
    {
        if (problem is not null)
        {
            throw problem.At(_file, _line, column);
        }
    }

    private SuiteFormatException LoneSurrogate(long index, Exception e) =>
        new("a text holds half of a surrogate pair (such as \\ud800 alone), which is no character.", _file, _line, index + 1, e)
        {
            Action = "Write the text again as UTF-8; often it was cut in the middle of an emoji.",
        };
}
