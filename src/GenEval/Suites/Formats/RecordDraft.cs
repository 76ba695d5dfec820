using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>A record while it is put together from a log's entry: first what the log says, then the fields that are named as ours, then what is mapped.</summary>
internal sealed class RecordDraft(ImportContext context, RecordOrigin origin)
{
    private Dictionary<string, double>? _scores;
    private Dictionary<string, string>? _labels;

    public string? Model { get; set; }

    public string? Task { get; set; }

    public string? Category { get; set; }

    public Novelty? Novelty { get; set; }

    public string? Instruction { get; set; }

    public string? InstructionText { get; set; }

    public Novelty? InstructionNovelty { get; set; }

    public string? Instance { get; set; }

    public Novelty? InstanceNovelty { get; set; }

    public string? Input { get; set; }

    public IReadOnlyList<string>? References { get; set; }

    public string? Output { get; set; }

    public int? Repeat { get; set; }

    public string? Status { get; set; }

    public string? Finish { get; set; }

    public string? Error { get; set; }

    public Rating? Rating { get; set; }

    public string? Suite { get; set; }

    public string? Metric { get; set; }

    /// <summary>No answer, and why.</summary>
    public void Fail(string status, string? error = null) => (Status, Error, Output) = (status, error ?? Error, null);

    /// <summary>Why the model stopped, in the words of any tool; a content filter makes it no answer.</summary>
    public void StoppedBy(string? reason)
    {
        switch (reason)
        {
            case "max_tokens" or "model_length" or "max_length" or "length" or "LENGTH" or "MAX_TOKENS":
                Finish = "length";
                break;
            case "content_filter" or "SAFETY" or "safety":
                Finish = reason;
                Fail(AnswerStatus.Filtered);
                break;
            default:
                Finish = reason;
                break;
        }
    }

    /// <summary>Keeps a score that the log has; what is not in [0, 1] is noted and left out.</summary>
    public void AddScore(string tool, string name, double? value)
    {
        if (value is >= 0 and <= 1)
        {
            (_scores ??= new(StringComparer.Ordinal))[tool + ":" + name] = value.Value;
        }
        else if (!context.IsNoted("scoreLeftOut", name))
        {
            context.Note("scoreLeftOut", name, $"values of {tool}'s score {Quote.Of(name)} are no numbers in [0, 1] and were left out", origin);
        }
    }

    /// <summary>Takes the fields of an object that are named as in a record; the answer itself is the log's, so <c>output</c> and its kin are not taken.</summary>
    public void TakeOwnFields(JsonElement? fields)
    {
        if (fields is not { ValueKind: JsonValueKind.Object } members)
        {
            return;
        }

        foreach (JsonProperty member in members.EnumerateObject())
        {
            if (FieldOf(member) is { } field)
            {
                Set(new(field), member.Value, required: false);
            }
        }

        if (members.TryGetProperty("rating", out JsonElement rating))
        {
            TakeRating(rating, members);
        }

        // A "suite" or "metric" of somebody else's document is anything; of a prompt that was exported from a suite it is ours.
        if (members.TryGetProperty("prompt", out _) && Foreign.TextAt(members, "suite") is { } suite && Instance is not null && members.TryGetProperty("instance", out _))
        {
            (Suite, Metric) = (suite, Foreign.TextAt(members, "metric"));
        }
    }

    /// <summary>The same of the parts of an entry.</summary>
    public void TakeOwnFields(Dictionary<string, JsonElement> parts)
    {
        foreach ((string name, JsonElement value) in parts)
        {
            TakeOwnField(name, value);
        }
    }

    /// <summary>Takes one such field, if it is one.</summary>
    public void TakeOwnField(string name, JsonElement value)
    {
        if (RecordFields.ByName.TryGetValue(name, out RecordField field) && s_own.Contains(field))
        {
            Set(new(field), value, required: false);
        }
    }

    /// <summary>Takes what the user mapped.</summary>
    public void TakeMapped(Dictionary<string, JsonElement> parts)
    {
        foreach ((string column, FieldTarget target) in context.Options.Map?.Targets ?? [])
        {
            string[] path = column.Split('.');
            if (parts.TryGetValue(column, out JsonElement value)
                || (path.Length > 1 && parts.TryGetValue(path[0], out JsonElement root) && JsonPath.Find(root, path.AsSpan(1)) is { } found && Is(found, out value)))
            {
                Set(target, value, required: true);
            }
        }
    }

    /// <summary>The record; its task may still be empty, where a benchmark is to say it.</summary>
    public EvaluationRecord Build() => new()
    {
        Suite = Suite,
        Model = Model,
        Task = Task ?? "",
        Category = Category,
        Novelty = Novelty,
        Instruction = Instruction,
        InstructionText = InstructionText,
        InstructionNovelty = InstructionNovelty,
        Instance = Instance,
        InstanceNovelty = InstanceNovelty,
        Input = Input,
        References = References,
        Output = Output,
        Repeat = Repeat,
        Status = Status,
        Finish = Finish,
        Error = Error,
        Scores = _scores,
        Labels = _labels,
        Rating = Rating,
        Metric = Metric,
        Origin = origin,
    };

