using System.Text;
using System.Text.Json;

namespace GenEval.Suites;

// The values of the known fields, each with its type.
internal sealed partial class JsonRecordParser
{
    private string Text(in FieldTarget target, RecordField field, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            bool repeats = field is not (RecordField.Input or RecordField.Output or RecordField.Instance or RecordField.Error or RecordField.Extra);
            return !reader.ValueIsEscaped && (repeats || reader.ValueSpan.Length < 8) ? _words.Intern(reader.ValueSpan) : reader.GetString()!;
        }

        if (target.IsMapped && reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        string name = target.Name ?? RecordFields.NameOf(target.Field);
        throw WrongType(name, "a text", reader.TokenType).At(_file, _line, reader.TokenStartIndex + 1);
    }

    private List<string> ReadReferences(in FieldTarget target, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && target.IsMapped)
        {
            return [reader.GetString()!];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new RecordProblem($"references must be a list of texts and is {JsonProblem.Name(reader.TokenType)}.", "Write [\"...\"], or \"reference\": \"...\" for a single one.")
                .At(_file, _line, reader.TokenStartIndex + 1);
        }

        List<string> references = new(1);
        FieldTarget one = new(RecordField.Reference, "each of the references", target.IsMapped);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            references.Add(Text(one, RecordField.Extra, ref reader));
        }

        return references;
    }

    private void ReadScores(ref Utf8JsonReader reader)
    {
        StartOf("scores", ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.ValueIsEscaped ? reader.GetString()! : _words.Intern(reader.ValueSpan);
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                Check(reader.TokenType == JsonTokenType.Number ? _builder.SetScore(name, reader.GetDouble()) : NotNumber(name), reader.TokenStartIndex + 1);
            }
        }
    }

    private void ReadLabels(ReadOnlySpan<byte> line, ref Utf8JsonReader reader)
    {
        StartOf("labels", ref reader);
        Utf8JsonReader ahead = reader;
        ahead.Skip();
        ReadOnlySpan<byte> json = line[(int)reader.TokenStartIndex..(int)ahead.BytesConsumed];
        if (_labels is null || !json.SequenceEqual(_labelsJson))
        {
            Dictionary<string, string> labels = new(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                long column = reader.TokenStartIndex + 1;
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null && !labels.TryAdd(name, Text(new(RecordField.Labels, "the label " + Quote.Of(name), IsMapped: true), RecordField.Labels, ref reader)))
                {
                    throw new RecordProblem($"the label {Quote.Of(name)} is there twice.", "Keep one of the two.").At(_file, _line, column);
                }
            }

            // All records of a run carry the same labels, so they share one dictionary.
            (_labels, _labelsJson) = (labels, json.ToArray());
        }

        reader = ahead;
        _builder.SetLabels(_labels);
    }

    private void ReadRating(ref Utf8JsonReader reader)
    {
        long column = reader.TokenStartIndex + 1;
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            _builder.SetRating(reader.TokenType == JsonTokenType.True);
        }
        else
        {
            Check(reader.TokenType == JsonTokenType.Number ? _builder.SetRating(reader.GetDouble()) : WrongType("rating", "true, false or a number", reader.TokenType), column);
        }
    }

    private void ReadRatingScale(ref Utf8JsonReader reader)
    {
        long column = reader.TokenStartIndex + 1;
        Span<double> ends = stackalloc double[2];
        int count = 0;
        bool numbers = reader.TokenType == JsonTokenType.StartArray;
        while (numbers && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers = reader.TokenType == JsonTokenType.Number && count < 2;
            if (numbers)
            {
                ends[count++] = reader.GetDouble();
            }
        }

        Check(numbers && count == 2 ? _builder.SetRatingScale(ends[0], ends[1]) : _builder.SetRatingScale(double.NaN, double.NaN), column);
    }

    private static RecordProblem NotNumber(string score) =>
        new($"the score {Quote.Of(score)} is no number.", "Write a number from 0 to 1, or null where the answer has no such score.");

    private static RecordProblem WrongType(string name, string expected, JsonTokenType found) =>
        new($"{name} must be {expected} and is {JsonProblem.Name(found)}.", found == JsonTokenType.Number && expected == "a text" ? "Put it in quotes." : $"Write {expected}.");
}
