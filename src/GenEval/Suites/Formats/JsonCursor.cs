using System.Buffers;
using System.Text.Json;

namespace GenEval.Suites.Formats;

/// <summary>
/// Walks through JSON text of any length (one document, or several one after the other, as in JSON Lines) and holds no more of it than the value
/// that is taken. Parts that nobody takes are passed over at the speed of the tokenizer. NaN and Infinity, which Python writes, are read as null.
/// </summary>
internal sealed partial class JsonCursor : IDisposable
{
    private static readonly JsonReaderOptions s_reading = new() { AllowMultipleValues = true, MaxDepth = 256 };
    private static readonly JsonDocumentOptions s_taking = new() { MaxDepth = 256 };

    private readonly Stream _stream;
    private readonly string _file;
    private readonly int _longest;
    private readonly Utf8StringPool _names = new(capacity: 4096, longest: 256);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
    private JsonReaderState _state = new(s_reading);
    private int _position;
    private int _end;
    private int _kept = -1;
    private int _tokenStart;
    private int _valueStart;
    private int _valueLength;
    private bool _escaped;
    private bool _ended;
    private bool _begun;

    public JsonCursor(Stream stream, string file, int longest)
    {
        (_stream, _file, _longest) = (stream, file, longest);
    }

    public JsonTokenType Token { get; private set; }

    public int Depth { get; private set; }

    /// <summary>The line that the last token ends on, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Where the cursor stands, for messages.</summary>
    public RecordOrigin Origin => new(_file, Line);

    /// <summary>Goes to the next token; false at the end of the text.</summary>
    /// <exception cref="TruncatedException">The text ends within a value.</exception>
    /// <exception cref="SuiteFormatException">The text is no JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_position, _end - _position), isFinalBlock: false, _state);
            bool read;
            try
            {
                read = reader.Read();
            }
            catch (JsonException e)
            {
                Repair(e);
                continue;
            }

            if (read)
            {
                (_before, _tokenBefore, Token) = (_state, Token, reader.TokenType);
                Depth = reader.CurrentDepth;
                _tokenStart = _position + (int)reader.TokenStartIndex;
                _valueLength = reader.ValueSpan.Length;
                _valueStart = Token is JsonTokenType.String or JsonTokenType.PropertyName ? _tokenStart + 1 : _tokenStart;
                _escaped = reader.ValueIsEscaped;
                Advance(reader);
                return true;
            }

            if (!Fill())
            {
                return AtEnd();
            }
        }
    }

    /// <summary>The name of the property that the cursor is at.</summary>
    public string Name => _escaped
        ? JsonMending.Parse(_buffer.AsSpan(_tokenStart, _valueLength + 2), s_taking).GetString()!
        : _names.Intern(_buffer.AsSpan(_valueStart, _valueLength));

    /// <summary>The value that the cursor is at, which then stands at its end.</summary>
    public JsonElement Take()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            int quotes = Token == JsonTokenType.String ? 2 : 0;
            return JsonMending.Parse(_buffer.AsSpan(_tokenStart, _valueLength + quotes), s_taking);
        }

        _kept = _tokenStart;
        Skip();
        JsonElement value = JsonMending.Parse(_buffer.AsSpan(_kept, _position - _kept), s_taking);
        _kept = -1;
        return value;
    }

    /// <summary>Passes over the value that the cursor is at.</summary>
    public void Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        int depth = Depth;
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_position, _end - _position), isFinalBlock: false, _state);
            try
            {
                while (reader.Read())
                {
                    if (reader.CurrentDepth == depth)
                    {
                        Advance(reader);
                        (Token, Depth) = (reader.TokenType, depth);
                        return;
                    }
                }

                Advance(reader);
            }
            catch (JsonException)
            {
                SkipToken();
                if (Depth == depth)
                {
                    return;
                }

                continue;
            }

            if (!Fill())
            {
                throw Truncated();
            }
        }
    }

    /// <summary>The members of the object that the cursor is at, all or those that are wanted; the others are passed over.</summary>
    public Dictionary<string, JsonElement> TakeObject(IReadOnlySet<string>? wanted = null)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        while (NextProperty() is { } name)
        {
            if (wanted is null || wanted.Contains(name))
            {
                members[name] = Take();
            }
            else
            {
                Skip();
            }
        }

        return members;
    }

    /// <summary>Goes to the value of the next property of the object that the cursor is in; null at the object's end.</summary>
    public string? NextProperty()
    {
        Read();
        if (Token != JsonTokenType.PropertyName)
        {
            return null;
        }

        string name = Name;
        Read();
        return name;
    }

    /// <summary>Goes to the next element of the array that the cursor is in; false at the array's end.</summary>
    public bool NextElement() => Read() && Token != JsonTokenType.EndArray;

    /// <summary>
    /// Stops at each element of the array that a property of the object holds in which the cursor is, and says where it begins; every other property is passed
    /// over.
    /// </summary>
    public IEnumerable<RecordOrigin> ElementsOf(string property)
    {
        while (NextProperty() is { } name)
        {
            if (name != property || Token != JsonTokenType.StartArray)
            {
                Skip();
                continue;
            }

            while (NextElement())
            {
                yield return Origin;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole?.Dispose();
        _whole = null;
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _position = _end = 0;
        }
    }

    private void Advance(in Utf8JsonReader reader)
    {
        int consumed = (int)reader.BytesConsumed;
        Line += _buffer.AsSpan(_position, consumed).Count((byte)'\n');
        _position += consumed;
        _state = reader.CurrentState;
    }

    // One token at a time finds the place of what the fast way stumbled over.
    private void SkipToken()
    {
        if (!Read())
        {
            throw Truncated();
        }
    }

    private bool AtEnd()
    {
        if (Depth > 0 || Token is JsonTokenType.StartObject or JsonTokenType.StartArray || _buffer.AsSpan(_position, _end - _position).ContainsAnyExcept(" \t\r\n"u8))
        {
            throw Truncated();
        }

        return false;
    }

    private TruncatedException Truncated() => new(FormattableString.Invariant($"the text ends within a value that begins at or before line {Line}"));
}