    private static readonly FrozenDictionary<string, RecordField>.AlternateLookup<ReadOnlySpan<char>> s_byName = RecordFields.ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<RecordField> s_own =
    [
        RecordField.Task, RecordField.Category, RecordField.Novelty, RecordField.Instruction, RecordField.InstructionText, RecordField.InstructionNovelty, RecordField.Instance,
        RecordField.InstanceNovelty, RecordField.Input, RecordField.References, RecordField.Reference, RecordField.Repeat, RecordField.Labels,
    ];

    // Without making a text of every name: an entry's document has many, and few of them are ours.
    private static RecordField? FieldOf(JsonProperty member)
    {
        ReadOnlySpan<byte> utf8 = JsonMarshal.GetRawUtf8PropertyName(member);
        Span<char> name = stackalloc char[32];
        return utf8.Length <= name.Length && Ascii.ToUtf16(utf8, name, out int length) == OperationStatus.Done && s_byName.TryGetValue(name[..length], out RecordField field) && s_own.Contains(field)
            ? field
            : null;
    }

    private static bool Is(JsonElement found, out JsonElement value)
    {
        value = found;
        return true;
    }

    private void Set(in FieldTarget target, JsonElement value, bool required)
    {
        if (value.ValueKind != JsonValueKind.Null && !TrySet(target, value))
        {
            string name = RecordFields.NameOf(target.Field);
            if (required)
            {
                throw new SuiteFormatException($"the value mapped to '{name}' is {JsonProblem.Name(value.ValueKind)} that it cannot hold.", origin.File ?? "", origin.Line > 0 ? origin.Line : null)
                {
                    Action = "Map another field, or leave it out.",
                };
            }

            context.Note("fieldLeftOut", name, $"fields named {name} hold something else than a record's {name} and were left out", origin);
        }
    }

    private bool TrySet(in FieldTarget target, JsonElement value)
    {
        string? text = Foreign.TextOf(value);
        switch (target.Field)
        {
            case RecordField.Model: Model = text ?? Model; break;
            case RecordField.Task: Task = text ?? Task; break;
            case RecordField.Category: Category = text ?? Category; break;
            case RecordField.Instruction: Instruction = text ?? Instruction; break;
            case RecordField.InstructionText: InstructionText = text ?? InstructionText; break;
            case RecordField.Instance: Instance = text ?? Instance; break;
            case RecordField.Input: Input = text ?? Input; break;
            case RecordField.Finish: Finish = text ?? Finish; break;
            case RecordField.Error: Error = text ?? Error; break;
            case RecordField.Status: Status = text ?? Status; break;
            case RecordField.Output: (Output, Status) = text is null ? (Output, Status) : (text, null); break;
            case RecordField.Novelty: return NoveltyOf(text) is { } task && (Novelty = task) is not null;
            case RecordField.InstructionNovelty: return NoveltyOf(text) is { } wording && (InstructionNovelty = wording) is not null;
            case RecordField.InstanceNovelty: return NoveltyOf(text) is { } instance && (InstanceNovelty = instance) is not null;
            case RecordField.References or RecordField.Reference:
                References = Foreign.TextsOf(value) ?? References;
                return Foreign.TextsOf(value) is not null;
            case RecordField.Repeat:
                Repeat = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int repeat) && repeat >= 0 ? repeat : Repeat;
                return value.ValueKind == JsonValueKind.Number;
            case RecordField.Scores when target.Name is not null:
                return Foreign.NumberOf(value) is { } number && number is >= 0 and <= 1 && ((_scores ??= new(StringComparer.Ordinal))[target.Name] = number) >= 0;
            case RecordField.Labels when target.Name is not null:
                return text is not null && ((_labels ??= new(StringComparer.Ordinal))[target.Name] = text) is not null;
            case RecordField.Labels:
                return TakeLabels(value);
            default:
                return true;
        }

        return text is not null;
    }

    private bool TakeLabels(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(label => Foreign.TextOf(label.Value) is null))
        {
            return false;
        }

        foreach (JsonProperty label in value.EnumerateObject())
        {
            (_labels ??= new(StringComparer.Ordinal))[label.Name] = Foreign.TextOf(label.Value)!;
        }

        return true;
    }

    private void TakeRating(JsonElement rating, JsonElement fields)
    {
        if (rating.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            Rating = Suites.Rating.Of(rating.ValueKind == JsonValueKind.True);
        }
        else if (Foreign.NumberOf(rating) is { } value && Foreign.At(fields, "ratingScale", "0") is { } low && Foreign.At(fields, "ratingScale", "1") is { } high
            && Foreign.NumberOf(low) is { } least && Foreign.NumberOf(high) is { } most && least < most && value >= least && value <= most)
        {
            Rating = new Rating(value, least, most, IsBinary: false);
        }
    }

    private static Novelty? NoveltyOf(string? word) => word is null ? null : RecordJson.NoveltyOf(word);
}
