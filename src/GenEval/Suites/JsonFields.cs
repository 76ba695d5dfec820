using System.Text;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>Takes the fields of one JSON object with their types, keeps what nobody takes, and says where a wrong one stands.</summary>
internal sealed class JsonFields
{
    private readonly JsonElement _value;
    private readonly byte[] _json;
    private readonly string _file;
    private readonly long _line;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    private JsonFields(byte[] json, string file, long line)
    {
        (_json, _file, _line) = (json, file, line);
        _value = Parse(json, file, line);
    }

    /// <summary>The object on a line of a file (or the whole of a file, with the line 1).</summary>
    public static JsonFields Of(ReadOnlySpan<byte> json, string file, long line) => new(json.ToArray(), file, line);

    /// <summary>The object that is the whole of a file.</summary>
    /// <exception cref="GenEvalException">The file cannot be read, or is no JSON object.</exception>
    public static JsonFields OfFile(string file)
    {
        RecordReadOptions options = new();
        using Stream stream = InputFile.Open(file, options);
        using Utf8LineReader lines = new(stream, file, options.MaxLineBytes);
        using MemoryStream text = new();
        while (lines.TryRead(out ReadOnlySpan<byte> line))
        {
            text.Write(line);
            text.WriteByte((byte)'\n');
        }

        return Of(text.ToArray(), file, 1);
    }

    /// <summary>The names of all fields, in their order.</summary>
    public IEnumerable<string> Names => _value.EnumerateObject().Select(property => property.Name);

    public RecordOrigin Origin => new(_file, _line);

    public string Required(string name) =>
        Optional(name) is { Length: > 0 } text ? text : throw Problem(null, $"'{name}' is missing.", $"Give it a \"{name}\".");

    public string? Optional(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw WrongType(name, "a text", value),
    };

    public Novelty? Novelty(string name)
    {
        if (Optional(name) is not { } word)
        {
            return null;
        }

        return RecordJson.NoveltyOf(word) ?? throw Problem(name, $"'{name}' is {Quote.Of(word)}; seen, unseen or unknown is expected.", "Leave it out where nobody knows.");
    }

    public double? Share(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && number is >= 0 and <= 1 => number,
        { ValueKind: JsonValueKind.Number } => throw Problem(name, $"'{name}' is not in [0, 1].", "Divide a percentage by 100."),
        { } value => throw WrongType(name, "a number from 0 to 1", value),
    };

    public double? Number(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
        { } value => throw WrongType(name, "a number", value),
    };

    public bool? Flag(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } value => value.GetBoolean(),
        { } value => throw WrongType(name, "true or false", value),
    };

    public IReadOnlyList<double>? Numbers(string name) => Take(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number) => [.. value.EnumerateArray().Select(v => v.GetDouble())],
        { } value => throw WrongType(name, "a list of numbers", value),
    };

    public IReadOnlyList<string> Texts(string name) => Take(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(v => v.GetString()!)],
        { } value => throw WrongType(name, "a list of texts", value),
    };

    public IReadOnlyList<JsonFields> Objects(string name) => Take(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } value when value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Object) =>
            [.. value.EnumerateArray().Select(v => Of(Encoding.UTF8.GetBytes(v.GetRawText()), _file, _line))],
        { } value => throw WrongType(name, "a list of objects", value),
    };

    /// <summary>What was not taken, or null.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Rest()
    {
        Dictionary<string, JsonElement> rest = new(StringComparer.Ordinal);
        foreach (JsonProperty property in _value.EnumerateObject().Where(property => !_taken.Contains(property.Name)))
        {
            rest.Add(property.Name, property.Value.Clone());
        }

        return rest.Count > 0 ? rest : null;
    }

    /// <summary>An error at a field of the object, or at the object.</summary>
    public SuiteFormatException Problem(string? name, string message, string action)
    {
        (long line, long column) = name is null ? (0, 0) : PlaceOf(name);
        return new(message, _file, _line + line, name is null || column == 0 ? null : column) { Action = action };
    }

    private static JsonElement Parse(byte[] json, string file, long line)
    {
        try
        {
            JsonElement value = JsonElement.Parse(json, JsonProblem.Strict);
            if (json.AsSpan().IndexOf("\\u"u8) >= 0)
            {
                JsonProblem.CheckSurrogates(json);
            }

            return value.ValueKind == JsonValueKind.Object ? value : throw new SuiteFormatException("one JSON object is expected.", file, line);
        }
        catch (JsonException e)
        {
            throw JsonProblem.Explain(e, json, file, line);
        }
        catch (InvalidOperationException e)
        {
            throw new SuiteFormatException("a text holds half of a surrogate pair, which is no character.", file, line, innerException: e) { Action = "Write the text again as UTF-8." };
        }
    }

    private JsonElement? Take(string name)
    {
        _taken.Add(name);
        return _value.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private SuiteFormatException WrongType(string name, string expected, JsonElement found) =>
        Problem(name, $"'{name}' must be {expected} and is {JsonProblem.Name(found.ValueKind)}.", $"Write {expected}.");

    private (long Line, long Column) PlaceOf(string name)
    {
        Utf8JsonReader reader = new(_json);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals(name))
            {
                reader.Read();
                ReadOnlySpan<byte> before = _json.AsSpan(0, (int)reader.TokenStartIndex);
                return (before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
            }
        }

        return (0, 0);
    }
}
