using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Writes a record as a JSON object, its fields in the order of the documented format and the unknown ones behind them.</summary>
public static class RecordJson
{
    /// <summary>Writes the record; what it does not have is left out, but for <c>output</c>, whose null means that there is no answer.</summary>
    public static void Write(Utf8JsonWriter json, EvaluationRecord record) => Write(json, record, hasAnswer: true);

    /// <summary>The same; a prompt that nobody has answered is written without <c>output</c>.</summary>
    internal static void Write(Utf8JsonWriter json, EvaluationRecord record, bool hasAnswer)
    {
        json.WriteStartObject();
        Text(json, "suite"u8, record.Suite);
        Text(json, "model"u8, record.Model);
        json.WriteString("task"u8, record.Task);
        Text(json, "category"u8, record.Category);
        Word(json, "novelty"u8, record.Novelty);
        Text(json, "instruction"u8, record.Instruction);
        Text(json, "instructionText"u8, record.InstructionText);
        Word(json, "instructionNovelty"u8, record.InstructionNovelty);
        Text(json, "instance"u8, record.Instance);
        Word(json, "instanceNovelty"u8, record.InstanceNovelty);
        Text(json, "input"u8, record.Input);
        if (record.References is { } references)
        {
            json.WriteStartArray("references"u8);
            foreach (string reference in references)
            {
                json.WriteStringValue(reference);
            }

            json.WriteEndArray();
        }

        if (hasAnswer)
        {
            json.WriteString("output"u8, record.Output);
        }

        if (record.Repeat is { } repeat)
        {
            json.WriteNumber("repeat"u8, repeat);
        }

        Text(json, "status"u8, record.Status);
        Text(json, "finish"u8, record.Finish);
        Text(json, "error"u8, record.Error);
        Members(json, "scores"u8, record.Scores, json.WriteNumber);
        Members(json, "labels"u8, record.Labels, json.WriteString);
        WriteRating(json, record);
        Text(json, "metric"u8, record.Metric);
        foreach ((string name, JsonElement value) in record.Extra ?? s_nothing)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    /// <summary>The word for a novelty in files.</summary>
    public static string WordOf(Novelty novelty) => novelty switch
    {
        Novelty.Seen => "seen",
        Novelty.Unseen => "unseen",
        _ => "unknown",
    };

    /// <summary>The novelty that a word of a file means, or null where it is none; case does not matter.</summary>
    public static Novelty? NoveltyOf(string word) =>
        word.Equals("seen", StringComparison.OrdinalIgnoreCase) ? Novelty.Seen
        : word.Equals("unseen", StringComparison.OrdinalIgnoreCase) ? Novelty.Unseen
        : word.Equals("unknown", StringComparison.OrdinalIgnoreCase) ? Novelty.Unknown
        : null;

    private static readonly Dictionary<string, JsonElement> s_nothing = [];

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Word(Utf8JsonWriter json, ReadOnlySpan<byte> name, Novelty? novelty) =>
        Text(json, name, novelty is { } word ? WordOf(word) : null);

    private static void Members<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyDictionary<string, T>? members, Action<string, T> write)
    {
        if (members is not null)
        {
            json.WriteStartObject(name);
            foreach ((string member, T value) in members)
            {
                write(member, value);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteRating(Utf8JsonWriter json, EvaluationRecord record)
    {
        if (record.Rating is not { } rating)
        {
            return;
        }

        if (rating.IsBinary)
        {
            json.WriteBoolean("rating"u8, rating.Value > rating.Low);
            return;
        }

        json.WriteNumber("rating"u8, rating.Value);
        json.WriteStartArray("ratingScale"u8);
        json.WriteNumberValue(rating.Low);
        json.WriteNumberValue(rating.High);
        json.WriteEndArray();
    }
}
